#include "core/experiment/experiment.h"

#include "core/backbone/feature_cache.h"
#include "core/backbone/feature_extractor.h"
#include "core/data/duplicates.h"
#include "core/data/feature_table.h"
#include "core/data/manifest.h"
#include "core/experiment/cached_axes.h"
#include "core/experiment/device.h"
#include "core/experiment/doubts.h"
#include "core/experiment/memory.h"
#include "core/experiment/memory_limit.h"
#include "core/experiment/methods.h"
#include "core/experiment/out_of_memory.h"
#include "core/experiment/protocol.h"
#include "core/experiment/recorder.h"
#include "core/experiment/stage_reporter.h"
#include "core/experiment/threads.h"
#include "core/experiment/training_clock.h"
#include "core/networks/network_list.h"
#include "core/store/samples_file.h"
#include "core/training/trained_features.h"
#include "records/error.h"

#include <cstdlib>
#include <optional>

namespace whydah {
namespace {

std::string seed_prefix(const ExperimentOptions& options, std::int64_t seed) {
    return options.run.seeds == 1 ? std::string() : "Seed " + std::to_string(seed) + " / ";
}

bool trains_network(const ExperimentOptions& options) { return options.network.scenario != "features"; }

RunPlan plan_of(const ExperimentOptions& options) {
    RunPlan plan{{"Reading"}};
    if (!trains_network(options)) plan.stages.push_back("Features");
    for (std::int64_t i = 0; i < options.run.seeds; ++i) {
        const std::string prefix = seed_prefix(options, options.run.seed + i);
        if (trains_network(options))
            for (const std::string& stage : network_stages(options)) plan.stages.push_back(prefix + stage);
        plan.stages.push_back(prefix + "Preparation");
        for (std::string& stage : method_stages(options, prefix)) plan.stages.push_back(std::move(stage));
    }
    return plan;
}

enum class Purpose { test, validate_only };

Split split_for(Purpose purpose, const Manifest& manifest, const ExperimentOptions& options, std::int64_t repeat) {
    Split split = make_split(manifest, options.data, options.seeds_of(repeat).carve);
    if (purpose == Purpose::validate_only) split.test.clear(); // nothing that comes after can look at them
    return split;
}

StageCache open_cache(const ExperimentOptions& options, const Report& report) {
    if (!options.run.stage_cache) return {};
    return StageCache(cache_folder(options.features) / "stages",
                      static_cast<std::int64_t>(options.run.stage_cache_size * 1024 * 1024 * 1024), report);
}

void doubt_pixels(Manifest& manifest, const ExperimentOptions& options, Recorder& recorder) {
    if (manifest.features || options.network.scenario == "scratch") return;
    const std::string problem = pixels_problem(options.features);
    if (problem.empty()) return;
    recorder.log(LogLine::Level::warning, problem);
    manifest.add_problem("options --mean, --std-dev", problem);
}

constexpr std::int64_t most_bytes_compared = std::int64_t{2} << 30; // some ten seconds from a slow disk

/// Byte-identical images: a line in the log, and a problem for each group. Only in runs that are kept.
std::vector<DataProblem> look_for_duplicates(const DatasetSummary& dataset, const JobControl& control,
                                             Recorder& recorder) {
    if (recorder.record().options.run.out.empty()) return {};
    if (const std::int64_t bytes = bytes_to_compare(dataset); bytes > most_bytes_compared) {
        recorder.log(LogLine::Level::info, "byte-identical images were not looked for: " + std::to_string(bytes >> 20) +
                                               " MiB to read; the window does it");
        return {};
    }
    const DuplicateReport found = find_duplicates(dataset, control, {});
    if (found.images == 0) return {};
    const bool bad = found.with_other_labels() + found.across_parts() > 0;
    recorder.log(bad ? LogLine::Level::warning : LogLine::Level::info, duplicates_text(found));
    return duplicate_problems(found, dataset);
}

DatasetSummary with_problems(DatasetSummary dataset, const std::vector<DataProblem>& problems) {
    for (const DataProblem& problem : problems)
        if (++dataset.problem_count <= DatasetSummary::problems_kept) dataset.problems.push_back(problem);
    return dataset;
}

/// Which image each prediction is of, with its part in every repeat.
void keep_samples(const Manifest& manifest, Purpose purpose, const ExperimentOptions& options, Recorder& recorder) {
    if (options.run.out.empty()) return;
    std::vector<Split> splits;
    for (std::int64_t i = 0; i < options.run.seeds; ++i) splits.push_back(split_for(purpose, manifest, options, i));
    recorder.keep_samples(kept_samples(manifest, splits), manifest.class_names);
}

/// What the methods of one seed get.
struct RunTables {
    FeatureTable features;
    std::optional<FeatureTable> before{}, raw{};
    std::vector<torch::Tensor> of_block{};

    NetworkTables network(const TrainedFeatures& own) const {
        return {before ? &*before : nullptr, raw ? &*raw : nullptr, own.head, own.seconds, of_block};
    }
};

RunTables trained_tables(const TrainedFeatures& own, const FeatureOptions& options, torch::Device device,
                         const JobControl& control, const AxesOf& axes_of) {
    RunTables out{prepare_features(*own.features, own.manifest, own.split, options, device, control, axes_of)};
    out.before = prepare_features(*own.before, own.manifest, own.split, options, device, control, axes_of);
    if (own.head.defined()) {
        FeatureOptions as_the_head_sees_them = options;
        as_the_head_sees_them.centre_features = false, as_the_head_sees_them.pca = 0;
        as_the_head_sees_them.unit_norm = own.unit_length;
        out.raw = prepare_features(*own.features, own.manifest, own.split, as_the_head_sees_them, device, control);
    }
    for (const auto& features : own.of_block) {
        control.check();
        out.of_block.push_back(features ? prepare_like(*features, out.features, options) : out.features.train.x);
    }
    return out;
}

/// All seeds on one manifest; each carves its own split. Features are computed once for all of them, unless the network
/// is trained on each seed's training part.
void run_seeds(const ExperimentOptions& options, Purpose purpose, torch::Device device, std::int64_t threads,
               const JobControl& control, Recorder& recorder, const BlockReport& watch) {
    const Report report = recorder.report();
    Manifest manifest = read_manifest(options.data, control, report);
    doubt_pixels(manifest, options, recorder);
    // Told before the features, so that a run that is stopped there knows its classes.
    DatasetSummary summary = summarise(manifest, split_for(purpose, manifest, options, 0));
    const std::vector<DataProblem> duplicates = look_for_duplicates(summary, control, recorder);
    report(with_problems(std::move(summary), duplicates));
    const std::size_t read = manifest.samples.size();
    StageCache cache = open_cache(options, report);
    std::shared_ptr<const FeatureMatrix> features;
    if (!trains_network(options))
        features = extract_features(manifest, options.features, device.str(), threads, control, report);
    for (std::int64_t i = 0; i < options.run.seeds; ++i) {
        control.check();
        const Split split = split_for(purpose, manifest, options, i);
        if (i == 0 && manifest.samples.size() != read)
            report(with_problems(summarise(manifest, split), duplicates)); // some could not be decoded
        if (i == 0) describe_data(recorder.record(), manifest), keep_samples(manifest, purpose, options, recorder);
        if (i > 0)
            recorder.log(LogLine::Level::info, "seed " + std::to_string(options.run.seed + i) + ": " + split.text);
        const std::int64_t seed = options.run.seed + i;
        const std::string prefix = seed_prefix(options, seed);
        TrainedFeatures own;
        if (!features) own = train_features(manifest, split, options, seed, device, threads, prefix, control, report);
        if (!features) describe_network(recorder.record(), seed, own.card);
        StageReporter preparation(report, prefix + "Preparation", "parts", 0);
        const TrainingClock clock(cache);
        const AxesOf axes_of = [&](const torch::Tensor& points, std::int64_t count) {
            return cached_axes(cache, points, count, threads);
        };
        const RunTables tables =
            features
                ? RunTables{prepare_features(*features, manifest, split, options.features, device, control, axes_of)}
                : trained_tables(own, options.features, device, control, axes_of);
        preparation.finish(clock.note());
        if (purpose == Purpose::test)
            run_methods(tables.features, manifest.class_names, options, seed, threads, prefix, control, report, cache,
                        tables.network(own), watch);
        else
            validate_methods(tables.features, manifest.class_names, options, seed, threads, prefix, control, report,
                             cache, tables.network(own));
    }
    if (cache.on()) recorder.log(LogLine::Level::info, cache.text());
}

Error as_error(const std::exception& error, const std::string& stage, const RunRecord& record) {
    if (is_out_of_memory(error)) return out_of_memory_error(stage, record.options, record.device);
    return Error({.what = std::string("unexpected: ") + error.what(),
                  .where = "stage '" + stage + "'",
                  .mend = "please report it together with log.txt and options.json"});
}

RunRecord run(const ExperimentOptions& options, Purpose purpose, const ProtocolCard::Entries& selection,
              const JobControl& control, const Report& report, const BlockReport& watch = {});

} // namespace

void require_data(const ExperimentOptions& options) {
    if (options.data.data.empty())
        throw Error({.what = "no data set is given",
                     .where = "option --data",
                     .mend = "give a folder of class folders, list files, IDX files or a feature table"});
}

DatasetSummary open_dataset(const ExperimentOptions& options, const JobControl& control, const Report& report) {
    require_valid(options);
    require_data(options);
    const Manifest manifest = read_manifest(options.data, control, report);
    return summarise(manifest, make_split(manifest, options.data, options.seeds_of(0).carve));
}

RunRecord run_experiment(const ExperimentOptions& options, const JobControl& control, const Report& report,
                         const BlockReport& watch) {
    return run(options, Purpose::test, {}, control, report, watch);
}

RunRecord run_chosen_experiment(const ExperimentOptions& options, const ProtocolCard::Entries& selection,
                                const JobControl& control, const Report& report) {
    return run(options, Purpose::test, selection, control, report);
}

RunRecord validate_experiment(ExperimentOptions options, const JobControl& control, const Report& report) {
    options.run.out.clear();
    return run(options, Purpose::validate_only, {}, control, report);
}

namespace {

RunRecord run(const ExperimentOptions& options, Purpose purpose, const ProtocolCard::Entries& selection,
              const JobControl& control, const Report& report, const BlockReport& watch) {
    require_valid(options);
    require_data(options);
    const torch::Device device = resolve_device(options.run.device);
    const DeviceScope scope(device);
    const std::int64_t threads = set_thread_budget(options.run.threads);
    reset_peak_memory();
    const MemoryLimit limit(device.is_cpu() ? spare_memory() : 0); // drivers of other devices map more than they use

    Recorder recorder(options, report);
    RunRecord& record = recorder.record();
    record.device = device.str(), record.threads = threads;
    const auto warn = [&](const std::string& doubt) {
        if (!doubt.empty()) recorder.log(LogLine::Level::warning, doubt);
    };
    std::exception_ptr failure;
    try {
        recorder.save(); // a folder that cannot be written is known before the work, not after it
        recorder.report()(plan_of(options));
        recorder.log(LogLine::Level::info, equivalent_command(options));
        recorder.log(LogLine::Level::info,
                     "device " + record.device + ", threads " + std::to_string(threads) + ", " + library_versions());
        begin_protocol(record);
        for (const auto& [name, value] : selection) record.protocol.add("Selection", name, value);
        if (purpose == Purpose::test) warn(learning_rate_doubt(options));
        run_seeds(options, purpose, device, threads, control, recorder, watch);
        if (purpose == Purpose::test) warn(control_doubt(options, record.results));
        record.state = RunState::completed;
    } catch (const Stopped&) {
        record.state = RunState::stopped;
        recorder.log(LogLine::Level::warning, "stopped in stage '" + recorder.stage() + "'; what was finished is kept");
    } catch (const Error&) {
        failure = std::current_exception();
    } catch (const std::exception& error) {
        failure = std::make_exception_ptr(as_error(error, recorder.stage(), record));
    }
    if (failure) {
        record.state = RunState::failed;
        try {
            std::rethrow_exception(failure);
        } catch (const Error& error) {
            recorder.log(LogLine::Level::error, error.what());
        }
        try {
            end_protocol(record);
            recorder.save();
        } catch (const Error&) { // the first failure says more than that its trace could not be written either
        }
        std::rethrow_exception(failure);
    }
    recorder.log(LogLine::Level::info, "peak memory " + gibibytes(peak_memory()));
    if (purpose == Purpose::test) take_statistics(record);
    end_protocol(record);
    recorder.save();
    return std::move(record);
}

} // namespace

} // namespace whydah
