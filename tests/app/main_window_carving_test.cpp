#include "app/view_tabs.h"
#include "app/window_actions.h"
#include "widgets/carving_panel.h"
#include "widgets/class_histogram.h"
#include "widgets/distribution_view.h"
#include "widgets/slider_box.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QPushButton>
#include <QSettings>

#include <gmock/gmock.h>

namespace whydah {
namespace {

using test::FakeCore;
using testing::HasSubstr;

class MainWindowCarvingTest : public test::MainWindowTest {
protected:
    CarvingPanel& panel() { return *bench().distribution()->carving(); }
    void show_carving() { bench().distribution()->show_page(DistributionView::Page::carving); }
    bool counted() {
        return QTest::qWaitFor([&] { return panel().has_counts(); });
    }
};

TEST_F(MainWindowCarvingTest, ImagesAreCountedWhenThePageIsLookedAtAndOnce) {
    ASSERT_TRUE(open());
    EXPECT_EQ(FakeCore::counted, 0);
    show_carving();
    ASSERT_TRUE(counted());
    bench().distribution()->show_page(DistributionView::Page::bars);
    show_carving();
    QTest::qWait(50);
    EXPECT_EQ(FakeCore::counted, 1);
}

TEST_F(MainWindowCarvingTest, WhatIsUsedGoesIntoTheOptionsAndSplitsTheDataAnew) {
    ASSERT_TRUE(open());
    show_carving();
    ASSERT_TRUE(counted());
    panel().split_box()->setCurrentIndex(1);
    Q_EMIT panel().split_box()->activated(1);
    panel().imbalance()->box()->setValue(25);
    QSignalSpy opened(window.get(), &MainWindow::opened);
    panel().use_button()->click();
    const DataOptions data = bench().form()->options().data;
    EXPECT_EQ(data.split, "exponential");
    EXPECT_EQ(data.imbalance_factor, 25);
    ASSERT_TRUE(opened.wait(5000)) << "again, by the new split";
    EXPECT_EQ(FakeCore::last_opened.data.imbalance_factor, 25);
    EXPECT_EQ(panel().imbalance()->value(), 25);
    EXPECT_TRUE(panel().edits().empty());
}

TEST_F(MainWindowCarvingTest, ListsAreExportedByTheShownCarvingAndTheStatusSaysSo) {
    ASSERT_TRUE(open());
    show_carving();
    ASSERT_TRUE(counted());
    panel().split_box()->setCurrentIndex(1);
    Q_EMIT panel().split_box()->activated(1);
    panel().imbalance()->box()->setValue(40);
    QSignalSpy written(&window->carving(), &CarvingSession::written);
    window->carving().export_to("/somewhere");
    ASSERT_TRUE(written.wait(5000));
    EXPECT_EQ(FakeCore::last_exported.data.imbalance_factor, 40);
    EXPECT_EQ(FakeCore::last_exported.data.data, "/made-up");
    EXPECT_THAT(status(), HasSubstr("10 training, 2 validation and 5 test images"));
    EXPECT_THAT(status(), HasSubstr("1 path with white space"));
}

TEST_F(MainWindowCarvingTest, TheMenuExportsListsFromAnyView) {
    EXPECT_FALSE(window->actions().export_lists->isEnabled()) << "of what?";
    ASSERT_TRUE(open());
    bench().views()->show_view("Runs");
    window->actions().export_lists->trigger();
    EXPECT_TRUE(panel().isVisible()) << "what is exported is seen";
    auto* dialog = panel().findChild<QFileDialog*>();
    ASSERT_NE(dialog, nullptr);
    ASSERT_TRUE(counted());
    QSignalSpy written(&window->carving(), &CarvingSession::written);
    Q_EMIT dialog->fileSelected("/somewhere");
    ASSERT_TRUE(written.wait(5000));
    EXPECT_EQ(FakeCore::last_exported.data.data, "/made-up");
    delete dialog;
    QSettings().remove("dialogs");
}

TEST_F(MainWindowCarvingTest, DataThatCannotBeCountedSaysWhy) {
    ASSERT_TRUE(open("/uncounted"));
    QSignalSpy failed(&window->carving(), &CarvingSession::failed);
    show_carving();
    ASSERT_TRUE(failed.count() > 0 || failed.wait(5000));
    EXPECT_FALSE(panel().has_counts());
}

TEST_F(MainWindowCarvingTest, AnotherDataSetIsCountedAnew) {
    ASSERT_TRUE(open());
    show_carving();
    ASSERT_TRUE(counted());
    ASSERT_TRUE(open("/other"));
    show_carving();
    EXPECT_TRUE(QTest::qWaitFor([&] { return FakeCore::counted == 2; }));
}

TEST_F(MainWindowCarvingTest, ABandsEdgeThatIsDraggedChangesTheRuleOfTheFormAndOfAllViews) {
    ASSERT_TRUE(open());
    Q_EMIT bench().histogram()->rule_moved({.many_above = 50, .few_below = 10});
    const RunOptions run = bench().form()->options().run;
    EXPECT_EQ(run.many_above, 50);
    EXPECT_EQ(run.few_below, 10);
    bench().form()->edit("bands", "oltr");
    Q_EMIT bench().histogram()->rule_moved({.many_above = 60, .few_below = 10});
    EXPECT_EQ(bench().form()->options().run.band_rule(), (BandRule{.many_above = 60, .few_below = 10}));
    const int middle = bench().histogram()->shown_order()[12];
    EXPECT_THAT(bench().histogram()->class_text(middle).toStdString(), HasSubstr("medium"));
}

} // namespace
} // namespace whydah
