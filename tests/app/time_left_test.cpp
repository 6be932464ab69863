#include "app/time_left.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

ExperimentOptions of_seeds(std::int64_t seeds, std::int64_t first = 0) {
    ExperimentOptions options;
    options.data.data = "/made-up";
    options.run.seeds = seeds, options.run.seed = first;
    return options;
}

RunPlan plan(std::int64_t seeds) {
    RunPlan out{{"Reading"}};
    for (std::int64_t seed = 0; seed < seeds; ++seed)
        for (const char* stage : {"plain", "MetaModelNet"})
            out.stages.push_back((seeds > 1 ? "Seed " + std::to_string(seed) + " / " : "") + stage);
    return out;
}

StageStarted start(const std::string& stage) { return {.stage = stage, .unit = "steps", .total = 100}; }
StageFinished finish(const std::string& stage, double seconds, const std::string& note = "") {
    return {.stage = stage, .seconds = seconds, .note = note};
}
StageProgress half(const std::string& stage, double left) {
    return {.stage = stage, .done = 50, .total = 100, .per_second = 10, .seconds_left = left};
}

TEST(TimeLeft, IsNotKnownUntilASeedIsDoneAndThenIsOfAllSeedsAndStages) {
    TimeLeft time;
    EXPECT_LT(time.seconds(), 0);
    time.begin(of_seeds(3));
    time.take(plan(3));
    time.take(finish("Reading", 1));
    time.take(start("Seed 0 / plain"));
    time.take(half("Seed 0 / plain", 5));
    EXPECT_LT(time.seconds(), 0) << "nobody knows what MetaModelNet takes";
    time.take(finish("Seed 0 / plain", 10));
    time.take(start("Seed 0 / MetaModelNet"));
    EXPECT_LT(time.seconds(), 0);
    time.take(finish("Seed 0 / MetaModelNet", 100));
    EXPECT_DOUBLE_EQ(time.seconds(), 2 * 110);
    time.take(start("Seed 1 / plain"));
    EXPECT_DOUBLE_EQ(time.seconds(), 2 * 110) << "as long as the first seed's, until it tells of itself";
    time.take(half("Seed 1 / plain", 7));
    EXPECT_DOUBLE_EQ(time.seconds(), 7 + 100 + 110);
    time.take(finish("Seed 1 / plain", 20));
    EXPECT_DOUBLE_EQ(time.seconds(), 100 + 15 + 100) << "the mean of both seeds";
}

TEST(TimeLeft, OfTheLastStageIsThatStagesOwn) {
    TimeLeft time;
    time.begin(of_seeds(1));
    time.take(plan(1));
    time.take(finish("plain", 2));
    time.take(start("MetaModelNet"));
    time.take(half("MetaModelNet", 30));
    EXPECT_DOUBLE_EQ(time.seconds(), 30);
    time.take(finish("MetaModelNet", 60));
    EXPECT_DOUBLE_EQ(time.seconds(), 0);
    time.end();
    EXPECT_LT(time.seconds(), 0);
}

TEST(TimeLeft, LearnsFromEarlierRunsOfTheSameWorkAlone) {
    TimeLeft time;
    time.begin(of_seeds(1));
    time.take(plan(1));
    EXPECT_LT(time.seconds_of(of_seeds(4, 7)), 0);
    for (const StageFinished& stage : {finish("Reading", 1), finish("plain", 2), finish("MetaModelNet", 60)})
        time.take(stage);
    EXPECT_DOUBLE_EQ(time.seconds_of(of_seeds(4, 7)), 1 + 4 * 62) << "the data are read once";
    ExperimentOptions other = of_seeds(1);
    other.meta.meta_steps += 1;
    EXPECT_LT(time.seconds_of(other), 0);
    time.begin(other);
    time.take(plan(1));
    EXPECT_LT(time.seconds(), 0);
    time.begin(of_seeds(2, 5));
    time.take(plan(2));
    EXPECT_DOUBLE_EQ(time.seconds(), 1 + 2 * 62) << "known from its first moment";
}

TEST(TimeLeft, WhatCameOutOfACacheTellsNothing) {
    TimeLeft time;
    time.begin(of_seeds(2));
    time.take(plan(2));
    time.take(finish("Reading", 1));
    time.take(finish("Seed 0 / plain", 0.01, "from the cache"));
    time.take(finish("Seed 0 / MetaModelNet", 60));
    EXPECT_LT(time.seconds(), 0);
}

} // namespace
} // namespace whydah
