#include "core/training/trained_features.h"

#include "core/backbone/feature_cache.h"
#include "core/backbone/feature_extractor.h"
#include "core/data/seed.h"
#include "core/networks/network_backbone.h"
#include "core/training/trainable_network.h"
#include "records/error.h"

namespace whydah {
namespace {

constexpr std::int64_t small_images = 64; // up to here images are shifted, not cut

Augmentation::Crop crop_of(const ExperimentOptions& options) {
    const std::string& name = options.network.augmentation;
    if (name == "none") return Augmentation::Crop::none;
    const bool padded = name == "padded_crop" || (name == "auto" && options.features.input_size <= small_images);
    return padded ? Augmentation::Crop::padded : Augmentation::Crop::random_resized;
}

/// The split's samples as a data set of its own, each marked with its part.
Manifest only_split(const Manifest& manifest, const Split& split) {
    Manifest out = manifest;
    out.samples.clear();
    const auto add = [&](const std::vector<std::int64_t>& rows, SplitPart part) {
        for (std::int64_t row : rows) {
            out.samples.push_back(manifest.samples[static_cast<std::size_t>(row)]);
            out.samples.back().given = part;
        }
    };
    add(split.train, SplitPart::train);
    add(split.validation, SplitPart::validation);
    add(split.test, SplitPart::test);
    return out;
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

} // namespace

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

TrainedFeatures train_features(const Manifest& manifest, const Split& split, const ExperimentOptions& options,
                               std::int64_t seed, torch::Device device, std::int64_t threads, const std::string& prefix,
                               const JobControl& control, const Report& report) {
    if (manifest.features)
        throw Error({.what = "a feature table has no images that a network could be trained on",
                     .where = "option --scenario " + options.network.scenario,
                     .mend = "give images as data set, or use --scenario features"});
    const SeedSet seeds = options.seeds_of(seed - options.run.seed);
    TrainableNetwork made = open_trainable(options, static_cast<std::int64_t>(manifest.class_names.size()),
                                           seed_from(seeds.initialisation, "network/start"));
    const std::vector<LabelledImage> images = labelled_images(manifest, split.train);
    NetworkTraining training =
        network_training(options, made.network->channels(), device, threads, seed_from(seeds.sampling, "network"));
    if (options.network.network_sampling == "balanced")
        training.sampling = class_balanced_sampling(images, training.seed);
    TrainedFeatures out{only_split(manifest, split), {}, {}};
    training.purpose = options.network.scenario + " " + made.origin + " " + options.network.network_sampling + " " +
                       cache_key(out.manifest, "", training.augmentation.preprocessing); // files' sizes and times
    const std::string identity = training_identity(*made.network, images, training);
    training.checkpoint = cache_folder(options.features) / "networks" / (identity + ".safetensors");
    train_network(*made.network, images, training, device, prefix + "Network training", control, report);

    const Backbone backbone = backbone_of(made.network, device, options.features.backbone);
    out.features =
        extract_features_with(out.manifest, backbone, identity, options.features, prefix + "Features", control, report);
    for (std::size_t i = manifest.problems.size(); report && i < out.manifest.problems.size(); ++i)
        report(LogLine{LogLine::Level::warning, out.manifest.problems[i].where + ": " + out.manifest.problems[i].what});
    out.split = split_of(out.manifest, split.text);
    return out;
}

} // namespace whydah
