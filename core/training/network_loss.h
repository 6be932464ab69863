#pragma once

#include "core/baselines/loss.h"
#include "core/training/labelled_images.h"
#include "records/experiment_options.h"

#include <cstdint>
#include <vector>

namespace whydah {

/// The loss of option network_loss with the hyper-parameters of the methods' losses, the first value of each.
LossChoice network_loss_choice(const ExperimentOptions& options);

/// That loss for these training images: class counts are theirs.
Loss network_loss(const ExperimentOptions& options, const std::vector<LabelledImage>& images, std::int64_t classes,
                  torch::Device device);

} // namespace whydah
