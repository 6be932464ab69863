#pragma once

#include "core/training/trained_features.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace whydah {

/// What the network of one block is fine-tuned on.
struct BlockImages {
    std::vector<std::int64_t> classes; ///< H_t, t = 2^(i+1): labels, ascending
    std::vector<LabelledImage> images; ///< of these classes alone; label c stands for classes[c]
};
/// @param counts [C] training images   @param images of the whole training part
BlockImages block_images(const std::vector<LabelledImage>& images, const std::vector<std::int64_t>& counts,
                         std::int64_t block);

/// Epochs of each block: recur_epochs, or network_epochs shared out, at least one.
std::int64_t recursive_epochs(const NetworkOptions& options, std::int64_t blocks);

/// All weights of a network but those of the head; of the head the rows of classes that both know.
/// @param from_classes, to_classes labels behind the rows of the heads
void carry_over(const Network& from, const std::vector<std::int64_t>& from_classes, Network& to,
                const std::vector<std::int64_t>& to_classes);

struct RecursiveNetworks {
    std::shared_ptr<Network> last; ///< of block 0; in eval mode, on the device
    std::string identity;          ///< its name in the cache
    std::vector<std::shared_ptr<const FeatureMatrix>> features; ///< TrainedFeatures::of_block
    std::vector<std::pair<std::string, std::string>> card;      ///< TrainedFeatures::card
};

/// "Recur FT" (Sec. 4.1.2, Table 3): "During the recursive head-tail splitting, we fine-tune the entire CNN on the
/// current head classes in H_t (while learning the many-shot parameters theta_star), and then learn classifier dynamics
/// using the fine-tuned features." For block i = N..0 a C_t-way head is put on the network, which goes on from what
/// block i + 1 left (rows of known classes stay in the head), and the whole of it is fine-tuned on the images of H_t
/// alone, by the options' loss, sampling and schedule, shortened to the block's epochs. No other image is shown to it.
/// N is MetaModelNet's. Which rows then are theta_star: not those of this head, which has a bias and the scale of raw
/// features, but rows fitted on its features by the fitter of the k-shot rows (core/experiment/meta_variant.h).
/// @param files what identifies the files of the split   @throws Error: fewer than two head classes; Stopped
RecursiveNetworks fine_tune_recursively(const Manifest& manifest, const Split& split, const NetworkRun& run,
                                        const std::string& files);

} // namespace whydah
