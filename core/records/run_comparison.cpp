#include "records/run_comparison.h"

#include <algorithm>

namespace whydah {
namespace {

std::string last_part(const std::string& folder) {
    const std::size_t end = folder.find_last_not_of('/');
    if (end == std::string::npos) return folder;
    const std::size_t slash = folder.find_last_of('/', end);
    return folder.substr(slash == std::string::npos ? 0 : slash + 1,
                         end - (slash == std::string::npos ? 0 : slash + 1) + 1);
}

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
                    .protocol = record.protocol};
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
    if (!hash.empty() && !other.empty() && hash != other) return "other data: the hashes in the protocols differ";
    return {};
}

} // namespace whydah
