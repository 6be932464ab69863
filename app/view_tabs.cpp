#include "app/view_tabs.h"

#include "app/fitting_tabs.h"

#include <QEvent>
#include <QMenu>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {

ViewTabs::ViewTabs(QWidget* parent)
    : QWidget(parent),
      splitter_(new QSplitter(Qt::Horizontal, this)),
      main_(make_tabs()),
      second_(make_tabs()) {
    splitter_->addWidget(main_);
    splitter_->addWidget(second_);
    splitter_->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter_);
    show_columns();
}

QTabWidget* ViewTabs::make_tabs() {
    auto* tabs = new FittingTabs(this);
    tabs->tabBar()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(tabs->tabBar(), &QTabBar::customContextMenuRequested, this,
            [this, tabs](const QPoint& at) { show_menu(tabs, at); });
    connect(tabs, &QTabWidget::tabBarDoubleClicked, this, [this, tabs](int tab) {
        if (tab >= 0) tear_off(tabs->tabText(tab));
    });
    return tabs;
}

ViewTabs::View* ViewTabs::find(const QString& name) {
    const auto found = std::find_if(views_.begin(), views_.end(), [&](const View& view) { return view.name == name; });
    return found == views_.end() ? nullptr : &*found;
}

void ViewTabs::add_view(const QString& name, QWidget* view) {
    views_.push_back({name, view});
    put(views_.back(), main_);
}

/// Tabs keep the order of add_view(), whatever was moved where.
void ViewTabs::put(const View& view, QTabWidget* tabs) {
    int place = 0;
    for (const View& other : views_) {
        if (other.name == view.name) break;
        place += tabs->indexOf(other.widget) >= 0;
    }
    const int tab = tabs->insertTab(place, view.widget, view.name);
    tabs->setTabToolTip(tab, view.name + QLatin1Char('\n') +
                                 tr("Double click: a window of its own. Right click: beside the others"));
    show_columns();
}

void ViewTabs::show_view(const QString& name) {
    const View* view = find(name);
    if (!view) return;
    if (view->window) {
        view->window->raise();
        view->window->activateWindow();
        return;
    }
    for (QTabWidget* tabs : {main_, second_})
        if (tabs->indexOf(view->widget) >= 0) tabs->setCurrentWidget(view->widget);
}

QString ViewTabs::front_view() const { return main_->tabText(main_->currentIndex()); }

QWidget* ViewTabs::front_widget() const { return main_->currentWidget(); }

void ViewTabs::focus_view(const QString& name) {
    const View* view = find(name);
    if (!view) return;
    QWidget* widget = view->widget;
    const auto takes_keys = [&] {
        return view->widget->isAncestorOf(widget) && (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isEnabled() &&
               widget->isVisibleTo(view->widget);
    };
    do widget = widget->nextInFocusChain();
    while (widget != view->widget && !takes_keys());
    widget->setFocus(Qt::ShortcutFocusReason);
}

QStringList ViewTabs::view_names() const {
    QStringList names;
    for (const View& view : views_) names << view.name;
    return names;
}

void ViewTabs::place_beside(const QString& name) {
    const View* view = find(name);
    if (!view) return;
    take_back(name);
    QTabWidget* to = main_->indexOf(view->widget) >= 0 ? second_ : main_;
    put(*view, to);
    to->setCurrentWidget(view->widget);
    if (second_->count() == 1 && to == second_) splitter_->setSizes({splitter_->width(), splitter_->width()});
}

void ViewTabs::tear_off(const QString& name) {
    View* view = find(name);
    if (!view || view->window) return;
    const QSize size = view->widget->size();
    view->window = new QWidget(this, Qt::Window);
    view->window->setWindowTitle(name + QStringLiteral(" – Whydah"));
    auto* layout = new QVBoxLayout(view->window);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(view->widget);
    view->widget->show();
    view->window->installEventFilter(this);
    view->window->resize(size);
    view->window->show();
    show_columns();
}

void ViewTabs::take_back(const QString& name) {
    View* view = find(name);
    if (!view || !view->window) return;
    QWidget* window = std::exchange(view->window, nullptr);
    window->removeEventFilter(this);
    put(*view, main_);
    main_->setCurrentWidget(view->widget);
    window->hide();
    window->deleteLater();
}

bool ViewTabs::is_torn_off(const QString& name) const {
    return std::any_of(views_.begin(), views_.end(),
                       [&](const View& view) { return view.name == name && view.window; });
}

bool ViewTabs::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Close)
        for (const View& view : views_)
            if (view.window == watched) {
                take_back(view.name);
                break;
            }
    return QWidget::eventFilter(watched, event);
}

void ViewTabs::show_menu(QTabWidget* tabs, const QPoint& at) {
    const int tab = tabs->tabBar()->tabAt(at);
    if (tab < 0) return;
    const QString name = tabs->tabText(tab);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* beside = menu->addAction(tabs == main_ ? tr("Place beside the others") : tr("Back to the others"));
    beside->setEnabled(tabs == second_ || main_->count() > 1);
    connect(beside, &QAction::triggered, this, [this, name] { place_beside(name); });
    connect(menu->addAction(tr("Open in a window of its own")), &QAction::triggered, this,
            [this, name] { tear_off(name); });
    menu->popup(tabs->tabBar()->mapToGlobal(at));
}

void ViewTabs::show_columns() {
    second_->setVisible(second_->count() > 0);
    main_->setVisible(main_->count() > 0 || second_->count() == 0);
}

} // namespace whydah
