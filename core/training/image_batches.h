#pragma once

#include "core/experiment/job_control.h"
#include "core/training/augmentation.h"
#include "core/training/labelled_images.h"

#include <torch/types.h>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// Images on their way to the network.
struct ImageBatch {
    torch::Tensor images;              ///< [B, channels, S, S] float32 on the CPU
    torch::Tensor labels;              ///< [B] int64
    std::vector<std::string> failures; ///< "file: why" of images that could not be read; they are not in the batch
};

/// Decodes and varies the images of one epoch, batch after batch, while the network is busy with the batches before:
/// on LibTorch's pool of threads (at::launch), two batches ahead. Each place of the epoch has a seed of its own, so
/// that neither the number of threads nor their order changes a pixel.
class ImageBatches {
public:
    struct Plan {
        std::vector<std::int64_t> order; ///< indices of images, as the epoch shows them
        std::int64_t batch = 128;        ///< the last one is smaller; a last single image is left out
        std::uint64_t seed = 0;          ///< of this epoch
        std::int64_t threads = 1;        ///< images at the same time
    };
    /// `images` have to live as long as this.
    ImageBatches(const std::vector<LabelledImage>& images, const Augmentation& augmentation, Plan plan);
    ~ImageBatches(); ///< waits for the images that are being decoded, at most
    ImageBatches(const ImageBatches&) = delete;
    ImageBatches& operator=(const ImageBatches&) = delete;

    /// Nothing after the last one. @throws Stopped
    std::optional<ImageBatch> next(const JobControl& control);

private:
    struct Work;
    void start_one();
    const std::vector<LabelledImage>& images_;
    const Augmentation augmentation_;
    const Plan plan_;
    std::size_t started_ = 0; ///< place in the order
    std::deque<std::shared_ptr<Work>> ahead_;
};

} // namespace whydah
