#include "app/event_batch.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace whydah {
namespace {

StageProgress progress(const std::string& stage, std::int64_t done) {
    return {.stage = stage, .done = done, .total = 100, .per_second = 0, .seconds_left = -1};
}

/// "start A, 3 of A, line x": events as one readable text.
std::string told(const std::vector<Event>& events) {
    std::string text;
    for (const Event& event : events) {
        if (!text.empty()) text += ", ";
        if (const auto* s = std::get_if<StageStarted>(&event)) text += "start " + s->stage;
        if (const auto* p = std::get_if<StageProgress>(&event)) text += std::to_string(p->done) + " of " + p->stage;
        if (const auto* f = std::get_if<StageFinished>(&event)) text += "end " + f->stage;
        if (const auto* l = std::get_if<LogLine>(&event)) text += "line " + l->text;
    }
    return text;
}

TEST(EventGatherer, KeepsOnlyTheNewestProgressOfAStage) {
    EventGatherer gatherer;
    for (std::int64_t i = 1; i <= 1000; ++i) gatherer.add(progress("A", i));
    EXPECT_EQ(told(gatherer.take().events), "1000 of A");
}

TEST(EventGatherer, NeverDropsAnythingElseAndKeepsTheOrder) {
    EventGatherer gatherer;
    gatherer.add(StageStarted{.stage = "A", .unit = "steps", .total = 9});
    gatherer.add(progress("A", 1));
    gatherer.add(LogLine{.level = LogLine::Level::info, .text = "x"});
    gatherer.add(progress("A", 9));
    gatherer.add(StageFinished{.stage = "A", .seconds = 1, .note = ""});
    gatherer.add(StageStarted{.stage = "B", .unit = "steps", .total = 9});
    gatherer.add(progress("B", 2));
    gatherer.add(LogLine{.level = LogLine::Level::info, .text = "y"});
    gatherer.add(LogLine{.level = LogLine::Level::info, .text = "y"});
    EXPECT_EQ(told(gatherer.take().events), "start A, 9 of A, line x, end A, start B, 2 of B, line y, line y");
}

TEST(EventGatherer, AStageThatRunsAgainKeepsItsProgressAfterItsStart) {
    EventGatherer gatherer;
    gatherer.add(progress("A", 7));
    gatherer.add(StageFinished{.stage = "A", .seconds = 1, .note = ""});
    gatherer.add(StageStarted{.stage = "A", .unit = "steps", .total = 9});
    gatherer.add(progress("A", 1));
    EXPECT_EQ(told(gatherer.take().events), "7 of A, end A, start A, 1 of A");
}

TEST(EventGatherer, BatchesAllLossPointsInOrder) {
    EventGatherer gatherer;
    for (std::int64_t step = 0; step < 300; ++step)
        gatherer.add(LossPoint{.method = "m", .seed = 0, .block = 1, .step = step, .regression = 0, .task = 0});
    const EventBatch batch = gatherer.take();
    EXPECT_TRUE(batch.events.empty());
    ASSERT_EQ(batch.losses.size(), 300u);
    for (std::size_t i = 0; i < 300; ++i) EXPECT_EQ(batch.losses[i].step, static_cast<std::int64_t>(i));
}

BlockProgress look(std::int64_t block, std::int64_t step, bool finished = false, std::int64_t net = 0) {
    BlockProgress out;
    out.method = "m", out.net = net, out.block = block, out.step = step, out.finished = finished;
    return out;
}

TEST(EventGatherer, OfABlockInTrainingKeepsTheNewestLookAndNeverDropsItsEnd) {
    EventGatherer gatherer;
    for (std::int64_t step = 1; step < 50; ++step) gatherer.add(look(1, step));
    gatherer.add(look(1, 50, true));
    gatherer.add(look(0, 51));
    gatherer.add(look(0, 52));
    EXPECT_FALSE(gatherer.empty());
    EventBatch batch = gatherer.take();
    ASSERT_EQ(batch.blocks.size(), 2U);
    EXPECT_TRUE(batch.blocks[0].finished);
    EXPECT_EQ(batch.blocks[1].step, 52);
    for (std::int64_t net = 0; net < 3; ++net) gatherer.add(look(0, 100, true, net));
    EXPECT_EQ(gatherer.take().blocks.size(), 3U) << "of three nets";
    EXPECT_TRUE(gatherer.empty());
}

TEST(EventGatherer, IsEmptyAfterTaking) {
    EventGatherer gatherer;
    gatherer.add(progress("A", 1));
    gatherer.take();
    EXPECT_TRUE(gatherer.empty());
    gatherer.add(progress("A", 2));
    EXPECT_EQ(told(gatherer.take().events), "2 of A");
}

} // namespace
} // namespace whydah
