#include "fake_core.h"

#include "records/error.h"
#include "widgets/long_tail_records.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <memory>
#include <numeric>
#include <new>
#include <stdexcept>
#include <thread>
#include <tuple>

namespace whydah::test {
namespace {

void wait_while(const std::atomic<bool>& held, const JobControl& control) {
    while (held) {
        control.check();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

/// Small data sets have images in class 3 alone, large ones in every class.
DatasetSummary made_up(const std::string& source) {
    DatasetSummary data = long_tail_dataset(FakeCore::classes, 300);
    data.name = source.substr(source.rfind('/') + 1);
    data.source = source;
    for (std::size_t c = 0; c < data.classes.size(); ++c)
        for (int i = 0; i < 40 && (c == 3 || data.classes.size() > 1000); ++i) {
            data.classes[c].images.push_back({.file = "/made-up/" + std::to_string(i) + ".png", .index = -1});
            data.classes[c].image_parts.push_back(SplitPart::train);
        }
    return data;
}

DatasetSummary open_dataset(const ExperimentOptions& options, const JobControl& control, const Report& report) {
    ++FakeCore::opened;
    control.check();
    if (FakeCore::hold_opening && report) {
        report(StageStarted{.stage = "Reading", .unit = "images", .total = 0});
        report(StageProgress{.stage = "Reading", .done = 12, .total = 0, .per_second = 1, .seconds_left = -1});
    }
    wait_while(FakeCore::hold_opening, control);
    FakeCore::last_opened = options;
    if (options.data.data.find("missing") != std::string::npos)
        throw Error({.what = "no such folder", .where = options.data.data, .mend = "check the path"});
    DatasetSummary data = made_up(options.data.data);
    data.split = "drop " + std::to_string(options.data.drop);
    for (ClassSummary& c : data.classes)
        c.train = std::max<std::int64_t>(1, c.train - std::max<std::int64_t>(0, options.data.drop));
    return data;
}

/// Two of three blocks, as they are told while a net trains.
void show_blocks(const BlockReport& watch) {
    if (watch)
        for (std::int64_t block = 2; block >= 1; --block) watch(block_progress(block, 2));
}

void train(const JobControl& control, const Report& report, const BlockReport& watch, RunRecord& record) {
    record.plan.stages = {"Reading", "MetaModelNet"};
    report(record.plan);
    report(StageStarted{.stage = "Reading", .unit = "images", .total = 10});
    record.stages.push_back({.stage = "Reading", .seconds = 0.1, .note = ""});
    report(record.stages.back());
    record.dataset = open_dataset(record.options, control, report);
    report(record.dataset);
    for (MethodResult& result : long_tail_results(record.dataset, 1)) {
        report(result);
        record.results.push_back(std::move(result));
    }
    report(StageStarted{.stage = "MetaModelNet", .unit = "steps", .total = 100});
    for (const LossPoint& point : block_losses(3, 5)) report(point);
    report(LogLine{.level = LogLine::Level::warning, .text = "a warning"});
    show_blocks(watch);
    do {
        control.check();
        report(StageProgress{.stage = "MetaModelNet", .done = 50, .total = 100, .per_second = 10, .seconds_left = 5});
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    } while (FakeCore::hold_run);
    if (record.options.data.data.find("huge") != std::string::npos) throw std::bad_alloc();
    if (FakeCore::fail_run || record.options.data.data.find("bad") != std::string::npos)
        throw Error({.what = "the disk is full", .where = record.options.run.out, .mend = "free some space"});
    record.trajectories.push_back(long_tail_trajectories(record.dataset, 3));
    report(record.trajectories.back());
    record.stages.push_back({.stage = "MetaModelNet", .seconds = 1, .note = ""});
    report(record.stages.back());
    record.state = RunState::completed;
}

RunRecord run_experiment(const ExperimentOptions& options, const JobControl& control, const Report& report,
                         const BlockReport& watch) {
    ++FakeCore::runs;
    FakeCore::last_out = options.run.out;
    RunRecord record;
    record.options = options;
    try {
        train(control, report, watch, record);
    } catch (const Stopped&) {
        record.state = RunState::stopped;
        if (FakeCore::fail_on_stop)
            throw Error({.what = "the disk is full", .where = record.options.run.out, .mend = "free some space"});
    }
    return record;
}

ImagePixels read_thumbnail(const ImageRef& image, int longest) {
    ++FakeCore::thumbnails;
    while (FakeCore::hold_thumbnails) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (image.file == "/made-up/2.png") throw std::runtime_error("a decoder's own error");
    if (image.file == "/made-up/1.png")
        throw Error({.what = "not an image", .where = image.file, .mend = "take it out"});
    const int most = std::min(longest, 500); // the size of the image itself
    const auto side = static_cast<std::size_t>(most);
    return {.width = most, .height = most, .rgb = std::vector<std::uint8_t>(3 * side * side, 99)};
}

RunRecord read_run(const std::filesystem::path& folder) {
    RunRecord record;
    record.state = RunState::completed;
    record.options.data.data = FakeCore::kept_data;
    record.options.run.out = "/where/it/was/written";
    record.plan.stages = {"Reading", "MetaModelNet"};
    record.stages = {{.stage = "Reading", .seconds = 1, .note = ""},
                     {.stage = "MetaModelNet", .seconds = 2, .note = ""}};
    if (folder.filename() == "early") { // stopped before anything was read
        record.state = RunState::stopped;
        record.stages.clear();
        return record;
    }
    record.dataset = long_tail_dataset(25, 300);
    record.dataset.name = "kept";
    record.dataset.source = FakeCore::kept_data;
    record.results = long_tail_results(record.dataset, 2);
    record.trajectories.push_back(long_tail_trajectories(record.dataset, 3));
    return record;
}

/// "missing" cannot be read; the runs differ in their seeds and in what they call a few images of class 0.
RunRecord read_run_results(const std::filesystem::path& folder) {
    ++FakeCore::results_read;
    while (FakeCore::hold_results) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (folder.filename() == "missing")
        throw Error({.what = "is not the folder of a Whydah run", .where = folder.string(), .mend = "give another"});
    RunRecord record = read_run(folder);
    record.options.run.seeds = static_cast<std::int64_t>(folder.filename().string().size());
    if (FakeCore::predict)
        for (std::int32_t i = 0; i < 40; ++i) record.results[0].predictions.push_back({i, 3, i % 2 == 0 ? 5 : 3, 0.5F});
    record.confusion = {
        {"plain", 0, 0, 30}, {"plain", 0, 1, 10}, {"meta_model_net", 0, 0, 38}, {"meta_model_net", 0, 2, 2}};
    return record;
}

/// Without tests: every row says so.
RunComparison compare_runs(const KeptRuns& runs, const ComparisonWish& wish, const JobControl& control) {
    control.check();
    RunComparison all;
    all.wish = wish;
    std::vector<ExperimentOptions> options;
    for (const KeptRun& run : runs) {
        all.runs.push_back(compared_run(*run.record, run.folder));
        options.push_back(run.record->options);
    }
    all.options = option_differences(options);
    return all;
}

ExperimentOptions read_options(const std::filesystem::path& file) {
    ExperimentOptions options;
    options.data.data = file.parent_path().string();
    options.run.seeds = 2;
    return options;
}

/// Turns all points by the number of iterations, in degrees.
ProjectionRun begin_projection(const Trajectories& trajectories, const ProjectionOptions& options, std::int64_t,
                               const JobControl&) {
    std::vector<std::array<double, 3>> places;
    for (const auto* chains : {&trajectories.classes, &trajectories.measured, &trajectories.regressed})
        for (const ClassTrajectory& chain : *chains)
            for (const TrajectoryPoint& point : chain.points) places.push_back(point.position);
    auto done = std::make_shared<std::int64_t>(0);
    return [places, done, options](std::int64_t iterations, const JobControl& control) {
        control.check();
        *done += iterations;
        ProjectionFrame frame;
        frame.positions = places, frame.iteration = *done;
        frame.perplexity = options.perplexity;
        if (options.kind == ProjectionOptions::Kind::tsne) frame.divergence = 1 / static_cast<double>(1 + *done);
        const double angle = static_cast<double>(*done) * 3.14159265 / 180;
        for (auto& [x, y, z] : frame.positions)
            std::tie(x, y) =
                std::pair(x * std::cos(angle) - y * std::sin(angle), x * std::sin(angle) + y * std::cos(angle));
        return frame;
    };
}

std::vector<RunEntry> list_runs(const std::filesystem::path&, const JobControl& control) {
    ++FakeCore::listed;
    wait_while(FakeCore::hold_listing, control);
    return FakeCore::kept_runs;
}

/// 200 images in each of 25 classes.
ImageCounts count_images(const ExperimentOptions& options, const JobControl& control, const Report&) {
    ++FakeCore::counted;
    control.check();
    if (options.data.data.find("uncounted") != std::string::npos)
        throw Error({.what = "no such folder", .where = options.data.data, .mend = "check the path"});
    ImageCounts counts;
    for (int c = 0; c < FakeCore::classes; ++c) counts.class_names.push_back("class " + std::to_string(c));
    counts.classes.assign(counts.class_names.size(), {.images = 200});
    return counts;
}

void change_runs(const std::filesystem::path& workspace, const std::vector<RunChange>& changes) {
    if (FakeCore::fail_changes)
        throw Error({.what = "the disk is full", .where = workspace.string(), .mend = "free some space"});
    for (const RunChange& change : changes)
        for (RunEntry& run : FakeCore::kept_runs) {
            if (run.id != change.id) continue;
            if (change.name) run.name = *change.name;
            if (change.note) run.note = *change.note;
            if (change.tags) run.tags = *change.tags;
            if (change.deleted) run.deleted = *change.deleted;
        }
}

DuplicateReport find_duplicates(const DatasetSummary& data, const JobControl& control, const Report& report) {
    ++FakeCore::searches;
    if (FakeCore::hold_search) {
        report(StageProgress{.stage = "Duplicates", .done = 7, .total = 40, .per_second = 1, .seconds_left = 33});
        wait_while(FakeCore::hold_search, control);
    }
    DuplicateReport found;
    found.images = 40;
    if (FakeCore::twice) found.groups.push_back({.images = {{3, 0}, {3, 1}}});
    mark_duplicates(found, data);
    return found;
}

/// Named by its folder; "noted" has a note and tags that look like HTML.
RunEntry read_entry(const std::filesystem::path& folder) {
    RunEntry entry;
    entry.folder = folder.string(), entry.name = folder.filename().string();
    if (entry.name == "noted") entry.note = "a <b>bold</b> & \"quoted\" note\nsecond line", entry.tags = {"<i>thesis</i>"};
    return entry;
}

/// The images of class 3 in their order, all of them tested.
std::vector<KeptSample> read_samples(const std::filesystem::path&) {
    std::vector<KeptSample> samples(40);
    for (std::int32_t i = 0; i < 40; ++i) {
        KeptSample& one = samples[static_cast<std::size_t>(i)];
        one.sample = i, one.label = 3;
        one.image.file = "/made-up/" + std::to_string(i) + ".png";
    }
    return samples;
}

} // namespace

const CoreApi& FakeCore::api() {
    static const CoreApi api{
        .version = core_api_version,
        .open_dataset = open_dataset,
        .run_experiment = run_experiment,
        .read_thumbnail = read_thumbnail,
        .read_run = read_run,
        .read_options = read_options,
        .options_to_json = [](const ExperimentOptions& options) { return equivalent_command(options); },
        .begin_projection = begin_projection,
        .write_file_safely =
            [](const std::filesystem::path& path, const std::string& text) {
                if (path.filename() == "queue.json") std::ofstream(path, std::ios::binary) << text;
                while (FakeCore::hold_writing) std::this_thread::sleep_for(std::chrono::milliseconds(1));
                ++FakeCore::written;
            },
        .points_csv = [](const Trajectories&) { return std::string("points"); },
        .write_projector = [](const std::filesystem::path&, const Trajectories&) { ++FakeCore::written; },
        .read_class_groups =
            [](const std::vector<std::string>& names, const std::filesystem::path&) {
                std::vector<std::string> groups;
                for (const std::string& name : names) groups.push_back(name.substr(0, 1));
                return groups;
            },
        .list_runs = list_runs,
        .change_runs = change_runs,
        .add_run = [](const std::filesystem::path&,
                      const std::filesystem::path& folder) { FakeCore::added.push_back(folder.string()); },
        .empty_trash =
            [](const std::filesystem::path&) {
                std::erase_if(FakeCore::kept_runs, [](const RunEntry& run) { return run.deleted; });
            },
        .read_run_results = read_run_results,
        .compare_runs = compare_runs,
        .count_images = count_images,
        .shuffled_class_order =
            [](std::size_t classes, std::int64_t) {
                std::vector<std::size_t> order(classes);
                std::iota(order.rbegin(), order.rend(), std::size_t{0}); // the last class first
                return order;
            },
        .export_lists =
            [](const std::filesystem::path& folder, const ExperimentOptions& options, const JobControl&,
               const Report&) {
                FakeCore::last_exported = options;
                return ExportedLists{.folder = folder.string(),
                                     .root = "/made-up",
                                     .train = 10,
                                     .validation = 2,
                                     .test = 5,
                                     .classes = 3,
                                     .spaces = 1};
            },
        .find_duplicates = find_duplicates,
        .read_samples = read_samples,
        .read_entry = read_entry};
    return api;
}

} // namespace whydah::test
