// Panels can be moved, and are found again where they were.
#include "app/font_size.h"
#include "app/side_panel.h"
#include "app/view_tabs.h"
#include "app/window_actions.h"
#include "support/settled.h"
#include "widgets/data_panel.h"
#include "window_fixture.h"

#include <QMenuBar>
#include <QScreen>
#include <QSettings>

namespace whydah {
namespace {

class Panels : public test::MainWindowTest {
protected:
    Panels() { QSettings().remove("layout"); }
    SidePanel& panel(const QString& title) {
        for (SidePanel* of : bench().panels())
            if (of->windowTitle() == title) return *of;
        throw std::logic_error("no such panel");
    }
    /// The window is closed, and the program started again.
    bool start_again() {
        EXPECT_TRUE(test::settles());
        EXPECT_TRUE(window->close());
        return start_from_settings();
    }
    bool start_from_settings() {
        window = std::make_unique<MainWindow>(test::FakeCore::api);
        window->resize(1280, 800);
        window->restore_layout(false);
        window->show();
        return open() && test::settles();
    }
    void expect_usual_places() {
        ASSERT_TRUE(test::settles());
        const QRect views = on_bench(*bench().views());
        for (const char* title : {"Data", "Class", "Experiment", "Results"}) {
            EXPECT_TRUE(panel(title).is_in_front()) << title;
            EXPECT_FALSE(panel(title).isFloating()) << title;
        }
        EXPECT_LT(on_bench(panel("Data")).right(), views.left());
        EXPECT_LT(on_bench(panel("Data")).bottom(), on_bench(panel("Class")).top());
        EXPECT_GT(on_bench(panel("Experiment")).left(), views.right());
        EXPECT_LT(on_bench(panel("Experiment")).bottom(), on_bench(panel("Results")).top());
        EXPECT_GE(views.width(), 400);
        EXPECT_FALSE(bench().is_log_open());
    }
    QRect on_bench(const QWidget& part) { return {part.mapTo(&bench(), QPoint()), part.size()}; }
};

TEST_F(Panels, StandAroundTheViewsAtFirst) {
    ASSERT_TRUE(open());
    expect_usual_places();
}

TEST_F(Panels, AreClosedAndBroughtBackByKeys) {
    ASSERT_TRUE(open());
    window->activateWindow();
    QTest::keyClick(window.get(), Qt::Key_1, Qt::AltModifier);
    EXPECT_TRUE(panel("Data").isHidden());
    QTest::keyClick(window.get(), Qt::Key_1, Qt::AltModifier);
    EXPECT_TRUE(panel("Data").is_in_front());
    EXPECT_TRUE(panel("Data").isAncestorOf(window->focusWidget()));
    QTest::keyClick(window.get(), Qt::Key_L, Qt::ControlModifier);
    EXPECT_TRUE(bench().is_log_open());
    EXPECT_TRUE(window->actions().log->isChecked());
    QTest::keyClick(window.get(), Qt::Key_L, Qt::ControlModifier);
    EXPECT_FALSE(bench().is_log_open());
}

TEST_F(Panels, AKeyBringsForwardWhatIsBehindAnotherTab) {
    ASSERT_TRUE(open());
    bench().tabifyDockWidget(&panel("Class"), &panel("Data"));
    panel("Class").raise();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !panel("Data").is_in_front(); }));
    QTest::keyClick(window.get(), Qt::Key_1, Qt::AltModifier);
    EXPECT_TRUE(QTest::qWaitFor([&] { return panel("Data").is_in_front(); }));
    EXPECT_FALSE(panel("Class").isHidden());
}

TEST_F(Panels, SearchingClassesOpensTheClosedPanel) {
    ASSERT_TRUE(open());
    panel("Data").close();
    window->actions().search->trigger();
    EXPECT_TRUE(panel("Data").is_in_front());
    EXPECT_TRUE(panel("Data").isAncestorOf(window->focusWidget()));
}

TEST_F(Panels, StandWhereTheyWereAfterARestart) {
    ASSERT_TRUE(open());
    panel("Results").close();
    panel("Class").setFloating(true);
    bench().addDockWidget(Qt::RightDockWidgetArea, &panel("Data"));
    bench().set_log_open(true);
    ASSERT_TRUE(start_again());
    EXPECT_TRUE(panel("Results").isHidden());
    EXPECT_TRUE(panel("Class").isFloating());
    EXPECT_TRUE(panel("Class").isVisible());
    EXPECT_EQ(bench().dockWidgetArea(&panel("Data")), Qt::RightDockWidgetArea);
    EXPECT_TRUE(bench().is_log_open());
    EXPECT_TRUE(window->actions().log->isChecked());
}

/// Counts how often a widget is painted.
class PaintCount : public QObject {
public:
    explicit PaintCount(QWidget& of) { of.installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override {
        painted += event->type() == QEvent::Paint;
        return false;
    }
    int painted = 0;
};

TEST_F(Panels, WhatFloatsIsPaintedAfterARestart) {
    ASSERT_TRUE(open());
    panel("Class").setFloating(true);
    ASSERT_TRUE(start_again());
    ASSERT_TRUE(panel("Class").isVisible());
    PaintCount count(panel("Class"));
    panel("Class").update();
    EXPECT_TRUE(QTest::qWaitFor([&] { return count.painted > 0; }, 1000));
}

TEST_F(Panels, AWindowThatNeverLeftTheStartPageKeepsTheLayoutOfTheOneBefore) {
    ASSERT_TRUE(open());
    panel("Results").close();
    ASSERT_TRUE(test::settles());
    ASSERT_TRUE(window->close());
    window = std::make_unique<MainWindow>(test::FakeCore::api);
    window->restore_layout(false);
    window->show();
    ASSERT_TRUE(window->shows_start_page());
    EXPECT_FALSE(panel("Class").isVisible());
    ASSERT_TRUE(start_again());
    EXPECT_TRUE(panel("Results").isHidden());
}

TEST_F(Panels, AFloatingPanelOfAScreenThatIsGoneComesIntoSight) {
    ASSERT_TRUE(open());
    panel("Class").setFloating(true);
    panel("Class").move(90000, 70000);
    ASSERT_TRUE(start_again());
    EXPECT_TRUE(panel("Class").isFloating());
    EXPECT_TRUE(window->screen()->availableGeometry().intersects(panel("Class").geometry()));
}

TEST_F(Panels, AnUnreadableLayoutGivesTheUsualPlaces) {
    ASSERT_TRUE(open());
    panel("Class").setFloating(true);
    const QByteArray right = bench().panel_layout();
    QByteArray other_version = right, noise = right;
    other_version[7] = 99; // marker and version: two numbers of four bytes
    for (int i = 8; i < noise.size(); ++i) noise[i] = static_cast<char>(7 * i + 3);
    for (const QByteArray& bad :
         {QByteArray("nonsense"), right.left(right.size() / 2), right.left(12), other_version, noise, QByteArray(4096, '\xff')}) {
        QSettings().setValue("layout/panels", bad);
        ASSERT_TRUE(start_from_settings());
        expect_usual_places();
    }
    QSettings().setValue("layout/panels", right);
    ASSERT_TRUE(start_from_settings());
    EXPECT_TRUE(panel("Class").isFloating()) << "the right one is still read";
}

TEST_F(Panels, TheLayoutIsResetByAnAction) {
    ASSERT_TRUE(open());
    panel("Data").close();
    panel("Class").setFloating(true);
    bench().tabifyDockWidget(&panel("Experiment"), &panel("Results"));
    bench().set_log_open(true);
    window->actions().reset_layout->trigger();
    expect_usual_places();
}

TEST_F(Panels, GrowAndShrinkWithTheText) {
    ASSERT_TRUE(open());
    window->resize(1700, 800);
    ASSERT_TRUE(test::settles());
    const double usual = QApplication::font().pointSizeF();
    const int data = panel("Data").width(), experiment = panel("Experiment").width();
    const auto becomes = [&](const char* title, double width) {
        return QTest::qWaitFor([&] { return std::abs(panel(title).width() - width) < 6; });
    };
    apply_font_size(1.3 * usual, false);
    EXPECT_TRUE(becomes("Data", 1.3 * data)) << panel("Data").width();
    EXPECT_TRUE(becomes("Experiment", 1.3 * experiment)) << panel("Experiment").width();
    EXPECT_GE(on_bench(*bench().views()).width(), 400);
    apply_font_size(usual, false);
    EXPECT_TRUE(becomes("Data", data)) << panel("Data").width();
    EXPECT_TRUE(becomes("Experiment", experiment)) << panel("Experiment").width();
}

TEST_F(Panels, OfALargerWindowTheResultsGetTheirPart) {
    ASSERT_TRUE(open());
    const int before = panel("Results").width();
    window->resize(1880, 800);
    ASSERT_TRUE(test::settles());
    EXPECT_NEAR(panel("Results").width(), before + 200, 4);
    EXPECT_NEAR(panel("Data").width(), 272, 4);
    window->resize(1280, 800);
    ASSERT_TRUE(test::settles());
    EXPECT_NEAR(panel("Results").width(), before, 4);
}

} // namespace
} // namespace whydah
