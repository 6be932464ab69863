#include "core/training/network_training.h"

#include "core/data/seed.h"
#include "core/experiment/stage_reporter.h"
#include "core/training/image_batches.h"
#include "core/training/momentum_sgd.h"
#include "core/training/training_checkpoint.h"
#include "records/error.h"

#include <c10/util/hash.h>
#include <chrono>
#include <cmath>
#include <numbers>
#include <set>
#include <torch/nn/functional.h>
#include <torch/utils.h>

namespace whydah {
namespace {

namespace F = torch::nn::functional;

/// One training under way.
class Trainer {
public:
    Trainer(Network& network, const std::vector<LabelledImage>& images, const NetworkTraining& training,
            torch::Device device, const JobControl& control, const Report& report)
        : network_(network),
          images_(images),
          t_(training),
          device_(device),
          control_(control),
          report_(report),
          loss_(training.loss.value ? training.loss : make_loss({}, {})),
          order_(training.order ? training.order
                                : plain_order(static_cast<std::int64_t>(images.size()), training.seed)),
          identity_(training_identity(network, images, training)),
          sgd_(state_dict_of(network), training.momentum, training.weight_decay),
          scale_(training.precision) {}

    std::vector<EpochResult> run(const std::string& stage_name) {
        std::string why;
        const std::int64_t begin = read_checkpoint(t_.checkpoint, network_, sgd_, scale_, identity_, why).value_or(0);
        if (!why.empty()) log(LogLine::Level::warning, why);
        if (begin > 0)
            log(LogLine::Level::info,
                "going on after epoch " + std::to_string(begin) + " of " + t_.checkpoint.string());
        StageReporter stage(report_, stage_name, "images",
                            static_cast<std::int64_t>(images_.size()) * (t_.epochs - begin));
        std::vector<EpochResult> results;
        network_.train();
        for (std::int64_t epoch = begin; epoch < t_.epochs; ++epoch) {
            results.push_back(train_epoch(epoch, stage));
            if (!t_.checkpoint.empty()) write_checkpoint(t_.checkpoint, network_, sgd_, scale_, epoch + 1, identity_);
            tell(results.back());
        }
        network_.eval();
        stage.finish(results.empty() ? "from the checkpoint" : std::string());
        return results;
    }

private:
    void log(LogLine::Level level, const std::string& text) const {
        if (report_) report_(LogLine{level, text});
    }

    void tell(const EpochResult& r) const {
        char text[160];
        std::snprintf(text, sizeof text,
                      "epoch %ld of %ld: loss %.4f, training accuracy %.1f %%, learning rate %.3g, %.1f images/s",
                      static_cast<long>(r.epoch), static_cast<long>(t_.epochs), r.loss, 100 * r.accuracy,
                      r.learning_rate, r.images_per_second);
        log(LogLine::Level::info, text);
    }

    std::uint64_t seed_for(const std::string& use) const { return seed_from(static_cast<std::int64_t>(t_.seed), use); }

    EpochResult train_epoch(std::int64_t epoch, StageReporter& stage) {
        const auto started = std::chrono::steady_clock::now();
        ImageBatches batches(images_, t_.augmentation,
                             {.order = order_(epoch),
                              .batch = t_.batch,
                              .seed = seed_for("augment/epoch=" + std::to_string(epoch)),
                              .threads = t_.threads});
        const auto steps = static_cast<double>((static_cast<std::int64_t>(images_.size()) + t_.batch - 1) / t_.batch);
        EpochResult result{.epoch = epoch + 1};
        progress_ = static_cast<double>(epoch) / static_cast<double>(t_.epochs);
        std::int64_t seen = 0;
        for (std::int64_t step = 0; auto batch = batches.next(control_); ++step) {
            name_failures(*batch);
            if (batch->labels.size(0) < 2) continue; // nothing that batch normalisation could learn from
            torch::manual_seed(seed_for("dropout/epoch=" + std::to_string(epoch) + "/step=" + std::to_string(step)));
            result.learning_rate = learning_rate_at(t_, static_cast<double>(epoch) + static_cast<double>(step) / steps);
            train_step(*batch, result);
            seen += batch->labels.size(0);
            done_ += batch->labels.size(0);
            stage.progress(done_);
        }
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        result.loss /= static_cast<double>(std::max<std::int64_t>(1, seen));
        result.accuracy /= static_cast<double>(std::max<std::int64_t>(1, seen));
        result.images_per_second = static_cast<double>(seen) / std::max(1e-9, seconds);
        return result;
    }

    /// Forward and back in parts, then one step. Adds the losses and hits of the batch's images to `sums`.
    void train_step(const ImageBatch& batch, EpochResult& sums) {
        sgd_.clear_gradients();
        const std::int64_t images = batch.labels.size(0), parts = std::min(t_.accumulate, images / 2);
        const auto pixels = batch.images.tensor_split(parts), labels = batch.labels.tensor_split(parts);
        for (std::size_t part = 0; part < pixels.size(); ++part) {
            control_.check();
            const torch::Tensor y = labels[part].to(device_), logits = logits_of(pixels[part].to(device_));
            const torch::Tensor loss = loss_.value(logits, y, progress_);
            const auto count = static_cast<double>(y.size(0));
            (loss * (scale_.value() * count / static_cast<double>(images))).backward();
            const double value = loss.item<double>();
            require_finite(value);
            sums.loss += value * count;
            sums.accuracy += static_cast<double>(logits.argmax(1).eq(y).sum().item<std::int64_t>());
        }
        std::vector<torch::Tensor> gradients;
        for (const NamedTensor& item : sgd_.parameters())
            if (item.value.grad().defined()) gradients.push_back(item.value.grad());
        if (scale_.unscale(gradients)) sgd_.step(sums.learning_rate);
    }

    torch::Tensor logits_of(const torch::Tensor& images) {
        torch::Tensor features;
        {
            const AutocastScope autocast(t_.precision, device_);
            if (!loss_.cosine) return network_.forward(images).to(torch::kFloat);
            features = network_.features(images).to(torch::kFloat);
        }
        return F::linear(F::normalize(features), F::normalize(network_.head()->weight)); // the head's bias is left out
    }

    void require_finite(double loss) const {
        if (!std::isfinite(loss))
            throw Error({.what = "the loss is no finite number any more: the training diverges",
                         .where = "option --network-learning-rate " + option_text(t_.learning_rate),
                         .mend = "make the learning rate smaller"});
    }

    void name_failures(const ImageBatch& batch) {
        for (const std::string& failure : batch.failures)
            if (failed_.insert(failure).second) log(LogLine::Level::warning, "not trained on: " + failure);
    }

    Network& network_;
    const std::vector<LabelledImage>& images_;
    const NetworkTraining& t_;
    torch::Device device_;
    const JobControl& control_;
    const Report& report_;
    Loss loss_;
    EpochOrder order_;
    double progress_ = 0; ///< share of the epochs that is done
    std::string identity_;
    MomentumSgd sgd_;
    LossScale scale_;
    std::set<std::string> failed_;
    std::int64_t done_ = 0;
};

} // namespace

std::string training_identity(const Network& network, const std::vector<LabelledImage>& images,
                              const NetworkTraining& t) {
    std::string text = t.purpose + "\n";
    for (double number :
         {static_cast<double>(t.epochs), static_cast<double>(t.batch), static_cast<double>(t.accumulate),
          t.learning_rate, t.momentum, t.weight_decay, static_cast<double>(t.schedule),
          static_cast<double>(t.step_epochs), static_cast<double>(t.precision),
          static_cast<double>(t.augmentation.crop), t.augmentation.smallest_area, t.augmentation.widest_ratio,
          static_cast<double>(t.augmentation.padding), static_cast<double>(t.augmentation.flip)})
        text += option_text(number) + " ";
    const Preprocessing& p = t.augmentation.preprocessing;
    for (std::int64_t number : {p.input_size, p.resize_side, p.channels, static_cast<std::int64_t>(p.crop)})
        text += std::to_string(number) + " ";
    for (std::size_t c = 0; c < 3; ++c)
        text +=
            option_text(static_cast<double>(p.mean[c])) + " " + option_text(static_cast<double>(p.std_dev[c])) + " ";
    text += std::to_string(t.seed) + "\n";
    for (const NamedTensor& item : state_dict_of(network))
        text += item.name + " " + std::to_string(item.value.numel()) + "\n";
    for (const LabelledImage& item : images)
        text += item.image.file + " " + std::to_string(item.image.index) + " " + std::to_string(item.label) + "\n";
    return c10::sha1(text).str();
}

double learning_rate_at(const NetworkTraining& training, double progress) {
    if (training.schedule == NetworkTraining::Schedule::cosine)
        return training.learning_rate * 0.5 *
               (1 + std::cos(std::numbers::pi * progress / static_cast<double>(training.epochs)));
    return training.learning_rate * std::pow(0.1, std::floor(progress / static_cast<double>(training.step_epochs)));
}

std::vector<EpochResult> train_network(Network& network, const std::vector<LabelledImage>& images,
                                       const NetworkTraining& training, torch::Device device, const std::string& stage,
                                       const JobControl& control, const Report& report) {
    if (images.size() < 2)
        throw Error({.what = "there are fewer than two images to train a network on",
                     .where = "stage '" + stage + "'",
                     .mend = "give more training images"});
    const torch::AutoGradMode gradients(true);
    network.to(device);
    return Trainer(network, images, training, device, control, report).run(stage);
}

} // namespace whydah
