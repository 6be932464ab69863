#include "core/evaluation/run_comparison.h"

#include "core/evaluation/metrics.h"
#include "core/evaluation/significance.h"

#include <algorithm>
#include <optional>

namespace whydah {
namespace {

std::vector<std::string> methods_of(const RunRecord& run) {
    std::vector<std::string> methods;
    for (const MethodResult& r : run.results)
        if (std::find(methods.begin(), methods.end(), r.method) == methods.end()) methods.push_back(r.method);
    return methods;
}

std::vector<std::int64_t> seeds_of(const RunRecord& run, const std::string& method) {
    std::vector<std::int64_t> seeds;
    for (const MethodResult& r : run.results)
        if (r.method == method) seeds.push_back(r.seed);
    return seeds;
}

std::string listed(const std::vector<std::int64_t>& seeds) {
    std::string text;
    for (std::int64_t seed : seeds) text += (text.empty() ? "" : ", ") + std::to_string(seed);
    return text;
}

/// Results of both with the same seed, where there are test images.
std::vector<SeedPair> shared_seeds(const RunRecord& run, const std::string& method, const RunRecord& other,
                                   const std::string& reference) {
    std::vector<SeedPair> pairs;
    for (const MethodResult& a : run.results)
        for (const MethodResult& b : other.results)
            if (a.method == method && b.method == reference && a.seed == b.seed && band_accuracy(a, {}).all &&
                band_accuracy(b, {}).all)
                pairs.emplace_back(&a, &b);
    return pairs;
}

/// The result as if there were no test images of other classes.
MethodResult of_classes(const MethodResult& result, const std::vector<bool>& wanted) {
    MethodResult part{.method = result.method,
                      .seed = result.seed,
                      .classes = result.classes,
                      .seconds = 0,
                      .validation_accuracy = {}};
    for (std::size_t c = 0; c < part.classes.size(); ++c)
        if (!wanted[c]) part.classes[c].test = part.classes[c].correct = 0;
    for (const Prediction& p : result.predictions)
        if (wanted[static_cast<std::size_t>(p.truth)]) part.predictions.push_back(p);
    return part;
}

bool have_same_test_counts(const SeedPair& pair) {
    return std::equal(pair.first->classes.begin(), pair.first->classes.end(), pair.second->classes.begin(),
                      pair.second->classes.end(), [](const auto& a, const auto& b) { return a.test == b.test; });
}

class PairTests {
public:
    PairTests(RowComparison& row, std::vector<SeedPair> seeds, const BandRule& rule, std::int64_t seed)
        : row_(row),
          seeds_(std::move(seeds)),
          rule_(rule),
          seed_(seed) {}

    void run() {
        look();
        if (!row_.refusal.empty()) return;
        row_.tests[0] = tests(seeds_);
        if (!same_bands_) return;
        for (Band band : all_bands) row_.tests[1 + static_cast<std::size_t>(band)] = tests_of(band);
    }

private:
    void look() {
        bool predictions = true, trained_alike = true, same_images = true;
        for (const SeedPair& s : seeds_) {
            const auto counts = train_counts(*s.first), others = train_counts(*s.second);
            trained_alike &= counts == others;
            same_bands_ &= rule_.bands_of(counts) == rule_.bands_of(others);
            predictions &= !s.first->predictions.empty() && !s.second->predictions.empty();
            same_images &= are_of_same_images(s);
        }
        const auto say = [this](const char* text) { row_.note += (row_.note.empty() ? "" : "; ") + std::string(text); };
        if (!predictions) say("a run has no predictions: no test on images");
        if (!trained_alike) say("trained on other numbers of images");
        if (!same_bands_) say("other classes in the bands: only all classes are compared");
        // Without predictions the same counts are the best sign of the same images.
        if (!predictions) same_images = std::all_of(seeds_.begin(), seeds_.end(), have_same_test_counts);
        if (!same_images) row_.refusal = "other test images (split or carve seed)";
    }

    std::vector<Comparison> tests(const std::vector<SeedPair>& seeds) const {
        return compare_pair(row_.row.method, row_.reference.method, seeds, seed_);
    }

    std::vector<Comparison> tests_of(Band band) const {
        std::vector<MethodResult> parts;
        parts.reserve(2 * seeds_.size()); // pairs point into it
        std::vector<SeedPair> pairs;
        for (const SeedPair& s : seeds_) {
            const auto of_seed = rule_.bands_of(train_counts(*s.second));
            std::vector<bool> wanted;
            for (Band of : of_seed) wanted.push_back(of == band);
            parts.push_back(of_classes(*s.first, wanted)), parts.push_back(of_classes(*s.second, wanted));
            const SeedPair pair(&parts[parts.size() - 2], &parts.back());
            if (band_accuracy(*pair.first, {}).all && band_accuracy(*pair.second, {}).all) pairs.push_back(pair);
        }
        return pairs.empty() ? std::vector<Comparison>{} : tests(pairs);
    }

    RowComparison& row_;
    std::vector<SeedPair> seeds_;
    BandRule rule_;
    std::int64_t seed_;
    bool same_bands_ = true;
};

/// What a method is held against; nothing for the reference itself.
std::optional<RunMethod> reference_of(const RunMethod& row, const ComparisonWish& wish) {
    RunMethod reference = wish.reference.value_or(RunMethod{0, row.method});
    return reference == row ? std::nullopt : std::optional(std::move(reference));
}

void compare(RowComparison& row, const KeptRuns& runs, const RunComparison& all) {
    const std::size_t run = row.row.run, other = row.reference.run;
    if (run != other) row.refusal = why_not_comparable(all.runs[run], all.runs[other]);
    if (run != other && row.refusal.empty())
        if (const std::string split = split_difference(all.runs[run], all.runs[other]); !split.empty())
            row.refusal = "other split: " + split;
    if (!row.refusal.empty()) return;
    const RunRecord &a = *runs[run].record, &b = *runs[other].record;
    const auto seeds = shared_seeds(a, row.row.method, b, row.reference.method);
    if (seeds.empty()) {
        const auto theirs = seeds_of(b, row.reference.method);
        row.refusal = theirs.empty()
                          ? "run " + run_letter(other) + " has no " + method_label(row.reference.method)
                          : "no seed in common: " + listed(seeds_of(a, row.row.method)) + " and " + listed(theirs);
        return;
    }
    for (const SeedPair& s : seeds) row.seeds.push_back(s.first->seed);
    PairTests(row, seeds, all.wish.rule, b.options.run.seed).run();
}

void correct_columns(std::vector<RowComparison>& rows) {
    for (std::size_t column = 0; column < band_column_count; ++column) {
        std::vector<Comparison> family;
        for (const RowComparison& row : rows)
            family.insert(family.end(), row.tests[column].begin(), row.tests[column].end());
        correct_for_many(family);
        auto next = family.begin();
        for (RowComparison& row : rows)
            for (Comparison& test : row.tests[column]) test.p_holm = (next++)->p_holm;
    }
}

/// A wish for a method that is not there is one for the first method of a single run, else none.
std::optional<RunMethod> reference_within(const KeptRuns& runs, std::optional<RunMethod> wish) {
    if (!wish || wish->run >= runs.size()) return {};
    const std::vector<std::string> methods = methods_of(*runs[wish->run].record);
    if (std::find(methods.begin(), methods.end(), wish->method) != methods.end()) return wish;
    return runs.size() == 1 && !methods.empty() ? std::optional(RunMethod{0, methods.front()}) : std::nullopt;
}

} // namespace

RunComparison compare_runs(const KeptRuns& runs, const ComparisonWish& wish, const JobControl& control) {
    RunComparison all;
    all.wish = wish;
    std::vector<ExperimentOptions> options;
    for (const KeptRun& run : runs) {
        control.check();
        all.runs.push_back(compared_run(*run.record, run.folder));
        if (all.runs.back().confusion.empty()) all.runs.back().confusion = confusion_counts(run.record->results);
        options.push_back(run.record->options);
    }
    all.options = option_differences(options);
    all.wish.reference = reference_within(runs, wish.reference);
    for (std::size_t run = 0; run < runs.size(); ++run)
        for (const std::string& method : methods_of(*runs[run].record)) {
            control.check();
            const RunMethod of{run, method};
            const auto reference = reference_of(of, all.wish);
            if (!reference) continue;
            all.rows.push_back(
                {.row = of, .reference = *reference, .seeds = {}, .refusal = {}, .note = {}, .tests = {}});
            compare(all.rows.back(), runs, all);
        }
    correct_columns(all.rows);
    return all;
}

} // namespace whydah
