#include "widgets/stage_list.h"

#include "widgets/duration_text.h"
#include "widgets/run_status.h"

#include <QHeaderView>
#include <QTreeWidget>

#include <gtest/gtest.h>

namespace whydah {
namespace {

using State = StageList::State;

TEST(StageList, FollowsARunThroughItsStages) {
    StageList list;
    list.show_plan({{"Reading", "Seed 0 / Classifiers", "Seed 0 / MetaModelNet"}});
    EXPECT_EQ(list.stage_count(), 3);
    EXPECT_EQ(list.state("Reading"), State::waiting);
    list.start({.stage = "Reading", .unit = "images", .total = 2000});
    EXPECT_EQ(list.state("Reading"), State::running);
    EXPECT_EQ(list.text("Reading"), "0 of 2,000 images");
    list.show_progress({.stage = "Reading", .done = 1500, .total = 2000, .per_second = 100, .seconds_left = 5});
    EXPECT_EQ(list.text("Reading"), "1,500 of 2,000 images");
    list.finish({.stage = "Reading", .seconds = 1.26, .note = ""});
    EXPECT_EQ(list.state("Reading"), State::done);
    EXPECT_EQ(list.text("Reading"), "1.3 s");
    EXPECT_EQ(list.done_count(), 1);
}

TEST(StageList, AStageWithoutTotalSaysSo) {
    StageList list;
    list.start({.stage = "Reading", .unit = "files", .total = 0});
    list.show_progress({.stage = "Reading", .done = 12, .total = 0, .per_second = 3, .seconds_left = -1});
    EXPECT_EQ(list.text("Reading"), "12 files, total not known");
}

TEST(StageList, WithoutARunItSaysWhatToDo) {
    StageList list;
    list.show();
    EXPECT_FALSE(list.hint().isEmpty());
    EXPECT_FALSE(list.findChild<QTreeWidget*>()->isVisible());
    list.show_plan({{"Reading"}});
    EXPECT_TRUE(list.hint().isEmpty());
    EXPECT_TRUE(list.findChild<QTreeWidget*>()->isVisible());
    list.clear();
    EXPECT_FALSE(list.hint().isEmpty());
}

TEST(StageList, ANarrowListGivesTheSpeedsRoomToTheProgress) {
    StageList list;
    list.start({.stage = "Features", .unit = "images", .total = 8677});
    auto* tree = list.findChild<QTreeWidget*>();
    const auto progress_width = [&](int width) {
        list.resize(width, 300);
        list.show();
        return tree->columnWidth(1);
    };
    const int needed = list.fontMetrics().horizontalAdvance("8,000 of 8,677 images");
    EXPECT_GE(progress_width(495), needed);
    EXPECT_TRUE(tree->isColumnHidden(2));
    EXPECT_GE(progress_width(900), needed);
    EXPECT_FALSE(tree->isColumnHidden(2));
}

TEST(StageList, AddsAStageThatWasNotPlanned) {
    StageList list;
    list.show_plan({{"Reading"}});
    list.start({.stage = "Proximal fine-tuning", .unit = "classifiers", .total = 1});
    EXPECT_EQ(list.stage_count(), 2);
}

TEST(StageList, MarksOnlyRunningStagesAtTheEnd) {
    StageList list;
    list.show_plan({{"A", "B", "C"}});
    list.start({.stage = "A", .unit = "steps", .total = 1});
    list.finish({.stage = "A", .seconds = 1, .note = ""});
    list.start({.stage = "B", .unit = "steps", .total = 1});
    list.end(State::stopped);
    EXPECT_EQ(list.state("A"), State::done);
    EXPECT_EQ(list.state("B"), State::stopped);
    EXPECT_EQ(list.state("C"), State::waiting);
}

TEST(StageList, AStageThatWasStoppedWithoutTotalShowsNoBarThatGoesOn) {
    StageList list;
    list.start({.stage = "MetaModelNet", .unit = "", .total = 0});
    list.end(State::stopped);
    EXPECT_EQ(list.text("MetaModelNet"), "stopped here");
    const auto* tree = list.findChild<QTreeWidget*>();
    EXPECT_FALSE(tree->topLevelItem(0)->data(1, StageList::share_role).isValid());
    list.start({.stage = "Episodes", .unit = "classifiers", .total = 32});
    list.end(State::failed);
    EXPECT_EQ(list.text("Episodes"), "0 of 32 classifiers") << "how far it came stays";
}

TEST(StageList, GroupsStagesOfASeedAndMarksTheGroup) {
    StageList list;
    list.show_plan({{"Seed 0 / A", "Seed 0 / B", "Seed 1 / A"}});
    auto* tree = list.findChild<QTreeWidget*>();
    ASSERT_EQ(tree->topLevelItemCount(), 2);
    const auto state = [&](int item) {
        return static_cast<State>(tree->topLevelItem(item)->data(0, StageList::state_role).toInt());
    };
    EXPECT_EQ(tree->topLevelItem(0)->text(0), "Seed 0");
    list.start({.stage = "Seed 0 / A", .unit = "steps", .total = 1});
    EXPECT_EQ(state(0), State::running);
    list.finish({.stage = "Seed 0 / A", .seconds = 1, .note = ""});
    EXPECT_EQ(state(0), State::running);
    list.finish({.stage = "Seed 0 / B", .seconds = 1, .note = ""});
    EXPECT_EQ(state(0), State::done);
    EXPECT_EQ(state(1), State::waiting);
}

/// The view beside the data and the form is 490 pixels wide in a window of 1280.
TEST(StageList, ShowsHowFarAStageIsAlsoWhereItIsNarrow) {
    StageList list;
    list.show_plan({{"Reading", "Features", "MetaModelNet, paper-literal"}});
    list.start({.stage = "Features", .unit = "images", .total = 19250});
    list.show_progress({.stage = "Features", .done = 12304, .total = 19250, .per_second = 36, .seconds_left = 474});
    auto* tree = list.findChild<QTreeWidget*>();
    const int needed = list.fontMetrics().horizontalAdvance(list.text("Features")) + 12; // and the delegate's margins
    const int name = tree->header()->sectionSize(0), time = tree->header()->sectionSize(3);
    list.resize(name + time + needed + 40, 240);
    list.show();
    EXPECT_FALSE(list.shows_speed());
    EXPECT_GE(tree->columnWidth(1), needed) << "nothing of it is cut off";
    EXPECT_TRUE(tree->topLevelItem(1)->toolTip(1).contains("36 images/s")) << "the speed is still told";
    list.resize(900, 240);
    EXPECT_TRUE(list.shows_speed());
    EXPECT_GE(tree->columnWidth(1), needed);
}

TEST(DurationText, ReadsAsAClock) {
    EXPECT_EQ(clock_text(5), "0:05");
    EXPECT_EQ(clock_text(71.2), "1:12");
    EXPECT_EQ(clock_text(3723), "1:02:03");
    EXPECT_EQ(clock_text(-1), "");
    EXPECT_EQ(duration_text(0.44), "0.4 s");
    EXPECT_EQ(duration_text(12.4), "12 s");
    EXPECT_EQ(duration_text(185), "3:05");
    EXPECT_EQ(rate_text(84.6, "images"), "85 images/s");
    EXPECT_EQ(rate_text(0.42, "steps"), "0.4 steps/s");
    EXPECT_EQ(rate_text(0.031, "models"), "0.03 models/s");
    EXPECT_EQ(rate_text(0, "steps"), "");
}

TEST(StageList, TellsFactsBesideItsTitleUntilItIsCleared) {
    StageList list;
    list.show_facts("run 12:34 left · memory 412 MiB");
    EXPECT_EQ(list.facts(), "run 12:34 left · memory 412 MiB");
    list.clear();
    EXPECT_EQ(list.facts(), "");
}

TEST(RunStatus, TellsTheTimeLeftOfTheStageAndOfTheRunWithADashForWhatIsNotKnown) {
    RunStatus status;
    status.show_progress("Opening", 0.5, 5);
    EXPECT_EQ(status.left_text(), "0:05 left");
    status.show_progress("plain", 0.5, 5, 754);
    EXPECT_EQ(status.left_text(), "stage 0:05 · run 12:34 left");
    status.show_progress("plain", 0.5, 5, -1);
    EXPECT_EQ(status.left_text(), "stage 0:05 · run – left");
    status.show_idle("Ready");
    EXPECT_EQ(status.left_text(), "");
}

TEST(RunStatus, HidesProblemsWhereThereAreNone) {
    RunStatus status;
    status.show();
    status.show_counts(5, 0, 0);
    const auto buttons = status.findChildren<QToolButton*>();
    ASSERT_EQ(buttons.size(), 2);
    EXPECT_EQ(buttons[0]->text(), "Log");
    EXPECT_TRUE(buttons[1]->isHidden());
    status.show_counts(5, 2, 1);
    EXPECT_EQ(buttons[0]->text(), "Log (2 warnings)");
    EXPECT_EQ(buttons[1]->text(), "1 problem");
    EXPECT_FALSE(buttons[1]->isHidden());
}

} // namespace
} // namespace whydah
