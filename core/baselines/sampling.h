#pragma once

#include "core/data/seed.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace whydah {

/// How the images of a batch are drawn. Kang et al., "Decoupling Representation and Classifier for Long-Tailed
/// Recognition", ICLR 2020, Sec. 3: class j is drawn with p_j = n_j^q / sum_i n_i^q, then one of its images.
enum class Sampling {
    image,          ///< q = 1: every image alike
    class_balanced, ///< q = 0: every class alike
    square_root,    ///< q = 1/2
    progressive,    ///< (1 - t/T) p_image + (t/T) p_class_balanced at step t of T
    class_aware     ///< classes one after the other in random order, 4 images from each (the sampler of cRT and LWS)
};

struct SamplingEntry {
    std::string_view name; ///< "square_root"
    Sampling sampling;
};
/// All of them: for classifiers on fixed features and for whole networks.
std::span<const SamplingEntry> sampling_list();

/// [C] probability that the next image is of a class; 0 for classes without images. class_aware: over a whole round.
/// @param progress t/T, 0..1; only `progressive` looks at it
std::vector<double> class_probabilities(Sampling sampling, const std::vector<std::int64_t>& counts, double progress);

/// Draws images, one after the other. The same seed gives the same images.
class ImageSampler {
public:
    /// @param rows [C] the images of each class, not all empty
    ImageSampler(const std::vector<std::vector<std::int64_t>>& rows, Sampling sampling, std::uint64_t seed);
    /// @param progress t/T   @return an image (an element of `rows`) and its class
    std::pair<std::int64_t, std::int64_t> draw(double progress = 0);

private:
    std::size_t filled_class_at_root(double place) const;
    std::size_t next_class_of_round();

    Sampling sampling_;
    Random random_;
    std::vector<std::pair<std::int64_t, std::int64_t>> images_; ///< by class
    std::vector<std::int64_t> starts_;                          ///< of each class that has images, then the end
    std::vector<double> root_ends_;                             ///< sums of sqrt(n) over these classes
    std::vector<std::size_t> round_;                            ///< their order in this round
    std::int64_t drawn_ = 0;
};

} // namespace whydah
