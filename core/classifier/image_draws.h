#pragma once

#include "core/baselines/sampling.h"
#include "core/classifier/classifier_training.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace whydah {

/// A set's images class by class, each a row of x and its label. @return [n] each
struct SetImages {
    std::vector<std::int64_t> rows, labels;
};
SetImages images_of(const TrainingSet& set);
std::int64_t images_in(const TrainingSet& set); ///< how many

/// The images of one step of a group of G models; int64, on the device.
struct StepDraws {
    torch::Tensor rows;   ///< [G * batch] rows of x
    torch::Tensor labels; ///< [G * batch]
    torch::Tensor places; ///< [G * batch] the same images as places in the model's own images_of()
};

/// Draws the images of a group of models, some steps at a time: all steps at once would take gigabytes for long fits.
/// A model's draws depend on its own seed alone; settings.sampling says how.
class ImageDraws {
public:
    ImageDraws(const std::vector<TrainingSet>& sets, std::int64_t first, std::int64_t count,
               const FitSettings& settings, torch::Device device);
    StepDraws step(std::int64_t t); ///< to be asked for t = 0, 1, 2, ... in this order

private:
    struct Model {
        SetImages images;
        ImageSampler sampler; ///< of places
    };
    void draw_more(std::int64_t first_step, std::int64_t steps);

    std::vector<Model> models_;
    std::int64_t steps_, batch_, steps_at_once_;
    torch::Device device_;
    torch::Tensor rows_, labels_, places_; ///< [steps_at_once, G * batch]
};

} // namespace whydah
