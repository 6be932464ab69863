#pragma once

#include "core/experiment/job_control.h"
#include "records/dataset_summary.h"
#include "records/events.h"
#include "records/experiment_options.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// Feature vectors as read or computed, before centring, PCA and scaling.
struct FeatureMatrix {
    std::int64_t rows = 0, dimension = 0;
    std::vector<float> values; ///< [rows, dimension]
};

struct Sample {
    ImageRef image;                 ///< file empty for feature rows without file name
    std::int32_t label = 0;         ///< 0..C-1
    std::optional<SplitPart> given; ///< as the data says
    std::int64_t number = -1;       ///< its index in the whole data set, where this is a part of it; -1: its own
};

/// What every reader gives: one list of samples, whatever the format.
struct Manifest {
    std::string name, source, kind; ///< as in DatasetSummary
    std::vector<std::string> class_names; ///< readers leave a label without a name of its own empty
    std::vector<Sample> samples;
    std::vector<DataProblem> problems; ///< at most DatasetSummary::problems_kept
    std::int64_t problem_count = 0;
    std::shared_ptr<const FeatureMatrix> features; ///< row r belongs to samples[r]; null for images

    void add_problem(std::string where, std::string what);
    bool has_given_split() const; ///< any sample has one
};

/// Recognises the format of options.data and reads it: folder of class folders, list files, IDX, .npz / .npy.
/// Unusable files, lines and labels become problems; the rest goes on. Labels without sample and name are left out.
/// @throws Error if nothing can be used (no such path, no class, unknown format); Stopped
Manifest read_manifest(const DataOptions& options, const JobControl& control, const Report& report);

/// Which samples go where: indices into Manifest::samples, ascending.
struct Split {
    std::vector<std::int64_t> train, validation, test;
    std::string text; ///< DatasetSummary::split
};

/// Given split, SUN recipe (Sec. 4.1), or the training part carved: exponentially (field: n_i = int(n_max mu^(i/(C-1)))),
/// in one step, or by a power law (power_law.h), by options.split.
/// @param carve_seed ExperimentOptions::seeds_of(repeat).carve
/// @throws Error if a part that is needed comes out empty
Split make_split(const Manifest& manifest, const DataOptions& options, std::int64_t carve_seed);

/// @param with_images fill ClassSummary::images
DatasetSummary summarise(const Manifest& manifest, const Split& split, bool with_images = true);

} // namespace whydah
