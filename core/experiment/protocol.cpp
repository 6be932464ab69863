#include "core/experiment/protocol.h"

#include "core/data/data_hash.h"
#include "core/data/sha256.h"
#include "core/evaluation/metrics.h"
#include "core/evaluation/significance.h"
#include "core/experiment/processor.h"
#include "core/experiment/threads.h"
#include "core/networks/network_list.h"
#include "core/statistics/bootstrap.h"
#include "core/statistics/paired_tests.h"
#include "core/training/network_loss.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <opencv2/core/version.hpp>
#include <sys/utsname.h>
#include <torch/version.h>

namespace whydah {
namespace {

std::string now() {
    const std::time_t time = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&time, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

std::string system_text() {
    utsname name{};
    if (::uname(&name) != 0) return {};
    return std::string(name.sysname) + " " + name.release + " " + name.machine;
}

/// Options of the methods and of their networks: everything that is not data, split, features or the run itself.
void add_method_options(ProtocolCard& card, const ExperimentOptions& options) {
    visit_fields(options, [&](const Field& field, const auto& value) {
        const std::string group(field.group);
        if (group == "Data" || group == "Split" || group == "Features" || group == "Run") return;
        card.add(group, std::string(field.name), option_text(value));
    });
}

void add_seeds(ProtocolCard& card, const ExperimentOptions& options) {
    card.add("Seeds", "repeats",
             option_text(options.run.seeds) + (options.run.seeds == 1 ? " (one seed: no spread)" : ""));
    card.add("Seeds", "varied", option_text(options.run.vary));
    for (std::int64_t i = 0; i < options.run.seeds; ++i) {
        const SeedSet seeds = options.seeds_of(i);
        card.add("Seeds", "seed " + option_text(options.run.seed + i),
                 "carve " + option_text(seeds.carve) + ", sampling " + option_text(seeds.sampling) +
                     ", initialisation " + option_text(seeds.initialisation));
    }
}

void add_selection(ProtocolCard& card) {
    card.add("Selection", "rule",
             "options with several values are chosen for each method and seed by mean recall over classes on the "
             "validation part; the last step of training is taken, no other");
    card.add("Selection", "test part",
             "not given to anything that learns or chooses; read once for each method and seed, after all choices");
}

void add_measures(ProtocolCard& card) {
    card.add("Measures", "accuracy",
             "mean over classes of recall on the test part; classes without test image left out");
    card.add("Measures", "intervals",
             "Wilson 95 % for each class; differences: bootstrap of test images within classes, " +
                 option_text(bootstrap_resamples) + " resamples");
    card.add("Measures", "tests",
             "McNemar (exact below " + option_text(mcnemar_exact_below) +
                 " discordant images), Wilcoxon over classes, paired t and Wilcoxon over seeds from 3 on; Holm");
    card.add("Measures", "calibration", "ECE, " + std::to_string(calibration_bins) + " equal bins");
}

void add_features(ProtocolCard& card, const RunRecord& record) {
    const FeatureOptions& f = record.options.features;
    if (record.dataset.has_features) {
        card.add("Features", "source",
                 "feature table, " + option_text(record.dataset.feature_dimension) + " dimensions");
    } else {
        card.add("Features", "backbone", f.backbone);
        // A network that is built here has its weights in another file, or starts at random.
        const std::string& weights = find_network(f.backbone) ? f.backbone_weights : f.backbone;
        if (weights != f.backbone) card.add("Features", "backbone weights", weights.empty() ? "none" : weights);
        if (!weights.empty()) card.add("Features", "backbone hash", "sha256:" + sha256_of_file(weights));
        card.add("Features", "preprocessing",
                 (f.crop == "none" ? std::string("stretched to ")
                                   : "short side " + option_text(f.resize_side) + ", " + f.crop + " crop ") +
                     option_text(f.input_size) + ", mean " + f.mean + ", standard deviation " + f.std_dev);
    }
    std::string steps = f.centre_features ? "training mean subtracted" : "";
    const auto step = [&](const std::string& text) { steps += (steps.empty() ? "" : ", ") + text; };
    if (f.pca > 0) step("PCA of the training part to at most " + option_text(f.pca) + " dimensions");
    if (f.unit_norm) step("unit norm");
    card.add("Features", "preparation", steps.empty() ? "none" : steps);
}

void add_bands(ProtocolCard& card, const RunRecord& record) {
    const auto counts = record.dataset.train_counts();
    for (std::string_view name : band_rule_names) {
        const BandRule rule = record.options.run.band_rule(name);
        const auto sizes = band_sizes(rule.bands_of(counts));
        std::string text = name == record.options.run.bands ? "shown: " : "";
        for (Band band : all_bands)
            text += std::string(band == Band::many ? "" : ", ") + band_name(band) + " (" + rule.text(band) + ") " +
                    option_text(sizes[static_cast<std::size_t>(band)]);
        card.add("Bands", std::string(name), text);
    }
}

} // namespace

std::string library_versions() { return std::string("LibTorch ") + TORCH_VERSION + ", OpenCV " + CV_VERSION; }

void begin_protocol(RunRecord& record) {
    ProtocolCard& card = record.protocol;
    card.add("Run", "Whydah", WHYDAH_VERSION);
    card.add("Run", "started", now());
    card.add("Run", "command", equivalent_command(record.options));
    card.add("Machine", "libraries", library_versions() + ", " + blas_text());
    card.add("Machine", "device", record.device);
    card.add("Machine", "threads", option_text(record.threads));
    card.add("Machine", "processor", processor_name());
    card.add("Machine", "system", system_text());
    add_seeds(card, record.options);
    add_selection(card);
    add_measures(card);
    add_method_options(card, record.options);
}

void describe_data(RunRecord& record, const Manifest& manifest) {
    ProtocolCard& card = record.protocol;
    const DatasetSummary& data = record.dataset;
    card.add("Data", "name", data.name);
    card.add("Data", "source", data.source);
    card.add("Data", "kind", data.kind);
    card.add("Data", "hash", data_hash(manifest));
    card.add("Data", "images", option_text(static_cast<std::int64_t>(manifest.samples.size())));
    card.add("Data", "classes", option_text(static_cast<std::int64_t>(data.classes.size())));
    card.add("Data", "problems", option_text(data.problem_count));
    card.add("Split", "recipe", data.split);
    card.add("Split", "training images", option_text(data.train()));
    card.add("Split", "validation images", option_text(data.validation()));
    card.add("Split", "test images", option_text(data.test()));
    card.add("Split", "largest and smallest class",
             option_text(data.largest_class()) + " and " + option_text(data.smallest_class()) + ", imbalance " +
                 option_text(data.imbalance()));
    add_features(card, record);
    add_bands(card, record);
}

void describe_network(RunRecord& record, std::int64_t seed,
                      const std::vector<std::pair<std::string, std::string>>& entries) {
    const ExperimentOptions& o = record.options;
    if (record.protocol.value("Network", "loss").empty())
        record.protocol.add("Network", "loss", loss_text(network_loss_choice(o)));
    for (const auto& [name, text] : entries)
        record.protocol.add("Network", name + (o.run.seeds > 1 ? ", seed " + option_text(seed) : std::string()), text);
}

void end_protocol(RunRecord& record) {
    for (const Selection& s : record.selections)
        record.protocol.add("Selection", s.method + ", " + s.option + ", seed " + option_text(s.seed),
                            s.chosen + " of " + option_text(s.candidates));
    record.protocol.add("Run", "state", run_state_name(record.state));
    record.protocol.add("Run", "ended", now());
}

void take_statistics(RunRecord& record) {
    record.metrics.clear();
    for (const MethodResult& result : record.results) record.metrics.push_back(method_metrics(result));
    record.confusion = confusion_counts(record.results);
    record.comparisons = compare_methods(record.results, record.options.run.seed);
}

} // namespace whydah
