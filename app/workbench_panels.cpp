// Where the panels of the workbench stand.
#include "app/font_size.h"
#include "app/side_panel.h"
#include "app/view_tabs.h"
#include "app/workbench.h"
#include "widgets/class_panel.h"
#include "widgets/data_panel.h"
#include "widgets/log_view.h"
#include "widgets/options_form.h"

#include <QProxyStyle>
#include <QResizeEvent>
#include <QStyleOption>
#include <QTimer>

#include <algorithm>
#include <tuple>
#include <utility>

namespace whydah {
namespace {

constexpr int layout_version = 1; // goes up when panels get other names
constexpr int small_window = 1280, small_views = 550; // what the panels leave of one
constexpr int left_width = 272, log_height = 120;

/// Fusion, but with the grid's distance between panels and views.
class WidePanels : public QProxyStyle {
public:
    WidePanels() : QProxyStyle(QStringLiteral("fusion")) {}
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override {
        return metric == PM_DockWidgetSeparatorExtent ? 16 : QProxyStyle::pixelMetric(metric, option, widget);
    }
};

} // namespace

void Workbench::add_panels(QWidget* outcome) {
    auto* style = new WidePanels;
    style->setParent(this);
    setStyle(style);
    setContentsMargins(16, 8, 16, 8);
    setDockOptions(AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    for (QWidget* left : {static_cast<QWidget*>(data_), static_cast<QWidget*>(class_)}) left->setMinimumWidth(256);
    const std::tuple<const char*, QString, QWidget*> parts[] = {{"data", tr("Data"), data_},
                                                                {"class", tr("Class"), class_},
                                                                {"experiment", tr("Experiment"), form_},
                                                                {"results", tr("Results"), outcome},
                                                                {"log", tr("Log"), log_}};
    for (const auto& [name, title, content] : parts) {
        panels_.push_back(new SidePanel(QLatin1String(name), title, content, this));
        connect(panels_.back(), &QDockWidget::visibilityChanged, this, &Workbench::panels_changed);
    }
    text_size_ = font().pointSizeF();
    place_panels();
}

void Workbench::place_panels() {
    const auto [data_part, of_class, experiment, results, log] = std::tie(panels_[0], panels_[1], panels_[2], panels_[3], panels_[4]);
    for (SidePanel* panel : panels_) {
        panel->setFloating(false);
        removeDockWidget(panel); // from tabs and nests
    }
    addDockWidget(Qt::LeftDockWidgetArea, data_part);
    splitDockWidget(data_part, of_class, Qt::Vertical);
    addDockWidget(Qt::RightDockWidgetArea, experiment);
    splitDockWidget(experiment, results, Qt::Vertical);
    addDockWidget(Qt::BottomDockWidgetArea, log);
    for (SidePanel* panel : panels_) panel->setVisible(panel != log);
}

void Workbench::size_panels() {
    const int right = panels_[2]->minimumSizeHint().width() + std::max(0, width() - small_window) / 3;
    resizeDocks({panels_[0], panels_[2]}, {std::max(left_width, static_cast<int>(left_width * font().pointSizeF() / usual_font_size)), right}, Qt::Horizontal);
    resizeDocks({panels_[0], panels_[1]}, {10, 10}, Qt::Vertical);
    resizeDocks({panels_[2], panels_[3]}, {5, 3}, Qt::Vertical); // room for all methods and the notes beneath
    resizeDocks({panels_[4]}, {log_height}, Qt::Vertical);
}

void Workbench::reset_layout() {
    place_panels();
    size_panels();
    Q_EMIT panels_changed();
}

QByteArray Workbench::panel_layout() const {
    return isVisible() ? saveState(layout_version) : placed_ ? hidden_layout_ : wanted_layout_;
}

void Workbench::set_panel_layout(const QByteArray& layout) {
    wanted_layout_ = layout;
    if (isVisible()) take_layout();
}

void Workbench::take_layout() {
    placed_ = true;
    if (wanted_layout_.isEmpty()) return size_panels(); // they stand where they were put at first
    if (!restoreState(std::exchange(wanted_layout_, {}), layout_version))
        reset_layout(); // also what a part of an unreadable one has left
    // The stack of pages holds back all painting while it shows this one: what becomes a window then would keep that.
    for (SidePanel* panel : panels_)
        if (panel->isFloating()) panel->setUpdatesEnabled(true);
}

/// The room is known now. What floats goes with the page.
void Workbench::showEvent(QShowEvent* event) {
    QMainWindow::showEvent(event);
    if (event->spontaneous()) return;
    if (!placed_) take_layout();
    for (SidePanel* panel : std::exchange(hidden_floats_, {})) panel->show();
}

void Workbench::hideEvent(QHideEvent* event) {
    QMainWindow::hideEvent(event);
    if (event->spontaneous()) return;
    hidden_layout_ = saveState(layout_version);
    for (SidePanel* panel : panels_)
        if (panel->isFloating() && !panel->isHidden()) hidden_floats_.push_back(panel), panel->hide();
}

/// Of a larger window's room the right gets its part: the results show their deviations then.
void Workbench::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    const int more = event->size().width() - event->oldSize().width();
    if (!placed_ || !event->oldSize().isValid() || more == 0) return;
    for (SidePanel* panel : panels_)
        if (dockWidgetArea(panel) == Qt::RightDockWidgetArea && !panel->isFloating() && panel->isVisible())
            return resizeDocks({panel}, {panel->width() + more / 3}, Qt::Horizontal);
}

/// Panels grow and shrink with their text, as far as the views keep their room. Their widths are still those of the text
/// before.
void Workbench::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() != QEvent::FontChange || text_size_ == font().pointSizeF() || panels_.empty()) return;
    const double ratio = font().pointSizeF() / std::exchange(text_size_, font().pointSizeF());
    if (!placed_ || !isVisible()) return;
    int spare = std::max(0, views_->width() - small_views);
    const auto wanted = [&](int width) {
        if (ratio < 1) return std::max(static_cast<int>(width * ratio), std::min(width, left_width));
        const int more = std::min(static_cast<int>(width * (ratio - 1)), spare);
        spare -= more;
        return width + more;
    };
    QList<QDockWidget*> sides;
    QList<int> widths;
    for (Qt::DockWidgetArea area : {Qt::LeftDockWidgetArea, Qt::RightDockWidgetArea})
        for (SidePanel* panel : panels_)
            if (dockWidgetArea(panel) == area && !panel->isFloating() && panel->isVisible()) {
                sides << panel;
                widths << wanted(panel->width());
                break;
            }
    // After what is posted now: until then the least widths are those of the text before.
    QTimer::singleShot(0, this, [this, sides, widths] { resizeDocks(sides, widths, Qt::Horizontal); });
}

void Workbench::set_log_open(bool open) { panels_[4]->setVisible(open); }
bool Workbench::is_log_open() const { return !panels_[4]->isHidden(); }

} // namespace whydah
