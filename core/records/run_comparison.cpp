#include "records/run_comparison.h"

#include <algorithm>
#include <string_view>

namespace whydah {
namespace {

std::string last_part(const std::string& folder) {
    const std::size_t end = folder.find_last_not_of('/');
    if (end == std::string::npos) return folder;
    const std::size_t slash = folder.find_last_of('/', end);
    return folder.substr(slash == std::string::npos ? 0 : slash + 1,
                         end - (slash == std::string::npos ? 0 : slash + 1) + 1);
}

constexpr std::string_view other_data = "other data: ";

std::vector<std::string> parts_of(const std::string& recipe) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= recipe.size();) {
        const std::size_t end = std::min(recipe.find(", ", at), recipe.size());
        parts.push_back(recipe.substr(at, end - at));
        at = end + 2;
    }
    return parts;
}

/// "'drop 30' and 'drop 14'": what two recipes do not share.
std::string differing_parts(const std::string& recipe, const std::string& other) {
    const auto a = parts_of(recipe), b = parts_of(other);
    if (a.size() != b.size()) return "'" + recipe + "' and '" + other + "'";
    std::string ours, theirs;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] == b[i]) continue;
        ours += (ours.empty() ? "" : ", ") + a[i];
        theirs += (theirs.empty() ? "" : ", ") + b[i];
    }
    return "'" + ours + "' and '" + theirs + "'";
}

/// The recipe of a split: which images it took is said by the seeds of the results.
std::string recipe_of(const std::string& split) { return split.substr(0, split.find(", carve seed")); }

} // namespace

ComparedRun compared_run(const RunRecord& record, const std::string& folder) {
    ComparedRun run{.folder = folder,
                    .name = last_part(folder),
                    .state = record.state,
                    .options = record.options,
                    .dataset = record.dataset.name,
                    .source = record.dataset.source,
                    .split = record.dataset.split,
                    .results = {},
                    .confusion = record.confusion,
                    .protocol = record.protocol,
                    .metrics = record.metrics};
    run.results.reserve(record.results.size());
    for (const MethodResult& result : record.results)
        run.results.push_back({.method = result.method,
                               .seed = result.seed,
                               .classes = result.classes,
                               .seconds = result.seconds,
                               .validation_accuracy = result.validation_accuracy,
                               .seeds = result.seeds,
                               .predictions = {}});
    return run;
}

std::string run_letter(std::size_t run) {
    std::string letters;
    for (std::size_t rest = run + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters;
}

std::string run_method_label(const RunMethod& of, std::size_t runs) {
    return (runs > 1 ? run_letter(of.run) + " · " : std::string()) + method_label(of.method);
}

std::string SignificanceMarks::text() const {
    std::string text;
    for (const auto& [on, mark] : {std::pair(over_classes, "W"), {on_images, "M"}, {over_seeds, "t"}})
        if (on) text += (text.empty() ? "" : " ") + std::string(mark);
    return text;
}

SignificanceMarks significance_marks(const std::vector<Comparison>& tests) {
    const auto is_small = [](const Comparison& c) { return c.p_holm && *c.p_holm < significance_level; };
    const auto any_of = [&](const char* test) {
        return std::any_of(tests.begin(), tests.end(), [&](const auto& c) { return c.test == test && is_small(c); });
    };
    SignificanceMarks marks{
        .over_classes = any_of("wilcoxon_classes"), .on_images = any_of("mcnemar"), .over_seeds = any_of("t_seeds")};
    double sign = 0;
    for (const Comparison& c : tests) {
        if (c.test != "mcnemar") continue;
        if (!is_small(c) || c.difference * sign < 0) marks.on_images = false;
        sign = c.difference;
    }
    return marks;
}

std::string why_not_comparable(const ComparedRun& run, const ComparedRun& reference) {
    if (run.results.empty() || reference.results.empty()) return "one of both has no results";
    const auto &a = run.results.front().classes, &b = reference.results.front().classes;
    if (a.size() != b.size()) return "other classes: " + std::to_string(a.size()) + " and " + std::to_string(b.size());
    for (std::size_t c = 0; c < a.size(); ++c)
        if (a[c].name != b[c].name)
            return "other classes: label " + std::to_string(c) + " is '" + a[c].name + "' and '" + b[c].name + "'";
    const std::string hash = run.protocol.value("Data", "hash"), other = reference.protocol.value("Data", "hash");
    if (!hash.empty() && !other.empty() && hash != other) return std::string(other_data) + "the hashes in the protocols differ";
    return {};
}

std::string split_difference(const ComparedRun& run, const ComparedRun& reference) {
    const std::string recipe = recipe_of(run.split), other = recipe_of(reference.split);
    if (!recipe.empty() && !other.empty() && recipe != other)
        return differing_parts(recipe, other);
    if (recipe == run.split) return {}; // the split was given: no seed took part
    const SeedSet unknown;              // runs of older versions
    for (const MethodResult& a : run.results)
        for (const MethodResult& b : reference.results)
            if (a.seed == b.seed && a.seeds != unknown && b.seeds != unknown && a.seeds.carve != b.seeds.carve)
                return "seed " + std::to_string(a.seed) + " was carved with " +
                       std::to_string(a.seeds.carve) + " and " + std::to_string(b.seeds.carve);
    return {};
}

std::vector<ComparisonGap> comparison_gaps(const std::vector<ComparedRun>& runs) {
    std::vector<ComparisonGap> gaps;
    for (std::size_t run = 1; run < runs.size(); ++run) {
        if (runs[run].results.empty() || runs.front().results.empty()) continue;
        std::string data = why_not_comparable(runs[run], runs.front());
        if (data.starts_with(other_data)) data.erase(0, other_data.size());
        const std::string why = data.empty() ? split_difference(runs[run], runs.front()) : data;
        if (!why.empty()) gaps.push_back({.run = run, .other_data = !data.empty(), .why = why});
    }
    return gaps;
}

} // namespace whydah
