#include "app/fitting_tabs.h"

#include "app/view_icons.h"

#include <QEvent>
#include <QProxyStyle>
#include <QResizeEvent>
#include <QStyleOptionTab>

#include <algorithm>

namespace whydah {
namespace {

/// Fusion, but what stands beside a name is the row's affair.
class CloseTabs : public QProxyStyle {
public:
    CloseTabs() : QProxyStyle(QStringLiteral("fusion")) {}
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override {
        if (metric == PM_TabBarTabHSpace) return FittingTabBar::narrow_margin - 4;
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
};

constexpr int icon_side = 16, icon_tab = 30; // pixels

} // namespace

FittingTabBar::FittingTabBar(QWidget* parent) : QTabBar(parent) {
    auto* style = new CloseTabs;
    style->setParent(this);
    setStyle(style);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideRight);
    connect(this, &QTabBar::currentChanged, this, &FittingTabBar::fit);
}

void FittingTabBar::fit() {
    setIconSize({icon_side, icon_side}); // lays the row out anew
}

int FittingTabBar::room() const { return parentWidget() ? parentWidget()->width() : width(); }

int FittingTabBar::name_width(int index) const { return fontMetrics().horizontalAdvance(tabText(index)); }

int FittingTabBar::names_width() const {
    int all = 0;
    for (int i = 0; i < count(); ++i) all += name_width(i);
    return all;
}

bool FittingTabBar::is_narrow() const { return names_width() + count() * narrow_margin > room(); }

QSize FittingTabBar::tabSizeHint(int index) const {
    const int height = QTabBar::tabSizeHint(index).height();
    if (is_narrow()) return {index == currentIndex() ? name_width(index) + wide_margin : icon_tab, height};
    const int spare = (room() - names_width()) / std::max(count(), 1);
    return {name_width(index) + std::clamp(spare, narrow_margin, wide_margin), height};
}

QSize FittingTabBar::minimumTabSizeHint(int index) const { return {icon_tab - 8, tabSizeHint(index).height()}; }

void FittingTabBar::initStyleOption(QStyleOptionTab* option, int index) const {
    QTabBar::initStyleOption(option, index);
    const bool only_icon = is_narrow() && index != currentIndex();
    option->text = only_icon ? QString() : tabText(index); // whole: there is room for it
    if (!only_icon) option->icon = {};
}

void FittingTabBar::tabInserted(int index) {
    QTabBar::tabInserted(index);
    draw_icons();
}

void FittingTabBar::draw_icons() {
    if (drawing_) return;
    drawing_ = true;
    for (int i = 0; i < count(); ++i) setTabIcon(i, view_icon(tabText(i), palette()));
    drawing_ = false;
}

void FittingTabBar::changeEvent(QEvent* event) {
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) draw_icons();
}

FittingTabs::FittingTabs(QWidget* parent) : QTabWidget(parent), row_(new FittingTabBar(this)) {
    setTabBar(row_);
    for (QWidget* named : {static_cast<QWidget*>(this), static_cast<QWidget*>(row_)}) named->setAccessibleName(tr("Views"));
    setDocumentMode(true);
}

// The row asks for its room by the width of this widget.
void FittingTabs::resizeEvent(QResizeEvent* event) {
    if (event->size().width() != event->oldSize().width()) row_->fit();
    QTabWidget::resizeEvent(event);
}

} // namespace whydah
