#include "app/run_progress.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

LossPoint loss_of_block(std::int64_t block) {
    LossPoint point;
    point.method = "meta_model_net", point.block = block;
    return point;
}

TEST(RunProgress, SaysWhatHowFarOfWhatAndTheTimeLeft) {
    RunProgress progress;
    EXPECT_EQ(progress.text(), "Starting");
    progress.take({.events = {RunPlan{{"Reading", "Seed 1 / MetaModelNet"}},
                              StageStarted{.stage = "Reading", .unit = "images", .total = 2000},
                              StageFinished{.stage = "Reading", .seconds = 1, .note = ""},
                              StageStarted{.stage = "Seed 1 / MetaModelNet", .unit = "steps", .total = 1000},
                              StageProgress{.stage = "Seed 1 / MetaModelNet",
                                            .done = 610,
                                            .total = 1000,
                                            .per_second = 100,
                                            .seconds_left = 3.9}},
                   .losses = {loss_of_block(6), loss_of_block(5), loss_of_block(4)}});
    EXPECT_EQ(progress.text(),
              "Seed 1 · MetaModelNet · block 4, 3 of 7 back to front · 610 of 1,000 steps · stage 2 of 2");
    EXPECT_EQ(progress.shorter(),
              (QStringList{"Seed 1 · MetaModelNet · 610 of 1,000 steps · stage 2 of 2",
                           "Seed 1 · MetaModelNet · stage 2 of 2", "MetaModelNet · stage 2 of 2", "stage 2 of 2"}));
    EXPECT_NEAR(progress.share(), 0.61, 1e-9);
    EXPECT_NEAR(progress.seconds_left(), 3.9, 1e-9);
}

TEST(RunProgress, AStageWithoutTotalSaysSo) {
    RunProgress progress;
    progress.take(
        {.events = {StageStarted{.stage = "Reading", .unit = "files", .total = 0},
                    StageProgress{.stage = "Reading", .done = 12, .total = 0, .per_second = 1, .seconds_left = -1}},
         .losses = {}});
    EXPECT_EQ(progress.text(), "Reading · 12 files, total not known");
    EXPECT_LT(progress.share(), 0);
}

} // namespace
} // namespace whydah
