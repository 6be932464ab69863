#pragma once

#include "core/baselines/loss.h"
#include "core/experiment/job_control.h"
#include "core/networks/network.h"
#include "core/training/augmentation.h"
#include "core/training/epoch_order.h"
#include "core/training/labelled_images.h"
#include "core/training/mixed_precision.h"
#include "records/events.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace whydah {

/// How a network is trained by SGD on images. Defaults are the paper's (Sec. 4.1: around 60 epochs, 0.01, a tenth every
/// 30 epochs); batch, momentum and weight decay, which it does not give, are those of Cao et al. 2019.
struct NetworkTraining {
    enum class Schedule { step, cosine };
    std::int64_t epochs = 60;
    std::int64_t batch = 128;    ///< images a step
    std::int64_t accumulate = 1; ///< parts that a batch goes through the network in
    double learning_rate = 0.01, momentum = 0.9, weight_decay = 5e-4;
    Schedule schedule = Schedule::step;
    std::int64_t step_epochs = 30;
    Precision precision = Precision::full;
    Augmentation augmentation;
    std::int64_t threads = 1; ///< images decoded at the same time
    std::uint64_t seed = 0;
    EpochOrder order;                 ///< empty: plain_order
    Loss loss;                        ///< without value: cross-entropy. Its progress is epoch / epochs, as the references
                                      ///< defer by whole epochs. A cosine loss gets cosines in the place of logits
    std::string purpose;              ///< says what sampling and loss are; part of a checkpoint's identity
    std::filesystem::path checkpoint; ///< file, written after each epoch; empty: none
};

/// What an epoch gave; over the images as they were seen, in training mode.
struct EpochResult {
    std::int64_t epoch = 0; ///< 1..epochs
    double loss = 0, accuracy = 0, learning_rate = 0, images_per_second = 0;
};

/// The learning rate of a step. @param progress epochs done, 0..epochs, with fractions for the cosine
double learning_rate_at(const NetworkTraining& training, double progress);

/// A hash of all that the trained weights depend on: settings, purpose, images (names, labels; what else tells them
/// apart belongs into purpose), shapes.
std::string training_identity(const Network& network, const std::vector<LabelledImage>& images,
                              const NetworkTraining& training);

/// Trains on the device and leaves the network there, in eval mode. Reports a stage in images, and a log line for each
/// epoch. Dropout and augmentation are seeded by step and place, so that a training that goes on from its checkpoint
/// ends with the very weights of one that was not stopped. A checkpoint of another training is not used; it is
/// overwritten, and the log says so. Images that cannot be read are named in the log, once each.
/// @return the epochs of this call; empty if the checkpoint held the finished training
/// @throws Error: fewer than two images, no finite loss, checkpoint not writable; Stopped, within one batch
std::vector<EpochResult> train_network(Network& network, const std::vector<LabelledImage>& images,
                                       const NetworkTraining& training, torch::Device device, const std::string& stage,
                                       const JobControl& control, const Report& report);

} // namespace whydah
