#include "core/training/trained_features.h"

#include "core/backbone/feature_cache.h"
#include "core/backbone/feature_extractor.h"
#include "core/data/seed.h"
#include "core/networks/network_backbone.h"
#include "core/training/network_loss.h"
#include "core/training/recursive_fine_tuning.h"
#include "core/training/trainable_network.h"
#include "records/error.h"

#include <chrono>
#include <torch/nn/functional/normalization.h>
#include <torch/utils.h>

namespace whydah {
namespace {

constexpr std::int64_t small_images = 64; // up to here images are shifted, not cut

Augmentation::Crop crop_of(const ExperimentOptions& options) {
    const std::string& name = options.network.augmentation;
    if (name == "none") return Augmentation::Crop::none;
    const bool padded = name == "padded_crop" || (name == "auto" && options.features.input_size <= small_images);
    return padded ? Augmentation::Crop::padded : Augmentation::Crop::random_resized;
}

Split split_of(const Manifest& manifest, const std::string& text) {
    Split split;
    split.text = text;
    for (std::size_t i = 0; i < manifest.samples.size(); ++i) {
        const SplitPart part = manifest.samples[i].given.value_or(SplitPart::test);
        auto& rows = part == SplitPart::train        ? split.train
                     : part == SplitPart::validation ? split.validation
                                                     : split.test;
        rows.push_back(static_cast<std::int64_t>(i));
    }
    return split;
}

/// Rows of features from different networks belong to the same images.
void require_same_images(const TrainedFeatures& trained) {
    bool same = trained.before->rows == trained.features->rows;
    for (const auto& features : trained.of_block)
        same = same && (!features || features->rows == static_cast<std::int64_t>(trained.split.train.size()));
    if (same) return;
    throw Error({.what = "a network gives features that are not finite numbers for some images, another does not",
                 .where = "the fine-tuned network",
                 .mend = "make --network-learning-rate smaller"});
}

} // namespace

Manifest only_split(const Manifest& manifest, const Split& split) {
    Manifest out = manifest;
    out.samples.clear();
    const auto add = [&](const std::vector<std::int64_t>& rows, SplitPart part) {
        for (std::int64_t row : rows) {
            out.samples.push_back(manifest.samples[static_cast<std::size_t>(row)]);
            out.samples.back().given = part;
            // The same image has the same number in all repeats: paired tests put its outcomes together by it.
            if (out.samples.back().number < 0) out.samples.back().number = row;
        }
    };
    add(split.train, SplitPart::train);
    add(split.validation, SplitPart::validation);
    add(split.test, SplitPart::test);
    return out;
}

NetworkTraining network_training(const ExperimentOptions& options, std::int64_t channels, torch::Device device,
                                 std::int64_t threads, std::uint64_t seed) {
    const NetworkOptions& o = options.network;
    NetworkTraining t;
    t.epochs = o.network_epochs, t.batch = o.network_batch, t.accumulate = o.accumulate;
    t.learning_rate = o.network_learning_rate, t.momentum = o.network_momentum;
    t.weight_decay = o.network_weight_decay;
    t.schedule = o.schedule == "cosine" ? NetworkTraining::Schedule::cosine : NetworkTraining::Schedule::step;
    t.step_epochs = o.step_epochs;
    t.precision = resolve_precision(o.precision, device);
    t.augmentation.preprocessing = Preprocessing::from(options.features, channels);
    t.augmentation.crop = crop_of(options);
    t.augmentation.flip = o.flip;
    t.threads = threads, t.seed = seed;
    return t;
}

std::vector<std::string> network_stages(const ExperimentOptions& options) {
    const bool recursive = options.network.scenario == "recur_ft";
    return {"Features before training", recursive ? "Recursive fine-tuning" : "Network training", "Features"};
}

std::string train_or_find(Network& network, const std::vector<LabelledImage>& images, NetworkTraining settings,
                          const std::string& purpose, const NetworkRun& run, const std::string& stage,
                          const Report& report) {
    const NetworkOptions& o = run.options.network;
    settings.loss = network_loss(run.options, images, network.classes(), run.device);
    settings.order = epoch_order(o.network_sampling, images, settings.epochs, settings.seed);
    settings.purpose =
        purpose + " " + o.network_sampling + " " + loss_text(network_loss_choice(run.options));
    const std::string identity = training_identity(network, images, settings);
    settings.checkpoint = cache_folder(run.options.features) / "networks" / (identity + ".safetensors");
    train_network(network, images, settings, run.device, stage, run.control, report);
    return identity;
}

namespace {

/// The head as a linear classifier: of cosines, its rows at length s and no bias.
torch::Tensor classifier_of(const Network& network, const Loss& loss) {
    const torch::NoGradGuard no_gradients;
    const torch::Tensor rows = network.head()->weight.to(torch::kCPU);
    if (loss.cosine)
        return torch::cat({torch::nn::functional::normalize(rows) * loss.scale, torch::zeros({rows.size(0), 1})}, 1);
    return torch::cat({rows, network.head()->bias.to(torch::kCPU).unsqueeze(1)}, 1);
}

/// Trains one network on the whole training part.
std::string fine_tune(TrainedFeatures& out, TrainableNetwork& made, const Manifest& manifest, const Split& split,
                      const NetworkRun& run, const std::string& files) {
    const std::vector<LabelledImage> images = labelled_images(manifest, split.train);
    const NetworkTraining training = network_training(run.options, made.network->channels(), run.device, run.threads,
                                                      seed_from(run.seeds.sampling, "network"));
    const std::string identity =
        train_or_find(*made.network, images, training, run.options.network.scenario + " " + made.origin + " " + files,
                      run, run.prefix + "Network training", run.report);
    const Loss loss = network_loss(run.options, images, made.network->classes(), torch::kCPU);
    out.head = classifier_of(*made.network, loss), out.unit_length = loss.cosine;
    out.card.emplace_back("trained network", identity);
    return identity;
}

} // namespace

TrainedFeatures train_features(const Manifest& manifest, const Split& split, const ExperimentOptions& options,
                               std::int64_t seed, torch::Device device, std::int64_t threads, const std::string& prefix,
                               const JobControl& control, const Report& report) {
    if (manifest.features)
        throw Error({.what = "a feature table has no images that a network could be trained on",
                     .where = "option --scenario " + options.network.scenario,
                     .mend = "give images as data set, or use --scenario features"});
    const NetworkRun run{options, options.seeds_of(seed - options.run.seed), device, threads, prefix, control, report};
    const bool recursive = options.network.scenario == "recur_ft";
    const auto open = [&] {
        return open_trainable(options, static_cast<std::int64_t>(manifest.class_names.size()),
                              seed_from(run.seeds.initialisation, "network/start"));
    };
    TrainableNetwork made = open(); // a TorchScript module that once ran without gradients is not trained afterwards
    TrainedFeatures out;
    out.manifest = only_split(manifest, split);
    const Preprocessing preprocessing = Preprocessing::from(options.features, made.network->channels());
    const std::string files = cache_key(out.manifest, "", preprocessing); // with their sizes and times
    const auto extract = [&](std::shared_ptr<Network> network, const std::string& identity, const char* stage) {
        out.manifest = only_split(manifest, split);
        const Backbone backbone = backbone_of(std::move(network), device, options.features.backbone);
        return extract_features_with(out.manifest, backbone, identity, options.features, prefix + stage, control,
                                     report);
    };
    const std::string start = made.origin + (options.network.scenario == "scratch"
                                                 ? ", seed " + std::to_string(run.seeds.initialisation)
                                                 : std::string());
    out.before = extract(made.network, "start " + start, "Features before training");
    const auto started = std::chrono::steady_clock::now();
    if (!recursive) made = open();
    const RecursiveNetworks blocks =
        recursive ? fine_tune_recursively(manifest, split, run, files)
                  : RecursiveNetworks{made.network, fine_tune(out, made, manifest, split, run, files), {}, {}};
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    out.features = extract(blocks.last, blocks.identity, "Features");
    out.of_block = blocks.features;
    out.card.insert(out.card.end(), blocks.card.begin(), blocks.card.end());
    out.split = split_of(out.manifest, split.text);
    require_same_images(out);
    for (std::size_t i = manifest.problems.size(); report && i < out.manifest.problems.size(); ++i)
        report(LogLine{LogLine::Level::warning, out.manifest.problems[i].where + ": " + out.manifest.problems[i].what});
    return out;
}

} // namespace whydah
