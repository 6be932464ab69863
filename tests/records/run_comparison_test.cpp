#include "records/run_comparison.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

TEST(OptionDifferences, AreOnlyThoseThatDifferInTheOrderOfTheForm) {
    ExperimentOptions a, b, c;
    b.meta.lambda = {0.1, 1};
    c.features.unit_norm = !a.features.unit_norm;
    b.run.out = "/somewhere/else";
    const auto all = option_differences({a, b, c});
    ASSERT_EQ(all.size(), 2);
    EXPECT_EQ(all[0].name, "unit_norm");
    EXPECT_EQ(all[0].group, "Features");
    EXPECT_EQ(all[0].values, (std::vector<std::string>{"on", "on", "off"}));
    EXPECT_EQ(all[1].name, "lambda");
    EXPECT_EQ(all[1].values, (std::vector<std::string>{"1", "0.1,1", "1"}));
    EXPECT_TRUE(option_differences({a, a}).empty());
    EXPECT_TRUE(option_differences({a}).empty());
}

TEST(RunLetter, GoesOnAfterZ) {
    EXPECT_EQ(run_letter(0), "A");
    EXPECT_EQ(run_letter(25), "Z");
    EXPECT_EQ(run_letter(26), "AA");
    EXPECT_EQ(run_letter(27), "AB");
    EXPECT_EQ(run_method_label({1, "plain"}, 2), "B · " + method_label("plain"));
    EXPECT_EQ(run_method_label({0, "plain"}, 1), method_label("plain"));
}

Comparison test_of(const std::string& name, double p_holm, double difference = 0.1) {
    Comparison c;
    c.test = name, c.p = p_holm / 2, c.p_holm = p_holm, c.difference = difference;
    return c;
}

TEST(SignificanceMarks, SayWhichTestAndOnlyAfterHolm) {
    EXPECT_EQ(significance_marks({test_of("wilcoxon_classes", 0.049), test_of("t_seeds", 0.01)}).text(), "W t");
    EXPECT_EQ(significance_marks({test_of("wilcoxon_classes", 0.05)}).text(), "") << "p itself is 0.025";
    Comparison without = test_of("t_seeds", 0.01);
    without.p_holm.reset();
    EXPECT_EQ(significance_marks({without}).text(), "");
}

TEST(SignificanceMarks, McNemarHasToHoldInEverySeedAndTheSameWay) {
    const auto images = [](double p, double difference) { return test_of("mcnemar", p, difference); };
    EXPECT_EQ(significance_marks({images(0.01, 0.1), images(0.02, 0.2)}).text(), "M");
    EXPECT_EQ(significance_marks({images(0.01, 0.1), images(0.06, 0.2)}).text(), "");
    EXPECT_EQ(significance_marks({images(0.01, 0.1), images(0.01, -0.1)}).text(), "");
}

ComparedRun run_of(std::vector<std::string> classes, const std::string& hash) {
    ComparedRun run;
    run.results.push_back({.method = "plain", .seed = 0, .classes = {}, .seconds = 0, .validation_accuracy = {}});
    for (std::string& name : classes) run.results[0].classes.push_back({std::move(name), 5, 5, 1});
    run.protocol.add("Data", "hash", hash);
    return run;
}

TEST(WhyNotComparable, NamesOtherClassesAndOtherData) {
    EXPECT_EQ(why_not_comparable(run_of({"a", "b"}, "x"), run_of({"a", "b"}, "x")), "");
    EXPECT_EQ(why_not_comparable(run_of({"a", "b"}, "x"), run_of({"a", "b"}, "")), "") << "old runs have no hash";
    EXPECT_EQ(why_not_comparable(run_of({"a", "b"}, "x"), run_of({"a"}, "x")), "other classes: 2 and 1");
    EXPECT_EQ(why_not_comparable(run_of({"a", "b"}, "x"), run_of({"a", "c"}, "x")),
              "other classes: label 1 is 'b' and 'c'");
    EXPECT_NE(why_not_comparable(run_of({"a"}, "x"), run_of({"a"}, "y")).find("hashes"), std::string::npos);
    EXPECT_NE(why_not_comparable(run_of({"a"}, "x"), ComparedRun{}), "");
}

TEST(SplitDifference, IsOfTheRecipeOrOfTheCarveSeedOfACommonSeed) {
    ComparedRun a = run_of({"a"}, "x"), b = run_of({"a"}, "x");
    a.split = "50/10/40 %, carve seed 0", b.split = "50/10/40 %, carve seed 7";
    EXPECT_EQ(split_difference(a, b), "") << "which repeat came first says nothing";
    a.results[0].seeds = {.carve = 3, .sampling = 1, .initialisation = 1};
    EXPECT_EQ(split_difference(a, b), "") << "old runs do not tell";
    b.results[0].seeds = {.carve = 4, .sampling = 1, .initialisation = 1};
    EXPECT_EQ(split_difference(a, b), "seed 0 was carved with 3 and 4");
    b.results[0].seed = 1;
    EXPECT_EQ(split_difference(a, b), "") << "another seed is no pair";
    b.split = "given";
    EXPECT_EQ(split_difference(b, a), "'given' and '50/10/40 %'");
}

TEST(ComparisonGaps, NameTheRunsThatAreNotTestedAgainstTheFirst) {
    std::vector<ComparedRun> runs{run_of({"a"}, "x"), run_of({"a"}, "x"), run_of({"a"}, "y"), run_of({"a"}, "x"), {}};
    runs[0].split = runs[1].split = "given", runs[3].split = "exponential";
    const auto gaps = comparison_gaps(runs);
    ASSERT_EQ(gaps.size(), 2);
    EXPECT_EQ(gaps[0].run, 2);
    EXPECT_TRUE(gaps[0].other_data);
    EXPECT_EQ(gaps[1].run, 3);
    EXPECT_FALSE(gaps[1].other_data);
    EXPECT_EQ(gaps[1].why, "'exponential' and 'given'");
}

TEST(ComparedRun, LeavesPredictionsBehindAndIsCalledByItsFolder) {
    RunRecord record;
    record.results.push_back({.method = "plain", .seed = 0, .classes = {}, .seconds = 0, .validation_accuracy = {}});
    record.results[0].predictions.push_back({0, 0, 0, 1});
    const ComparedRun run = compared_run(record, "/runs/caltech 2/");
    EXPECT_EQ(run.name, "caltech 2");
    EXPECT_EQ(run.results.size(), 1);
    EXPECT_TRUE(run.results[0].predictions.empty());
}

} // namespace
} // namespace whydah
