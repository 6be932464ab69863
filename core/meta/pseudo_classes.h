#pragma once

#include "core/classifier/class_images.h"
#include "core/meta/meta_example.h"

#include <cstdint>
#include <vector>

namespace whydah {

/// Classes made of others, so that MetaModelNet sees more many-shot rows than the data has classes (ours).
struct PseudoClasses {
    ClassImages images;                             ///< [C'] together all images of the data, each once
    std::vector<std::vector<std::int64_t>> sources; ///< [C'] classes that the images come from
};

/// Each class with at least 2 * `smallest` images becomes two, the halves of a 2-means clustering of its features; it
/// stays whole where a half would have fewer than `smallest`. @param x [n, D]
PseudoClasses split_classes(const torch::Tensor& x, const ClassImages& images, std::int64_t smallest,
                            std::uint64_t seed);

/// The classes with at least `smallest` images in random pairs, each pair one class; the others stay as they are.
PseudoClasses merge_classes(const ClassImages& images, std::int64_t smallest, std::uint64_t seed);

/// Which pseudo-classes have a source among the classes held out. @param held_out [C] or empty   @return [C'] or empty
std::vector<std::int64_t> held_out_pseudo(const PseudoClasses& pseudo, const std::vector<std::int64_t>& held_out);

/// Each example from one of several sources, drawn alike; scale, dimension and blocks are the first one's.
MetaPairs any_of(std::vector<MetaPairs> sources);

} // namespace whydah
