#include "core/training/recursive_fine_tuning.h"

#include "core/backbone/feature_extractor.h"
#include "core/data/seed.h"
#include "core/experiment/stage_reporter.h"
#include "core/meta/head_classes.h"
#include "core/networks/network_backbone.h"
#include "core/networks/state_dict.h"
#include "core/training/trainable_network.h"
#include "records/error.h"

#include <algorithm>
#include <cmath>
#include <torch/utils.h>
#include <variant>

namespace whydah {
namespace {

/// Shows several pieces of work, each with a stage of its own in images, as one stage.
class StageSum {
public:
    StageSum(const Report& report, const std::string& stage, std::int64_t total)
        : report_(report),
          stage_(report, stage, "images", total) {}

    /// For the next piece. @param planned images   @return what the piece is to report to
    Report part(std::int64_t planned) {
        before_ += planned_ - left_out_;
        planned_ = planned, left_out_ = 0;
        return [this](Event event) { take(std::move(event)); };
    }
    void finish() { stage_.finish(); }

private:
    void take(Event event) {
        if (const auto* started = std::get_if<StageStarted>(&event)) {
            leave_out(planned_ - started->total); // from a checkpoint
        } else if (const auto* progress = std::get_if<StageProgress>(&event)) {
            stage_.progress(before_ + progress->done);
        } else if (const auto* finished = std::get_if<StageFinished>(&event)) {
            if (finished->note == "from the cache") leave_out(planned_ - left_out_);
        } else if (report_) {
            report_(std::move(event));
        }
    }
    void leave_out(std::int64_t images) { left_out_ += images, stage_.shorten(images); }

    const Report& report_;
    StageReporter stage_;
    std::int64_t before_ = 0, planned_ = 0, left_out_ = 0;
};

std::int64_t size_of(const std::vector<LabelledImage>& images) { return static_cast<std::int64_t>(images.size()); }

/// The options' training in the epochs of a block.
NetworkTraining block_training(const NetworkRun& run, std::int64_t channels, std::int64_t epochs, std::int64_t block) {
    NetworkTraining training =
        network_training(run.options, channels, run.device, run.threads,
                         seed_from(run.seeds.sampling, "network/block=" + std::to_string(block)));
    const double share = static_cast<double>(epochs) / static_cast<double>(training.epochs);
    training.step_epochs = std::max<std::int64_t>(
        1, static_cast<std::int64_t>(std::lround(share * static_cast<double>(training.step_epochs))));
    training.epochs = epochs;
    return training;
}

std::string text_of(const BlockImages& data, std::int64_t block, std::int64_t epochs) {
    return "fine-tuned on " + std::to_string(data.classes.size()) + " classes with more than " +
           std::to_string(threshold_of(block)) + " training images, " + std::to_string(data.images.size()) +
           " images, " + std::to_string(epochs) + (epochs == 1 ? " epoch" : " epochs");
}

} // namespace

BlockImages block_images(const std::vector<LabelledImage>& images, const std::vector<std::int64_t>& counts,
                         std::int64_t block) {
    BlockImages out{head_classes(counts, threshold_of(block)), {}};
    out.images = only_classes(images, out.classes);
    return out;
}

std::int64_t recursive_epochs(const NetworkOptions& options, std::int64_t blocks) {
    return options.recur_epochs > 0 ? options.recur_epochs : std::max<std::int64_t>(1, options.network_epochs / blocks);
}

void carry_over(const Network& from, const std::vector<std::int64_t>& from_classes, Network& to,
                const std::vector<std::int64_t>& to_classes) {
    const torch::NoGradGuard no_gradients;
    const StateDict source = state_dict_of(from), target = state_dict_of(to);
    for (const NamedTensor& item : target) {
        if (item.name.starts_with(to.head_name() + ".")) continue;
        const auto same = std::find_if(source.begin(), source.end(), [&](const auto& s) { return s.name == item.name; });
        torch::Tensor value = item.value;
        value.copy_(same->value);
    }
    for (std::size_t row = 0; row < to_classes.size(); ++row) {
        const auto known = std::lower_bound(from_classes.begin(), from_classes.end(), to_classes[row]);
        if (known == from_classes.end() || *known != to_classes[row]) continue;
        const auto at = static_cast<std::int64_t>(row), was = static_cast<std::int64_t>(known - from_classes.begin());
        to.head()->weight[at].copy_(from.head()->weight[was]);
        to.head()->bias[at].copy_(from.head()->bias[was]);
    }
}

RecursiveNetworks fine_tune_recursively(const Manifest& manifest, const Split& split, const NetworkRun& run,
                                        const std::string& files) {
    const std::vector<LabelledImage> images = labelled_images(manifest, split.train);
    std::vector<std::int64_t> counts(manifest.class_names.size(), 0);
    for (const LabelledImage& item : images) ++counts[static_cast<std::size_t>(item.label)];
    const std::int64_t last = choose_last_block(counts, run.options.meta);
    const std::int64_t epochs = recursive_epochs(run.options.network, last + 1);
    Split train_only;
    train_only.train = split.train;
    std::int64_t total = last * size_of(images); // features of the training part, for all blocks but 0
    for (std::int64_t i = last; i >= 0; --i) total += epochs * size_of(block_images(images, counts, i).images);
    StageSum stage(run.report, run.prefix + "Recursive fine-tuning", total);

    RecursiveNetworks out;
    out.features.resize(static_cast<std::size_t>(last) + 1);
    std::vector<std::int64_t> classes;
    for (std::int64_t i = last; i >= 0; --i) {
        run.control.check();
        const BlockImages data = block_images(images, counts, i);
        const std::string name = "block " + std::to_string(i);
        if (data.classes.size() < 2)
            throw Error({.what = "fewer than two classes have more than " + std::to_string(threshold_of(i)) +
                                 " training images: there is no head to fine-tune the network on",
                         .where = "option --scenario recur_ft",
                         .mend = "use --scenario fix_ft, or data with a longer head"});
        const std::string text = text_of(data, i, epochs);
        if (run.report) run.report(LogLine{LogLine::Level::info, run.prefix + name + ": " + text});
        TrainableNetwork made =
            open_trainable(run.options, static_cast<std::int64_t>(data.classes.size()),
                           seed_from(run.seeds.initialisation, "network/start/block=" + std::to_string(i)));
        if (out.last) carry_over(*out.last, classes, *made.network, data.classes);
        const NetworkTraining training = block_training(run, made.network->channels(), epochs, i);
        const std::string purpose =
            "recur_ft " + name + " after " + out.identity + " from " + made.origin + " " + files;
        out.identity = train_or_find(*made.network, data.images, training, purpose, run, name,
                                     stage.part(epochs * size_of(data.images)));
        out.last = made.network, classes = data.classes;
        out.card.emplace_back("network of " + name, text + ", " + out.identity);
        if (i == 0) continue; // its features are extracted with those of the other parts
        Manifest part = only_split(manifest, train_only);
        const Backbone backbone = backbone_of(out.last, run.device, run.options.features.backbone);
        out.features[static_cast<std::size_t>(i)] =
            extract_features_with(part, backbone, out.identity, run.options.features, name + " features", run.control,
                                  stage.part(size_of(images)));
    }
    stage.finish();
    return out;
}

} // namespace whydah
