#include "widgets/recall_bars.h"

#include "widgets/number_text.h"
#include "widgets/palette.h"
#include "widgets/plot_style.h"
#include "widgets/results_rows.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

/// "Logit adjustment (identity control)" -> "Logit adjustment": the bars have little room.
QString short_label(const std::string& method) {
    return QString::fromStdString(method_label(method)).section(QStringLiteral(" ("), 0, 0);
}

/// Means over the seeds of right and of tested images, rounded to whole ones.
std::optional<Interval> interval_of(const std::vector<MethodResult>& results, const std::string& method,
                                    std::size_t label) {
    double correct = 0, test = 0;
    int seeds = 0;
    for (const MethodResult& result : results) {
        if (result.method != method || label >= result.classes.size() || result.classes[label].test == 0) continue;
        correct += static_cast<double>(result.classes[label].correct);
        test += static_cast<double>(result.classes[label].test);
        ++seeds;
    }
    if (seeds == 0) return std::nullopt;
    return wilson_interval(std::llround(correct / seeds), std::llround(test / seeds));
}

} // namespace

RecallBars::RecallBars(QWidget* parent) : QWidget(parent) {
    setFont(small_font(this));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void RecallBars::show_class(const std::vector<MethodResult>& results, int label) {
    rows_.clear();
    for (const MethodResult& result : results) {
        const auto same = [&](const Row& row) { return row.method == result.method; };
        if (label < 0 || std::any_of(rows_.begin(), rows_.end(), same)) continue;
        rows_.push_back({result.method, short_label(result.method),
                         mean_recall(results, result.method, static_cast<std::size_t>(label)),
                         interval_of(results, result.method, static_cast<std::size_t>(label))});
    }
    setVisible(!rows_.empty());
    updateGeometry();
    update();
}

QString RecallBars::text(int row) const {
    const Row& shown = rows_[static_cast<std::size_t>(row)];
    return shown.label + u' ' + percent_text(shown.recall);
}

int RecallBars::line_height() const { return fontMetrics().height() + 4; }
QSize RecallBars::sizeHint() const { return {200, row_count() * line_height()}; }
QSize RecallBars::minimumSizeHint() const { return {120, row_count() * line_height()}; }

void RecallBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const PlotColours colours = plot_colours(palette());
    int label_width = 0;
    for (const Row& row : rows_) label_width = std::max(label_width, fontMetrics().horizontalAdvance(row.label));
    label_width = std::min(label_width, width() * 55 / 100);
    const int number_width = fontMetrics().horizontalAdvance(QStringLiteral("100.0"));
    const int left = label_width + 8, room = std::max(width() - left - number_width - 8, 0);
    for (int i = 0; i < row_count(); ++i) {
        const Row& row = rows_[static_cast<std::size_t>(i)];
        const QRect line(0, i * line_height(), width(), line_height());
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(line.adjusted(0, 0, label_width - width(), 0), Qt::AlignVCenter | Qt::AlignLeft,
                         fontMetrics().elidedText(row.label, Qt::ElideRight, label_width));
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, percent_text(row.recall));
        const QRect bar(left, line.top() + 4, room, line.height() - 8);
        painter.fillRect(bar, colours.grid);
        const QColor colour = method_colour(row.method, colours.dark);
        if (row.recall) painter.fillRect(QRectF(bar).adjusted(0, 0, room * (*row.recall - 1), 0), colour);
        if (row.interval) {
            painter.setPen(QPen(colours.text, 1));
            const double middle = bar.center().y() + 0.5, from = left + room * row.interval->low;
            painter.drawLine(QPointF(from, middle), QPointF(left + room * row.interval->high, middle));
        }
    }
}

} // namespace whydah
