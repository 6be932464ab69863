#include "app/fitting_tabs.h"

#include <QProxyStyle>
#include <QResizeEvent>

#include <algorithm>
#include <numeric>
#include <vector>

namespace whydah {
namespace {

/// Fusion, but what stands beside a name is the row's affair.
class CloseTabs : public QProxyStyle {
public:
    CloseTabs() : QProxyStyle(QStringLiteral("fusion")) {}
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override {
        if (metric == PM_TabBarTabHSpace) return FittingTabBar::narrow_margin - 2;
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
};

constexpr int shortest_name = 24; // pixels

} // namespace

FittingTabBar::FittingTabBar(QWidget* parent) : QTabBar(parent) {
    auto* style = new CloseTabs;
    style->setParent(this);
    setStyle(style);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideRight);
}

int FittingTabBar::name_width(int index) const {
    return fontMetrics().size(Qt::TextShowMnemonic, tabText(index)).width();
}

QSize FittingTabBar::tabSizeHint(int index) const {
    std::vector<int> names;
    for (int i = 0; i < count(); ++i) names.push_back(name_width(i));
    const int room = parentWidget() ? parentWidget()->width() : width(), tabs = static_cast<int>(names.size());
    const int all = std::accumulate(names.begin(), names.end(), 0);
    const int margin = std::clamp((room - all) / std::max(tabs, 1), narrow_margin, wide_margin);
    // Still too wide: the longest names give way, all to one length.
    int longest = names.empty() ? 0 : *std::max_element(names.begin(), names.end());
    const auto needed = [&](int most) {
        return std::accumulate(names.begin(), names.end(), tabs * margin,
                               [most](int sum, int name) { return sum + std::min(name, most); });
    };
    while (longest > shortest_name && needed(longest) > room) --longest;
    return {std::min(name_width(index), longest) + margin, QTabBar::tabSizeHint(index).height()};
}

QSize FittingTabBar::minimumTabSizeHint(int index) const {
    return {shortest_name + narrow_margin, tabSizeHint(index).height()};
}

FittingTabs::FittingTabs(QWidget* parent) : QTabWidget(parent) {
    setTabBar(new FittingTabBar(this));
    setDocumentMode(true);
}

// The row asks for its room by the width of this widget.
void FittingTabs::resizeEvent(QResizeEvent* event) {
    if (event->size().width() != event->oldSize().width()) {
        tabBar()->setIconSize(tabBar()->iconSize()); // lays the row out anew
        tabBar()->updateGeometry();
    }
    QTabWidget::resizeEvent(event);
}

} // namespace whydah
