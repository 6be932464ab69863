#include "window_fixture.h"

#include "app/view_tabs.h"
#include "widgets/class_histogram.h"
#include "widgets/command_palette.h"
#include "widgets/data_panel.h"
#include "widgets/gain_plot.h"
#include "widgets/help_window.h"

#include <QApplication>
#include <QLineEdit>

namespace whydah {
namespace {

using test::MainWindowTest;

TEST_F(MainWindowTest, F1OpensThePageOfWhatIsInFrontOrHasTheFocus) {
    window->actions().help->trigger();
    ASSERT_NE(window->help(), nullptr);
    EXPECT_EQ(window->help()->page(), "first-steps");
    ASSERT_TRUE(open());
    const auto page_with_focus_in = [&](QWidget* widget) {
        window->help()->close();
        window->activateWindow();
        widget->setFocus();
        EXPECT_TRUE(QTest::qWaitFor([&] { const QWidget* focus = QApplication::focusWidget();
                                      return focus && (focus == widget || widget->isAncestorOf(focus)); }));
        window->actions().help->trigger();
        return window->help()->page();
    };
    EXPECT_EQ(page_with_focus_in(field("data")), "options");
    bench().views()->show_view("Accuracy");
    EXPECT_EQ(page_with_focus_in(bench().gain_plot()), "statistics");
}

TEST_F(MainWindowTest, AViewThatIsAskedForTakesTheKeys) {
    ASSERT_TRUE(open());
    for (const QString& name : bench().views()->view_names()) {
        bench().data_panel()->search()->setFocus();
        QAction* action = nullptr;
        for (QAction* a : window->findChildren<QAction*>())
            if (a->text().remove(u'&') == name) action = a;
        ASSERT_NE(action, nullptr) << name.toStdString();
        action->trigger();
        const QWidget* focus = window->focusWidget();
        ASSERT_NE(focus, nullptr) << name.toStdString();
        EXPECT_TRUE(bench().views()->front_widget()->isAncestorOf(focus) || focus == bench().views()->front_widget())
            << name.toStdString() << ": " << focus->metaObject()->className() << " has the focus";
    }
}

TEST_F(MainWindowTest, EveryHelpPageThatAWidgetNamesIsThere) {
    window->show_help_page("first-steps");
    const QStringList pages = window->help()->pages();
    int named = 0;
    for (QWidget* widget : window->findChildren<QWidget*>())
        if (const QString page = widget->property("help_page").toString(); !page.isEmpty()) {
            EXPECT_TRUE(pages.contains(page)) << page.toStdString();
            ++named;
        }
    EXPECT_GE(named, 8);
}

TEST_F(MainWindowTest, ThePaletteFindsActionsClassesAndRuns) {
    window->actions().find->trigger();
    ASSERT_NE(window->palette(), nullptr);
    EXPECT_TRUE(window->palette()->found().contains("Sample"));
    window->palette()->close();
    ASSERT_TRUE(open());
    window->actions().find->trigger();
    const QString name = QString::fromStdString(bench().dataset().classes.at(7).name);
    window->palette()->line()->setText(name);
    ASSERT_EQ(window->palette()->found().value(0), name);
    window->palette()->choose();
    EXPECT_EQ(bench().selection().label(), 7);
    window->actions().find->trigger();
    window->palette()->line()->setText("made-up");
    EXPECT_EQ(window->palette()->found().count("made-up"), 1) << "what was open last, once";
    window->palette()->line()->setText("theme dark");
    EXPECT_TRUE(window->palette()->found().contains("Theme: Dark"));
}

} // namespace
} // namespace whydah
