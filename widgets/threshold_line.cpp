#include "widgets/threshold_line.h"

#include "widgets/number_text.h"
#include "widgets/plot_style.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace whydah {
namespace {

constexpr double reach = 5; // pixels within which the line is grasped and catches at a power of two

std::int64_t power_of_two(int exponent) { return std::int64_t{1} << exponent; }

int exponent_below(std::int64_t value) {
    return std::bit_width(static_cast<std::uint64_t>(std::max<std::int64_t>(value, 1))) - 1;
}

} // namespace

QString block_text(std::int64_t threshold, std::int64_t last_block) {
    const int exponent = exponent_below(threshold);
    if (threshold < 2) return QObject::tr("below block 0");
    if (last_block >= 0 && threshold > power_of_two(static_cast<int>(last_block) + 1))
        return QObject::tr("beyond the last block, %1").arg(last_block);
    if (power_of_two(exponent) == threshold)
        return QObject::tr("block %1 (k = %2)").arg(exponent - 1).arg(count_text(threshold / 2));
    return QObject::tr("between blocks %1 and %2").arg(exponent - 1).arg(exponent);
}

ThresholdLine::ThresholdLine(StyledPlot* plot)
    : QObject(plot),
      plot_(plot),
      line_(new QCPItemLine(plot)),
      drop_(new QCPItemLine(plot)),
      pole_(new QCPItemLine(plot)),
      text_(new QCPItemText(plot)) {
    for (QCPItemPosition* end : {line_->start, line_->end}) end->setTypeX(QCPItemPosition::ptAxisRectRatio);
    for (QCPItemPosition* end : {text_->position, pole_->start, pole_->end}) end->setType(QCPItemPosition::ptAbsolute);
    text_->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    for (QCPItemPosition* end : {drop_->start, drop_->end}) end->setTypeX(QCPItemPosition::ptPlotCoords);
    drop_->end->setTypeY(QCPItemPosition::ptAxisRectRatio);
    text_->setPadding({8, 3, 8, 3});
    for (QCPAbstractItem* item : std::initializer_list<QCPAbstractItem*>{line_, drop_, pole_, text_}) {
        item->setLayer(plot->overlay());
        item->setSelectable(false);
        item->setVisible(false);
    }
    connect(plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        if (event->button() != Qt::LeftButton || !is_near(event->position())) return;
        dragging_ = true;
        plot_->setInteraction(QCP::iRangeDrag, false);
    });
    connect(plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (dragging_)
            drag_to(event->position().y());
        else if (event->buttons() == Qt::NoButton)
            plot_->setCursor(is_near(event->position()) ? Qt::SplitVCursor : Qt::ArrowCursor);
    });
    connect(plot, &QCustomPlot::mouseRelease, this, [this] {
        if (!dragging_) return;
        dragging_ = false;
        plot_->setInteraction(QCP::iRangeDrag, true);
    });
}

void ThresholdLine::show_counts(std::vector<std::int64_t> counts) {
    counts_ = std::move(counts);
    for (QCPAbstractItem* item : std::initializer_list<QCPAbstractItem*>{line_, drop_, pole_, text_})
        item->setVisible(!counts_.empty());
    set_value(value_);
}

void ThresholdLine::set_value(std::int64_t threshold) {
    value_ = std::max<std::int64_t>(threshold, 1);
    if (!counts_.empty()) value_ = std::min(value_, std::max<std::int64_t>(counts_.front(), 1));
    const double y = static_cast<double>(value_), boundary = static_cast<double>(head_classes()) - 0.5;
    line_->start->setCoords(0, y);
    line_->end->setCoords(1, y);
    drop_->start->setCoords(boundary, y);
    drop_->end->setCoords(boundary, 1);
    text_->setText(text());
}

void ThresholdLine::set_last_block(std::int64_t last_block) {
    last_block_ = last_block;
    text_->setText(text());
}

void ThresholdLine::step(bool up) {
    const int exponent = exponent_below(value_);
    const bool between = power_of_two(exponent) != value_;
    move_to(power_of_two(up ? exponent + 1 : std::max(between ? exponent : exponent - 1, 0)));
}

std::int64_t ThresholdLine::head_classes() const {
    return std::count_if(counts_.begin(), counts_.end(), [this](std::int64_t n) { return n > value_; });
}

QString ThresholdLine::text() const {
    const std::int64_t classes = head_classes();
    return tr("H_t: %1 %2 with more than t = %3 · %4")
        .arg(count_text(classes), classes == 1 ? tr("class") : tr("classes"), count_text(value_, tr("image")),
             block_text(value_, last_block_));
}

void ThresholdLine::place() {
    const PlotColours& colours = plot_->colours();
    line_->setPen(QPen(colours.text, 1.2));
    pole_->setPen(line_->pen());
    drop_->setPen(QPen(colours.text, 1, Qt::DotLine));
    text_->setFont(small_font(plot_));
    text_->setColor(colours.background);
    text_->setBrush(mixed(colours.background, colours.text, 0.85));
    text_->setPen(Qt::NoPen);
    if (!counts_.empty()) place_text();
}

// At the right end, where the tail leaves room, above the line and above the bars that the text would cover: then it
// stands on a pole.
void ThresholdLine::place_text() {
    const QRect rect = plot_->axisRect()->rect();
    const auto measured = [this] {
        return QFontMetricsF(text_->font()).size(Qt::TextSingleLine, text_->text()) + QSizeF(16, 6);
    };
    text_->setText(text());
    if (measured().width() > rect.width())
        text_->setText(tr("H_t: %1 · t = %2 · %3")
                           .arg(count_text(head_classes()), count_text(value_), block_text(value_, last_block_)));
    const QSizeF size = measured();
    const double first_rank = std::floor(plot_->xAxis->pixelToCoord(rect.right() - size.width()) + 0.5);
    const auto rank = static_cast<std::size_t>(std::clamp(first_rank, 0.0, static_cast<double>(counts_.size() - 1)));
    const double highest = static_cast<double>(std::max({counts_[rank], value_, std::int64_t{1}}));
    const double bottom = plot_->yAxis->coordToPixel(highest) - (counts_[rank] > value_ ? 4 : 0);
    const double foot = std::max(bottom, rect.top() + size.height());
    text_->position->setCoords(rect.right(), foot);
    pole_->start->setCoords(rect.right() - 1, foot);
    pole_->end->setCoords(rect.right() - 1, plot_->yAxis->coordToPixel(static_cast<double>(value_)));
}

bool ThresholdLine::is_near(const QPointF& at) const {
    if (counts_.empty() || !plot_->axisRect()->rect().contains(at.toPoint())) return false;
    const QRectF handle(text_->topLeft->pixelPosition(), text_->bottomRight->pixelPosition());
    return handle.contains(at) || std::abs(plot_->yAxis->coordToPixel(static_cast<double>(value_)) - at.y()) <= reach;
}

void ThresholdLine::drag_to(double y) {
    std::int64_t wanted = std::llround(std::clamp(plot_->yAxis->pixelToCoord(y), 1.0, 1e15));
    const int exponent = exponent_below(wanted);
    for (const std::int64_t stop : {power_of_two(exponent), power_of_two(exponent + 1)})
        if (std::abs(plot_->yAxis->coordToPixel(static_cast<double>(stop)) - y) <= reach) wanted = stop;
    move_to(wanted);
}

void ThresholdLine::move_to(std::int64_t threshold) {
    const std::int64_t before = value_;
    set_value(threshold);
    if (value_ == before) return;
    place();
    plot_->refresh_overlay();
}

} // namespace whydah
