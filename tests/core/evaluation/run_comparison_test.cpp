#include "core/evaluation/run_comparison.h"

#include "core/evaluation/significance.h"
#include "core/statistics/paired_tests.h"
#include "records/error.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace whydah {
namespace {

constexpr std::int64_t train[] = {500, 50, 5, 5}; // one class in many and in medium, two in few

/// Four classes of ten images; `right[c]` of class c are right, from the first image on.
MethodResult result_of(const std::string& method, std::int64_t seed, const std::vector<int>& right) {
    MethodResult result{.method = method, .seed = seed, .classes = {}, .seconds = 0, .validation_accuracy = {}};
    std::int32_t sample = 0;
    for (std::size_t c = 0; c < right.size(); ++c) {
        result.classes.push_back({"class " + std::to_string(c), train[c], 10, right[c]});
        for (int i = 0; i < 10; ++i) {
            const auto label = static_cast<std::int32_t>(c);
            result.predictions.push_back({sample++, label, i < right[c] ? label : (label + 1) % 4, 0.5F});
        }
    }
    return result;
}

RunRecord record_of(std::vector<MethodResult> results) {
    RunRecord record;
    record.results = std::move(results);
    record.protocol.add("Data", "hash", "sha256:1");
    return record;
}

/// Three seeds; B is as good as A with plain, and better in the tail with MetaModelNet.
RunRecord run_a() {
    std::vector<MethodResult> results;
    for (int seed : {0, 1, 2}) {
        results.push_back(result_of("plain", seed, {9, 5, 1, 2}));
        results.push_back(result_of("meta_model_net", seed, {9, 6, 2, 2}));
    }
    return record_of(std::move(results));
}
RunRecord run_b() {
    std::vector<MethodResult> results;
    for (int seed : {0, 1, 2}) {
        results.push_back(result_of("plain", seed, {9, 5, 1, 2}));
        results.push_back(result_of("meta_model_net", seed, {8, 6, 9, 7 + seed}));
    }
    return record_of(std::move(results));
}

RunComparison compare(const RunRecord& a, const RunRecord& b, const ComparisonWish& wish = {}) {
    return compare_runs(
        {{"/runs/a", std::make_shared<const RunRecord>(a)}, {"/runs/b", std::make_shared<const RunRecord>(b)}}, wish,
        {});
}

RunComparison alone(const RunRecord& run, const ComparisonWish& wish) {
    return compare_runs({{"/runs/a", std::make_shared<const RunRecord>(run)}}, wish, {});
}

const RowComparison& row_of(const RunComparison& all, const RunMethod& row) {
    return *std::find_if(all.rows.begin(), all.rows.end(), [&](const RowComparison& r) { return r.row == row; });
}

const Comparison& find(const std::vector<Comparison>& all, const std::string& test, std::int64_t seed = 0) {
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Comparison& c) { return c.test == test && (!c.seed || *c.seed == seed); });
    if (found == all.end()) throw std::runtime_error("there is no " + test);
    return *found;
}

TEST(CompareRuns, HoldsEachMethodAgainstItselfInTheFirstRun) {
    const RunComparison all = compare(run_a(), run_b());
    ASSERT_EQ(all.rows.size(), 2) << "the first run's rows are the references";
    const RowComparison& row = row_of(all, {1, "meta_model_net"});
    EXPECT_EQ(row.reference, (RunMethod{0, "meta_model_net"}));
    EXPECT_EQ(row.seeds, (std::vector<std::int64_t>{0, 1, 2}));
    EXPECT_EQ(row.refusal, "");
    EXPECT_EQ(row.note, "");
    EXPECT_EQ(find(row.tests[0], "mcnemar", 2).n, 1 + 7 + 7) << "one lost in class 0, seven won in 2, seven in 3";
    EXPECT_NEAR(find(row.tests[0], "t_seeds").difference, (-0.1 + 0.7 + 0.6) / 4, 1e-12) << "5, 6 and 7 won in class 3";
    EXPECT_EQ(all.options, std::vector<OptionDifference>{});
    EXPECT_EQ(all.runs[1].name, "b");
}

TEST(CompareRuns, AgreesWithTheTestsWithinARun) {
    // The same results as one run of two methods.
    std::vector<MethodResult> together;
    for (const MethodResult& r : run_a().results)
        if (r.method == "plain") together.push_back(r);
    for (const MethodResult& r : run_b().results)
        if (r.method == "meta_model_net") together.push_back(r);
    const auto within = compare_methods(together, 0);
    const RunComparison all = compare(run_a(), run_b(), {.reference = RunMethod{0, "plain"}, .rule = {}});
    const auto& across = row_of(all, {1, "meta_model_net"}).tests[0];
    ASSERT_EQ(across.size(), within.size());
    for (std::size_t i = 0; i < within.size(); ++i) {
        EXPECT_EQ(across[i].test, within[i].test);
        EXPECT_EQ(across[i].p, within[i].p) << within[i].test;
        EXPECT_EQ(across[i].difference, within[i].difference);
        EXPECT_EQ(across[i].interval.has_value(), within[i].interval.has_value());
        if (!within[i].interval) continue;
        EXPECT_EQ(across[i].interval->low, within[i].interval->low) << "same draws of the bootstrap";
    }
}

TEST(CompareRuns, TestsTheClassesOfABandAlone) {
    const RunComparison all = compare(run_a(), run_b());
    const auto& tests = row_of(all, {1, "meta_model_net"}).tests;
    EXPECT_EQ(find(tests[1], "mcnemar").n, 1) << "many: class 0";
    EXPECT_NEAR(find(tests[1], "wilcoxon_classes").difference, -0.1, 1e-12);
    EXPECT_EQ(find(tests[2], "mcnemar").n, 0) << "medium: class 1";
    EXPECT_EQ(find(tests[3], "mcnemar").n, 7 + 5) << "few: classes 2 and 3";
    EXPECT_NEAR(find(tests[3], "wilcoxon_classes").difference, (0.7 + 0.6) / 2, 1e-12);
}

TEST(CompareRuns, HolmIsOverTheRowsOfAColumn) {
    const RunComparison all = compare(run_a(), run_b(), {.reference = RunMethod{0, "plain"}, .rule = {}});
    ASSERT_EQ(all.rows.size(), 3);
    for (std::size_t column : {std::size_t{0}, std::size_t{3}}) {
        std::vector<double> p, corrected;
        for (const RowComparison& row : all.rows) {
            p.push_back(*find(row.tests[column], "mcnemar", 1).p);
            corrected.push_back(*find(row.tests[column], "mcnemar", 1).p_holm);
        }
        EXPECT_EQ(corrected, holm(p)) << "column " << column;
        EXPECT_GT(*std::max_element(p.begin(), p.end()), *std::min_element(p.begin(), p.end()));
    }
}

TEST(CompareRuns, RefusesOtherClassesOtherDataAndOtherSeeds) {
    RunRecord other = run_b();
    for (MethodResult& r : other.results) r.classes[2].name = "iceberg";
    RunComparison all = compare(run_a(), other);
    EXPECT_EQ(row_of(all, {1, "plain"}).refusal, "other classes: label 2 is 'iceberg' and 'class 2'");
    EXPECT_TRUE(row_of(all, {1, "plain"}).tests[0].empty());

    other = run_b();
    other.protocol = {};
    other.protocol.add("Data", "hash", "sha256:2");
    EXPECT_NE(row_of(compare(run_a(), other), {1, "plain"}).refusal.find("other data"), std::string::npos);

    other = run_b();
    for (MethodResult& r : other.results) r.seed += 5;
    EXPECT_EQ(row_of(compare(run_a(), other), {1, "plain"}).refusal, "no seed in common: 5, 6, 7 and 0, 1, 2");

    other = run_b();
    other.results.push_back(result_of("ncm", 0, {1, 1, 1, 1}));
    EXPECT_NE(row_of(compare(run_a(), other), {1, "ncm"}).refusal.find("has no"), std::string::npos);
    EXPECT_EQ(row_of(compare(run_a(), other), {1, "plain"}).refusal, "") << "the others are compared";
}

TEST(CompareRuns, RefusesOtherTestImages) {
    RunRecord other = run_b();
    for (MethodResult& r : other.results)
        for (Prediction& p : r.predictions) p.sample += 1000;
    const RunComparison all = compare(run_a(), other);
    const RowComparison& row = row_of(all, {1, "meta_model_net"});
    EXPECT_EQ(row.refusal, "other test images (split or carve seed)");
    for (const auto& tests : row.tests) EXPECT_TRUE(tests.empty()) << "no mark between them";
}

TEST(CompareRuns, RefusesAnotherSplitButNotAnotherMethod) {
    RunRecord first = run_a(), other = run_b();
    first.dataset.split = "SUN recipe, drop 14, carve seed 0";
    other.dataset.split = "SUN recipe, drop 14, carve seed 1"; // of the first of its repeats
    EXPECT_EQ(row_of(compare(first, other), {1, "plain"}).refusal, "");
    other.dataset.split = "SUN recipe, drop 30, carve seed 0";
    const RunComparison all = compare(first, other);
    EXPECT_EQ(row_of(all, {1, "plain"}).refusal, "other split: 'drop 30' and 'drop 14'");
    EXPECT_TRUE(row_of(all, {1, "plain"}).tests[0].empty());
}

TEST(CompareRuns, WithoutPredictionsSeedsAreComparedWhereTheCountsAgree) {
    RunRecord other = run_b();
    for (MethodResult& r : other.results) r.predictions.clear();
    const RowComparison row = row_of(compare(run_a(), other), {1, "meta_model_net"});
    EXPECT_NE(row.note.find("no predictions"), std::string::npos);
    EXPECT_NO_THROW(find(row.tests[0], "t_seeds"));
    EXPECT_THROW(find(row.tests[0], "mcnemar"), std::runtime_error);
}

TEST(CompareRuns, OtherTrainingImagesAreSaidAndOtherBandsNotMixed) {
    RunRecord other = run_b();
    for (MethodResult& r : other.results) r.classes[1].train = 10; // few, was medium
    const RowComparison row = row_of(compare(run_a(), other), {1, "meta_model_net"});
    EXPECT_NE(row.note.find("other numbers of images"), std::string::npos);
    EXPECT_FALSE(row.tests[0].empty());
    EXPECT_TRUE(row.tests[3].empty());
}

TEST(CompareRuns, OneRunIsComparedWithItsOwnReferenceAndAskedForNothingWithoutOne) {
    const KeptRuns one{{"/runs/a", std::make_shared<const RunRecord>(run_a())}};
    EXPECT_TRUE(compare_runs(one, {}, {}).rows.empty());
    const RunComparison all = compare_runs(one, {.reference = RunMethod{0, "plain"}, .rule = {}}, {});
    ASSERT_EQ(all.rows.size(), 1);
    EXPECT_EQ(all.rows[0].row, (RunMethod{0, "meta_model_net"}));
    EXPECT_FALSE(all.runs[0].confusion.empty()) << "counted from the predictions";
}

TEST(CompareRuns, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const KeptRuns one{{"/runs/a", std::make_shared<const RunRecord>(run_a())}};
    EXPECT_THROW(compare_runs(one, {}, JobControl(stop.get_token())), Stopped);
}

// A run of modern methods alone: what is shown as the reference is what was tested against.
TEST(CompareRuns, OneRunIsHeldAgainstPlainOrItsFirstMethod) {
    EXPECT_EQ(alone(run_a(), {.reference = RunMethod{0, "plain"}, .rule = {}}).wish.reference, (RunMethod{0, "plain"}));
    RunRecord modern = run_a();
    std::erase_if(modern.results, [](const MethodResult& r) { return r.method == "plain"; });
    for (int seed : {0, 1, 2}) modern.results.push_back(result_of("ldam", seed, {9, 6, 9, 9}));
    const RunComparison all = alone(modern, {.reference = RunMethod{0, "plain"}, .rule = {}});
    EXPECT_EQ(all.wish.reference, (RunMethod{0, "meta_model_net"}));
    ASSERT_EQ(all.rows.size(), 1u);
    EXPECT_EQ(all.rows[0].row.method, "ldam");
    EXPECT_EQ(all.rows[0].refusal, "");
    EXPECT_FALSE(all.rows[0].tests[0].empty());
}

} // namespace
} // namespace whydah
