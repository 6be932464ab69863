#pragma once

#include "core/evaluation/run_comparison.h"
#include "core/experiment/job_control.h"
#include "core/projection/projection_run.h"
#include "records/block_progress.h"
#include "records/dataset_summary.h"
#include "records/duplicate_images.h"
#include "records/events.h"
#include "records/experiment_options.h"
#include "records/exported_lists.h"
#include "records/image_pixels.h"
#include "records/kept_samples.h"
#include "records/run_comparison.h"
#include "records/run_entry.h"
#include "records/run_record.h"
#include "records/split_plan.h"

#include <filesystem>
#include <string>
#include <vector>

namespace whydah {

/// Goes up by one with every change of CoreApi or of a record that it passes.
inline constexpr int core_api_version = 9;

/// The core's faces that the window calls, as one table: the window loads this library only after it is on the screen,
/// because LibTorch takes half a second and more to load. Each member is the function of the same name in
/// core/experiment, core/evaluation, core/store, core/projection or core/data.
struct CoreApi {
    int version = core_api_version; ///< stays the first member, so that it can be asked of every library
    DatasetSummary (*open_dataset)(const ExperimentOptions& options, const JobControl& control, const Report& report);
    RunRecord (*run_experiment)(const ExperimentOptions& options, const JobControl& control, const Report& report,
                                const BlockReport& watch);
    ImagePixels (*read_thumbnail)(const ImageRef& image, int longest);
    RunRecord (*read_run)(const std::filesystem::path& folder);
    ExperimentOptions (*read_options)(const std::filesystem::path& file);
    std::string (*options_to_json)(const ExperimentOptions& options);
    ProjectionRun (*begin_projection)(const Trajectories& trajectories, const ProjectionOptions& options,
                                      std::int64_t threads, const JobControl& control);
    void (*write_file_safely)(const std::filesystem::path& path, const std::string& text);
    std::string (*points_csv)(const Trajectories& trajectories);
    void (*write_projector)(const std::filesystem::path& folder, const Trajectories& trajectories);
    std::vector<std::string> (*read_class_groups)(const std::vector<std::string>& class_names,
                                                  const std::filesystem::path& file);
    std::vector<RunEntry> (*list_runs)(const std::filesystem::path& workspace, const JobControl& control);
    void (*change_runs)(const std::filesystem::path& workspace, const std::vector<RunChange>& changes);
    void (*add_run)(const std::filesystem::path& workspace, const std::filesystem::path& folder);
    void (*empty_trash)(const std::filesystem::path& workspace);
    RunRecord (*read_run_results)(const std::filesystem::path& folder);
    RunComparison (*compare_runs)(const KeptRuns& runs, const ComparisonWish& wish, const JobControl& control);
    ImageCounts (*count_images)(const ExperimentOptions& options, const JobControl& control, const Report& report);
    std::vector<std::size_t> (*shuffled_class_order)(std::size_t classes, std::int64_t carve_seed);
    ExportedLists (*export_lists)(const std::filesystem::path& folder, const ExperimentOptions& options,
                                  const JobControl& control, const Report& report);
    DuplicateReport (*find_duplicates)(const DatasetSummary& summary, const JobControl& control, const Report& report);
    std::vector<KeptSample> (*read_samples)(const std::filesystem::path& run_folder);
    RunEntry (*read_entry)(const std::filesystem::path& run_folder);
};

/// The library's only entry for those who load it at run time.
extern "C" const CoreApi* whydah_core_api();

} // namespace whydah
