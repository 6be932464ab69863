#pragma once

#include "core/classifier/class_images.h"
#include "records/experiment_options.h"

#include <cstdint>
#include <string>

namespace whydah {

/// How a method of Table 1 trains its classifier: its training set and what differs in the settings that all share.
struct BaselineFit {
    TrainingSet set;
    FitSettings settings;
};

/// Plain: every image alike, as it comes (Table 1).
BaselineFit plain(const ClassImages& images, const FitSettings& shared, std::uint64_t seed);
/// Over-sampling: every class alike; its images are repeated as often as needed (Table 1, label shuffling [16, 17]).
BaselineFit over_sampling(const ClassImages& images, const FitSettings& shared, std::uint64_t seed);
/// Under-sampling: at most the median number of images a class, chosen at random (Table 1, [27]).
BaselineFit under_sampling(const ClassImages& images, const FitSettings& shared, std::uint64_t seed);
/// Cost-sensitive: loss weighted by inverse class frequency, mean 1 over the images (Table 1, [28]).
/// @param learning_rate of its own, as the weights make rare classes' steps long
BaselineFit cost_sensitive(const ClassImages& images, const FitSettings& shared, std::uint64_t seed,
                           double learning_rate, torch::Device device);

/// Median count of the classes that have images; of an even number the lower middle one, as in the reference.
std::int64_t median_count(const ClassImages& images);
/// [C] float32: 1 / n_c, scaled so that the mean over images is 1; 0 for a class without images.
torch::Tensor inverse_frequency(const ClassImages& images);

} // namespace whydah
