// Everything can be reached by Tab, and left by it.
#include "widgets/class_histogram.h"
#include "widgets/clicks.h"
#include "widgets/long_tail_records.h"
#include "widgets/option_row.h"
#include "widgets/options_form.h"
#include "widgets/palette.h"
#include "widgets/plot_style.h"
#include "widgets/results_table.h"
#include "widgets/stage_list.h"

#include <QApplication>
#include <QLineEdit>
#include <QTableWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <gtest/gtest.h>

namespace whydah {
namespace {

/// A widget between two lines of text.
struct Between {
    explicit Between(QWidget* middle) {
        auto* layout = new QVBoxLayout(&window);
        layout->addWidget(before = new QLineEdit);
        layout->addWidget(middle);
        layout->addWidget(after = new QLineEdit);
        test::show(window, {500, 400});
        window.activateWindow();
        before->setFocus();
    }
    static void press(Qt::Key key, Qt::KeyboardModifiers keys = {}) {
        QTest::keyClick(QApplication::focusWidget(), key, keys);
        QCoreApplication::processEvents();
    }
    QWidget window;
    QLineEdit *before, *after;
};

TEST(Keyboard, TabGoesThroughTheResultsTable) {
    auto* table = new ResultsTable;
    table->show_results(test::long_tail_results(test::long_tail_dataset(20, 200), 1), {});
    Between page(table);
    Between::press(Qt::Key_Tab);
    ASSERT_EQ(QApplication::focusWidget(), table->findChild<QTableWidget*>());
    Between::press(Qt::Key_Down);
    EXPECT_EQ(table->findChild<QTableWidget*>()->currentRow(), 0);
    Between::press(Qt::Key_Tab);
    EXPECT_EQ(QApplication::focusWidget(), page.after);
    Between::press(Qt::Key_Backtab, Qt::ShiftModifier);
    Between::press(Qt::Key_Backtab, Qt::ShiftModifier);
    EXPECT_EQ(QApplication::focusWidget(), page.before);
}

TEST(Keyboard, TabReachesTheStagesAndItsFocusIsSeen) {
    auto* list = new StageList;
    list->show_plan({{"A", "B", "C"}});
    Between page(list);
    auto* tree = list->findChild<QTreeWidget*>();
    const QImage before = tree->viewport()->grab().toImage();
    Between::press(Qt::Key_Tab);
    ASSERT_EQ(QApplication::focusWidget(), tree);
    Between::press(Qt::Key_Down);
    EXPECT_EQ(tree->currentItem()->text(0), "B");
    EXPECT_NE(tree->viewport()->grab().toImage(), before);
    Between::press(Qt::Key_Tab);
    EXPECT_EQ(QApplication::focusWidget(), page.after);
}

TEST(Keyboard, AViewReachedByTabHasARingAndOneThatIsClickedHasNone) {
    auto* view = new ClassHistogram;
    view->show_summary(test::long_tail_dataset(30, 200), {});
    view->setPalette(light_palette());
    Between page(view);
    const auto corner = [&] { return view->plot()->grab().toImage().pixelColor(0, 0); };
    const QColor plain = corner();
    Between::press(Qt::Key_Tab);
    ASSERT_EQ(QApplication::focusWidget(), view);
    EXPECT_EQ(corner(), light_palette().color(QPalette::Highlight));
    Between::press(Qt::Key_Tab);
    EXPECT_EQ(corner(), plain);
    test::click(*view->plot(), view->plot()->axisRect()->center());
    ASSERT_EQ(QApplication::focusWidget(), view);
    EXPECT_EQ(corner(), plain);
}

TEST(Keyboard, AnOptionIsResetByItsButtonWithoutTheMouse) {
    OptionsForm form;
    test::show(form, {500, 700});
    form.activateWindow();
    form.edit("strength", "0.75");
    form.reveal("strength");
    Between::press(Qt::Key_Tab);
    auto* button = qobject_cast<QToolButton*>(QApplication::focusWidget());
    ASSERT_TRUE(button);
    EXPECT_TRUE(button->accessibleName().startsWith("Reset"));
    Between::press(Qt::Key_Space);
    EXPECT_EQ(form.options().meta.strength, ExperimentOptions().meta.strength);
    EXPECT_FALSE(form.row("strength")->is_marked_changed());
}

} // namespace
} // namespace whydah
