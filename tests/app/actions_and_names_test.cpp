// What every action and every widget that takes keys must have, in the real window.
#include "app/font_size.h"
#include "app/view_tabs.h"
#include "app/window_dialogs.h"
#include "support/settled.h"
#include "window_fixture.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QSettings>
#include <QSplitter>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

#include <functional>
#include <map>
#include <set>

namespace whydah {
namespace {

QString plain(QString text) { return text.remove(u'&').remove(QStringLiteral("…")); }

/// What a screen reader says of a widget.
QString spoken_name(QWidget* widget) {
    QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
    return spoken ? spoken->text(QAccessible::Name) : QString();
}

QString place_of(const QWidget* widget) {
    QString path = widget->objectName();
    for (; widget; widget = widget->parentWidget()) path = QString(widget->metaObject()->className()).remove("whydah::") + "/" + path;
    return path;
}

class ActionsAndNames : public test::MainWindowTest {
protected:
    /// All actions of the menu bar, with the path to them.
    std::map<QAction*, QString> menu_actions() {
        std::map<QAction*, QString> all;
        const std::function<void(const QMenu&, const QString&)> add = [&](const QMenu& menu, const QString& path) {
            for (QAction* action : menu.actions()) {
                if (action->isSeparator()) continue;
                const QString name = path + " > " + plain(action->text());
                if (action->menu())
                    add(*action->menu(), name);
                else
                    all[action] = name;
            }
        };
        for (QAction* menu : window->menuBar()->actions()) add(*menu->menu(), plain(menu->text()));
        return all;
    }
    void fill_all_views() {
        ASSERT_TRUE(open());
        ASSERT_TRUE(run_to_end());
        bench().selection().select(3);
        for (const QString& view : bench().views()->view_names()) {
            window->show_view(view);
            ASSERT_TRUE(test::settles()) << view.toStdString();
        }
    }
};

TEST_F(ActionsAndNames, EveryActionOfTheMenusTellsMoreThanItsName) {
    fill_all_views();
    const auto all = menu_actions();
    EXPECT_GT(all.size(), 50u);
    for (const auto& [action, path] : all) {
        EXPECT_FALSE(action->toolTip().isEmpty()) << path.toStdString();
        EXPECT_NE(plain(action->toolTip()), plain(action->text())) << path.toStdString();
        const bool needs_key = !action->shortcut().isEmpty() && action->isEnabled();
        EXPECT_TRUE(!needs_key || action->toolTip().contains(u'('))
            << path.toStdString() << ": its key is not in " << action->toolTip().toStdString();
    }
    for (const QMenu* menu : window->menuBar()->findChildren<QMenu*>())
        EXPECT_TRUE(menu->title().isEmpty() || menu->toolTipsVisible()) << menu->title().toStdString();
}

TEST_F(ActionsAndNames, WhatHasAKeyIsInAMenuAndNoKeyMeansTwoThings) {
    fill_all_views();
    const auto all = menu_actions();
    std::map<QString, QAction*> keys;
    for (QAction* action : window->findChildren<QAction*>()) {
        const bool ours = qobject_cast<QLineEdit*>(action->parent()) == nullptr && qobject_cast<QMenu*>(action->parent()) == nullptr;
        if (action->shortcuts().isEmpty() || !ours) continue;
        EXPECT_TRUE(all.contains(action)) << action->text().toStdString();
        if (action->shortcutContext() != Qt::WindowShortcut) continue;
        for (const QKeySequence& key : action->shortcuts()) {
            QAction*& holder = keys[key.toString()];
            EXPECT_EQ(holder, nullptr) << key.toString().toStdString() << ": " << action->text().toStdString() << " and "
                                       << (holder ? holder->text().toStdString() : "");
            holder = action;
        }
    }
    EXPECT_GT(keys.size(), 30u);
}

TEST_F(ActionsAndNames, EveryButtonThatStandsForAnActionIsInAMenu) {
    fill_all_views();
    const auto all = menu_actions();
    int buttons = 0;
    for (const QToolButton* button : window->findChildren<QToolButton*>()) {
        QAction* action = button->defaultAction();
        if (!action || action->menu() || qobject_cast<QLineEdit*>(button->parentWidget())) continue;
        ++buttons;
        EXPECT_TRUE(all.contains(action)) << place_of(button).toStdString() << action->text().toStdString();
    }
    EXPECT_GT(buttons, 8);
}

/// A frame around others, or a part of a widget that has the name.
bool is_part(const QWidget* widget) {
    if (qobject_cast<const QScrollArea*>(widget) || qobject_cast<const QSplitter*>(widget)) return true;
    if (const auto* tabs = qobject_cast<const QTabBar*>(widget); tabs && tabs->count() == 0) return true; // nothing to read
    if (qobject_cast<const QComboBox*>(widget->parentWidget()) || widget->inherits("QComboBoxListView")) return true;
    return widget->objectName().startsWith(u"qt_");
}

TEST_F(ActionsAndNames, EveryWidgetThatTakesKeysHasANameForScreenReaders) {
    fill_all_views();
    window->actions().start_page->trigger();
    int widgets = 0;
    for (QWidget* widget : window->findChildren<QWidget*>()) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || is_part(widget)) continue;
        ++widgets;
        EXPECT_FALSE(spoken_name(widget).isEmpty()) << place_of(widget).toStdString();
    }
    EXPECT_GT(widgets, 150);
}

TEST_F(ActionsAndNames, EveryButtonWithoutTextHasATip) {
    fill_all_views();
    for (const QAbstractButton* button : window->findChildren<QAbstractButton*>()) {
        if (!button->text().isEmpty() || button->objectName().startsWith(u"qt_")) continue;
        const bool inside = qobject_cast<QLineEdit*>(button->parentWidget()) != nullptr || button->inherits("QTableCornerButton");
        const bool scrolls_tabs = button->objectName().startsWith(u"Scroll");
        EXPECT_TRUE(inside || scrolls_tabs || !button->toolTip().isEmpty()) << place_of(button).toStdString();
    }
}

TEST_F(ActionsAndNames, TabGoesThroughEveryViewAndComesBack) {
    fill_all_views();
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    for (const QString& view : bench().views()->view_names()) {
        window->show_view(view);
        window->actions().search->trigger();
        QWidget* first = QApplication::focusWidget();
        std::set<QWidget*> seen;
        bool within = false; // the view itself
        do {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QWidget* now = QApplication::focusWidget();
            ASSERT_NE(now, nullptr);
            EXPECT_TRUE(now->isVisible());
            within |= bench().views()->front_widget()->isAncestorOf(now);
            ASSERT_TRUE(now == first || seen.insert(now).second)
                << view.toStdString() << ": a circle that leaves others out: " << place_of(now).toStdString();
        } while (QApplication::focusWidget() != first);
        EXPECT_GT(seen.size(), 40u) << view.toStdString();
        EXPECT_TRUE(within || bench().views()->front_widget()->hasFocus()) << view.toStdString();
    }
}

TEST_F(ActionsAndNames, TextGrowsAndShrinksByKeysAndIsRemembered) {
    ASSERT_TRUE(open());
    const double before = QApplication::font().pointSizeF();
    const QLabel* title = nullptr; // in the small capitals of panels, a size of its own
    for (const QLabel* label : window->findChildren<QLabel*>())
        if (label->text() == "Experiment") title = label;
    ASSERT_NE(title, nullptr);
    const double small = title->font().pointSizeF();
    ASSERT_LT(small, before);
    window->actions().larger->trigger();
    window->actions().larger->trigger();
    ASSERT_TRUE(test::settles());
    EXPECT_DOUBLE_EQ(QApplication::font().pointSizeF(), before + 2);
    EXPECT_NEAR(title->font().pointSizeF(), small * (before + 2) / before, 0.01);
    EXPECT_DOUBLE_EQ(bench().form()->font().pointSizeF(), before + 2);
    EXPECT_DOUBLE_EQ(remembered_font_size(), before + 2);
    window->actions().smaller->trigger();
    EXPECT_DOUBLE_EQ(QApplication::font().pointSizeF(), before + 1);
    window->actions().usual_size->trigger();
    EXPECT_DOUBLE_EQ(QApplication::font().pointSizeF(), usual_font_size);
    for (int i = 0; i < 30; ++i) window->actions().larger->trigger();
    EXPECT_DOUBLE_EQ(QApplication::font().pointSizeF(), largest_font_size);
    apply_font_size(before, true);
    EXPECT_NEAR(title->font().pointSizeF(), small, 0.05);
}

TEST_F(ActionsAndNames, RowsOfTablesAreAsHighAsThoseOfAWindowThatStartsWithTheSize) {
    const double before = QApplication::font().pointSizeF();
    ASSERT_TRUE(open());
    const auto heights = [&] {
        std::vector<int> all;
        for (const QTableView* table : window->findChildren<QTableView*>())
            all.push_back(table->verticalHeader()->defaultSectionSize());
        return all;
    };
    for (int i = 0; i < 5; ++i) {
        window->actions().larger->trigger();
        ASSERT_TRUE(test::settles());
    }
    const std::vector<int> grown = heights();
    ASSERT_GT(grown.size(), 4U);
    window = std::make_unique<MainWindow>(test::FakeCore::api);
    ASSERT_TRUE(open());
    EXPECT_EQ(grown, heights());
    apply_font_size(before, true);
}

TEST_F(ActionsAndNames, AFileDialogBeginsWhereTheLastOneOfItsUseEnded) {
    QTemporaryDir folder;
    ASSERT_TRUE(QDir(folder.path()).mkpath("data/images"));
    const auto dialog = [&] { return window->findChild<QFileDialog*>(); };
    const QString images = folder.path() + "/data/images";
    QString chosen;
    ask_folder(window.get(), "Open", {}, [&](const QString& path) { chosen = path; });
    ASSERT_NE(dialog(), nullptr);
    Q_EMIT dialog()->fileSelected(images);
    EXPECT_EQ(chosen, images);
    delete dialog();
    ask_file(window.get(), "Open", [](const QString&) {});
    EXPECT_EQ(dialog()->directory().absolutePath(), folder.path() + "/data");
    delete dialog();
    ask_options_file_to_save(window.get(), [](const QString&) {});
    Q_EMIT dialog()->fileSelected(folder.path() + "/options.json");
    delete dialog();
    ask_options_file_to_save(window.get(), [](const QString&) {});
    EXPECT_EQ(dialog()->directory().absolutePath(), folder.path());
    delete dialog();
    ask_file(window.get(), "Open", [](const QString&) {});
    EXPECT_EQ(dialog()->directory().absolutePath(), folder.path() + "/data") << "another use";
    delete dialog();
    QSettings().remove("dialogs");
}

} // namespace
} // namespace whydah
