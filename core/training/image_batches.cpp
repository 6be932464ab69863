#include "core/training/image_batches.h"

#include "core/data/image_reader.h"
#include "core/experiment/device.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <atomic>
#include <future>

namespace whydah {
namespace {

constexpr std::size_t batches_ahead = 2;

} // namespace

/// One batch in the making. Several threads take places from it, one after the other.
struct ImageBatches::Work {
    std::vector<LabelledImage> images;
    std::size_t first = 0; ///< place of images[0] in the epoch
    Augmentation augmentation;
    std::uint64_t seed = 0;
    torch::Tensor pixels;
    std::vector<std::string> failures; ///< of each image; empty: it is good
    std::vector<char> had_no_room;     ///< these are tried once more when the others are done
    std::atomic<std::size_t> next{0}, done{0};
    std::atomic<bool> dropped{false};
    std::promise<void> ready;
    std::future<void> is_ready = ready.get_future();

    void decode(std::size_t i) {
        had_no_room[i] = 0;
        try {
            Random random(seed_from(static_cast<std::int64_t>(seed), "image/" + std::to_string(first + i)));
            augmentation.apply(read_image(images[i].image), random,
                               pixels.data_ptr<float>() +
                                   static_cast<std::int64_t>(i) * augmentation.preprocessing.floats());
        } catch (const Error& error) {
            failures[i] = error.where() + ": " + error.problem();
        } catch (const std::exception& error) { // OpenCV's own, or no memory
            had_no_room[i] = is_out_of_memory(error);
            if (!had_no_room[i]) failures[i] = images[i].image.file + ": " + error.what();
        }
    }

    /// Until no place is left. Whoever does the last one says that the batch is ready.
    void help() {
        for (std::size_t i = next++; i < images.size(); i = next++) {
            if (!dropped) decode(i);
            if (++done == images.size()) ready.set_value();
        }
    }

    ImageBatch take() {
        ImageBatch batch;
        std::vector<std::int64_t> labels, good;
        for (std::size_t i = 0; i < images.size(); ++i) {
            if (had_no_room[i]) decode(i); // now alone
            if (had_no_room[i]) throw no_room_for_image(images[i].image);
            if (!failures[i].empty()) {
                batch.failures.push_back(std::move(failures[i]));
                continue;
            }
            labels.push_back(images[i].label);
            good.push_back(static_cast<std::int64_t>(i));
        }
        batch.labels = torch::tensor(labels, torch::kLong);
        batch.images = batch.failures.empty() ? pixels : pixels.index_select(0, torch::tensor(good, torch::kLong));
        return batch;
    }
};

ImageBatches::ImageBatches(const std::vector<LabelledImage>& images, const Augmentation& augmentation, Plan plan)
    : images_(images),
      augmentation_(augmentation),
      plan_(std::move(plan)) {
    while (ahead_.size() < batches_ahead && started_ < plan_.order.size()) start_one();
}

ImageBatches::~ImageBatches() {
    for (const auto& work : ahead_) work->dropped = true;
    for (const auto& work : ahead_) {
        work->help();
        work->is_ready.wait();
    }
}

void ImageBatches::start_one() {
    const auto count = std::min(static_cast<std::size_t>(plan_.batch), plan_.order.size() - started_);
    if (count == 1 && plan_.order.size() > 1) { // batch normalisation cannot be trained on one image
        started_ = plan_.order.size();
        return;
    }
    auto work = std::make_shared<Work>();
    for (std::size_t i = 0; i < count; ++i)
        work->images.push_back(images_[static_cast<std::size_t>(plan_.order[started_ + i])]);
    work->first = started_;
    work->augmentation = augmentation_;
    work->seed = plan_.seed;
    const Preprocessing& p = augmentation_.preprocessing;
    work->pixels = torch::zeros({static_cast<std::int64_t>(count), p.channels, p.input_size, p.input_size});
    work->failures.resize(count), work->had_no_room.resize(count);
    started_ += count;
    ahead_.push_back(work);
    for (std::int64_t thread = 0; thread < plan_.threads; ++thread) at::launch([work] { work->help(); });
}

std::optional<ImageBatch> ImageBatches::next(const JobControl& control) {
    control.check();
    if (ahead_.empty()) return std::nullopt;
    const std::shared_ptr<Work> work = ahead_.front();
    work->help(); // rather than wait
    work->is_ready.wait();
    ahead_.pop_front();
    if (started_ < plan_.order.size()) start_one();
    return work->take();
}

} // namespace whydah
