#pragma once

#include "records/comparison.h"
#include "records/option_difference.h"
#include "records/run_record.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// A run as the views that compare show it: without predictions, trajectories and losses.
struct ComparedRun {
    std::string folder, name; ///< the folder's path and its last part
    RunState state = RunState::completed;
    ExperimentOptions options;
    std::string dataset, source, split; ///< of DatasetSummary
    std::vector<MethodResult> results;
    std::vector<ConfusionCount> confusion; ///< empty where neither predictions nor counts were kept
    ProtocolCard protocol;
    std::vector<MethodMetrics> metrics; ///< empty until the run has ended
};
/// Runs that were kept without confusion have it counted from their predictions by the core.
ComparedRun compared_run(const RunRecord& record, const std::string& folder);

/// "A", ..., "Z", "AA", ...: how a run is called in tables and plots.
std::string run_letter(std::size_t run);

/// A method of one of several runs.
struct RunMethod {
    std::size_t run = 0;
    std::string method;
    bool operator==(const RunMethod&) const = default;
};
/// "B · MetaModelNet"; without the letter where there is one run.
std::string run_method_label(const RunMethod& of, std::size_t runs);

/// The columns of a table of methods: all classes, many, medium, few.
inline constexpr std::size_t band_column_count = 4;

/// A method of a run against another one.
struct RowComparison {
    RunMethod row, reference;
    std::vector<std::int64_t> seeds; ///< that both have: what the tests are of
    std::string refusal;             ///< why there is no test at all; empty if there are some
    std::string note;                ///< why there is no test on images, and what else is to be known; mostly empty
    std::array<std::vector<Comparison>, band_column_count> tests; ///< Holm is over the rows of a column
};

/// What is asked for.
struct ComparisonWish {
    std::optional<RunMethod> reference; ///< nothing: each method with itself in the first run
    BandRule rule;
};

struct RunComparison {
    ComparisonWish wish;
    std::vector<ComparedRun> runs;
    std::vector<OptionDifference> options;
    std::vector<RowComparison> rows; ///< of all methods but the references
};

/// What a table marks: the tests of a column with p (Holm) below 0.05. McNemar counts only if it is so in every shared
/// seed, with one sign.
struct SignificanceMarks {
    bool over_classes = false, on_images = false, over_seeds = false; ///< Wilcoxon, McNemar, paired t
    std::string text() const;                                         ///< "W M t"
};
inline constexpr double significance_level = 0.05;
SignificanceMarks significance_marks(const std::vector<Comparison>& tests);

/// Why two runs cannot be compared: other classes, or other data by the hashes in their protocols; empty if they can.
std::string why_not_comparable(const ComparedRun& run, const ComparedRun& reference);

/// What is other about a run's split, "'drop 30' and 'drop 14'": of the recipe, or the carve seed of a seed that both
/// have; empty if nothing. Where
/// runs differ in it, a difference between their methods is also one of their images: none is tested.
std::string split_difference(const ComparedRun& run, const ComparedRun& reference);

/// A run that is not tested against the first one, and why.
struct ComparisonGap {
    std::size_t run = 0;
    bool other_data = false; ///< other classes or other data; else another split
    std::string why;
};
/// Of each run but the first; runs without results are left out.
std::vector<ComparisonGap> comparison_gaps(const std::vector<ComparedRun>& runs);

} // namespace whydah
