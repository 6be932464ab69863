// What can be regretted can be taken back.
#include "app/options_history.h"
#include "support/temporary_folder.h"
#include "widgets/class_histogram.h"
#include "widgets/queue_table.h"
#include "widgets/queue_view.h"
#include "window_fixture.h"

#include <QComboBox>

#include <gmock/gmock.h>

namespace whydah {
namespace {

using testing::ElementsAre;

class Regrets : public test::MainWindowTest {
protected:
    Regrets() {
        window->set_workspace(QString::fromStdString((workspace / "w").string()), false);
        QTest::qWait(30);
        EXPECT_TRUE(QTest::qWaitFor([&] { return queue().is_loaded(); }));
    }
    OptionsHistory& history() { return *bench().form()->findChild<OptionsHistory*>(); }
    ExperimentOptions options() { return bench().form()->options(); }
    RunQueue& queue() { return window->queue(); }
    QueueView& view() { return *bench().queue(); }
    std::vector<std::int64_t> order() {
        std::vector<std::int64_t> ids;
        for (const QueueEntry& entry : queue().list().entries()) ids.push_back(entry.id);
        return ids;
    }
    test::TemporaryFolder workspace;
};

TEST_F(Regrets, APresetThatReplacedOnesOwnValues) {
    ASSERT_TRUE(open());
    type("strength", "0.75");
    QTest::qWait(1);
    type("layers", "3");
    const ExperimentOptions mine = options();
    QTest::qWait(1);
    auto* presets = bench().form()->findChild<QComboBox*>("preset");
    Q_EMIT presets->activated(1);
    ASSERT_NE(equivalent_command(options()), equivalent_command(mine));
    history().undo->trigger();
    EXPECT_EQ(equivalent_command(options()), equivalent_command(mine));
    history().redo->trigger();
    EXPECT_NE(equivalent_command(options()), equivalent_command(mine));
    history().undo->trigger();
    history().undo->trigger();
    EXPECT_EQ(options().meta.layers, ExperimentOptions().meta.layers);
    EXPECT_EQ(options().meta.strength, 0.75);
    history().undo->trigger();
    EXPECT_EQ(options().meta.strength, ExperimentOptions().meta.strength);
    EXPECT_FALSE(history().undo->isEnabled());
}

TEST_F(Regrets, EdgesOfBandsThatWereDragged) {
    ASSERT_TRUE(open());
    BandRule moved = options().run.band_rule();
    for (int step = 1; step <= 5; ++step) { // a drag
        moved.many_above = 100 - step, moved.few_below = 20 - step;
        Q_EMIT bench().histogram()->rule_moved(moved);
        QTest::qWait(1);
    }
    ASSERT_EQ(options().run.many_above, 95);
    history().undo->trigger();
    while (history().undo->isEnabled()) history().undo->trigger();
    EXPECT_EQ(options().run.many_above, 100);
    EXPECT_EQ(options().run.few_below, 20);
}

TEST_F(Regrets, ASplitOptionThatMadeTheDataAnew) {
    ASSERT_TRUE(open());
    bench().form()->edit("drop", "7");
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench().dataset().split == "drop 7"; }));
    history().undo->trigger();
    EXPECT_TRUE(QTest::qWaitFor([&] { return bench().dataset().split != "drop 7"; })) << "what follows from an edit follows";
}

TEST_F(Regrets, OptionsOfOtherDataAreNotMixedUp) {
    ASSERT_TRUE(open());
    type("strength", "0.75");
    ASSERT_TRUE(history().undo->isEnabled());
    ASSERT_TRUE(open("/other"));
    EXPECT_FALSE(history().undo->isEnabled());
    EXPECT_EQ(options().data.data, "/other");
}

TEST_F(Regrets, ExperimentsTakenFromTheQueue) {
    test::FakeCore::hold_run = true; // the first one, which cannot be removed
    ASSERT_TRUE(open());
    for (int i = 0; i < 4; ++i) window->enqueue();
    const std::vector<std::int64_t> all = order();
    ASSERT_TRUE(QTest::qWaitFor([&] { return queue().active_id() == all[0]; }));
    window->show_view("Queue");
    view().table()->select(all[1]);
    view().remove->trigger();
    QTest::qWait(1);
    EXPECT_EQ(view().done_text().toStdString(), "Removed: 1 experiment");
    view().table()->selectAll();
    view().remove->trigger();
    QTest::qWait(1);
    EXPECT_THAT(order(), ElementsAre(all[0]));
    EXPECT_EQ(view().done_text().toStdString(), "Removed: 2 experiments");
    window->activateWindow();
    view().table()->setFocus();
    QTest::keyClick(view().table(), Qt::Key_Z, Qt::ControlModifier);
    EXPECT_THAT(order(), ElementsAre(all[0], all[2], all[3])) << "what was removed at once";
    view().undo->trigger();
    EXPECT_EQ(order(), all) << "where they were";
    EXPECT_EQ(view().current(), all[1]) << "what came back is in sight";
    EXPECT_EQ(view().done_text(), "");
    EXPECT_FALSE(view().undo->isEnabled());
}

TEST_F(Regrets, FinishedExperimentsThatWereCleared) {
    ASSERT_TRUE(open());
    window->enqueue();
    window->enqueue();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !queue().busy() && !queue().list().next(); }));
    const std::vector<std::int64_t> all = order();
    const std::string folder = queue().list().entries()[0].folder;
    view().clear->trigger();
    EXPECT_TRUE(order().empty());
    view().undo->trigger();
    EXPECT_EQ(order(), all);
    EXPECT_EQ(queue().list().entries()[0].folder, folder);
    EXPECT_EQ(queue().list().entries()[0].state, QueueState::completed);
}

} // namespace
} // namespace whydah
