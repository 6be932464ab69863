#include "widgets/gain_view.h"

#include "widgets/count_ticker.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/rank_bars.h"
#include "widgets/swatch_strip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace whydah {
namespace {

constexpr std::size_t most_points = 1000; // of a drawn average
constexpr double most_gain = 105;         // points that an interval may stretch the axis to

int average_reach(int classes) { return std::max(2, classes / 20); }

/// Greatest gain first; classes without any last.
std::vector<int> gain_order(const std::vector<std::optional<ClassGain>>& gains) {
    std::vector<int> labels(gains.size());
    std::iota(labels.begin(), labels.end(), 0);
    const auto gain = [&](int label) {
        const auto& of = gains[static_cast<std::size_t>(label)];
        return of ? of->value() : -2;
    };
    std::stable_sort(labels.begin(), labels.end(), [&](int a, int b) { return gain(a) > gain(b); });
    return labels;
}

} // namespace

GainView::GainView(QWidget* parent)
    : ClassRankView(parent),
      legend_(new SwatchStrip(plot())),
      orders_(new QComboBox(this)),
      intervals_(new QCheckBox(tr("95 %"), this)),
      bars_(new RankBars(plot()->xAxis, plot()->yAxis)),
      errors_(new QCPErrorBars(plot()->xAxis, plot()->yAxis)),
      counts_(plot()->addGraph(plot()->xAxis, plot()->yAxis2)) {
    orders_->addItem(tr("by frequency"), static_cast<int>(ClassOrder::frequency));
    orders_->addItem(tr("by gain"), static_cast<int>(ClassOrder::gain));
    orders_->addItem(tr("by name"), static_cast<int>(ClassOrder::name));
    orders_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    orders_->setToolTip(tr("What the classes are sorted by"));
    orders_->setAccessibleName(tr("Order of the classes"));
    intervals_->setToolTip(
        tr("95 % interval of each class's gain: Newcombe's, from the numbers of test images. It takes "
           "the images of both methods for different ones, so it is rather too wide"));
    plot()->plotLayout()->insertRow(0);
    plot()->plotLayout()->addElement(0, 0, legend_);
    errors_->setDataPlottable(bars_);
    errors_->setWhiskerWidth(0);
    errors_->setSymbolGap(0);
    errors_->setAntialiased(false);
    errors_->setSelectable(QCP::stNone);
    errors_->setVisible(false);
    counts_->setSelectable(QCP::stNone);
    plot()->yAxis->setLabel(tr("gain in points of recall"));
    QCPAxis* right = plot()->yAxis2;
    right->setLabel(tr("training images"));
    right->setVisible(true);
    right->setScaleType(QCPAxis::stLogarithmic);
    right->setTicker(QSharedPointer<QCPAxisTicker>(new CountTicker));
    right->setNumberFormat(QStringLiteral("f"));
    right->setNumberPrecision(0);
    connect(orders_, &QComboBox::currentIndexChanged, this, [this] { rank(), draw(); });
    connect(intervals_, &QCheckBox::toggled, this, [this](bool on) { errors_->setVisible(on), draw(); });
    connect(plot(), &StyledPlot::recoloured, this, [this] { redraw(); });
}

void GainView::add_gain_controls() {
    controls()->addWidget(orders_);
    controls()->addWidget(intervals_);
}

void GainView::set_order(ClassOrder order) { orders_->setCurrentIndex(orders_->findData(static_cast<int>(order))); }

ClassOrder GainView::order() const { return static_cast<ClassOrder>(orders_->currentData().toInt()); }

void GainView::set_intervals(bool on) { intervals_->setChecked(on); }

bool GainView::has_intervals() const { return intervals_->isChecked(); }

std::optional<Interval> GainView::shown_interval(int label) const {
    if (series_.empty() || !ranking().has_label(label)) return std::nullopt;
    const auto& gain = series_.front().gains[static_cast<std::size_t>(label)];
    return gain ? std::optional(gain->interval) : std::nullopt;
}

void GainView::set_classes(std::vector<std::string> names, std::vector<std::int64_t> train_counts) {
    names_ = std::move(names);
    train_counts_ = std::move(train_counts);
}

void GainView::show_series(std::vector<Series> series, const QString& hint_without) {
    series_ = std::move(series);
    for (Series& s : series_) s.gains.resize(names_.size());
    set_hint(series_.empty() ? hint_without : QString());
    rank();
    draw();
}

void GainView::rank() {
    std::vector<int> labels = order() == ClassOrder::name                       ? name_order(names_)
                              : order() == ClassOrder::gain && !series_.empty() ? gain_order(series_.front().gains)
                                                                                : frequency_order(train_counts_);
    show_ranking(ClassRanking(names_, train_counts_, std::move(labels)), order());
}

std::vector<std::optional<double>> GainView::ranked(const Series& series) const {
    std::vector<std::optional<double>> out;
    out.reserve(ranking().labels.size());
    for (int label : ranking().labels) {
        const auto& gain = series.gains[static_cast<std::size_t>(label)];
        out.push_back(gain ? std::optional(gain->value()) : std::nullopt);
    }
    return out;
}

std::vector<std::optional<double>> GainView::moving_average(const std::vector<std::optional<double>>& values,
                                                            int reach) {
    std::vector<std::optional<double>> out(values.size());
    const int size = static_cast<int>(values.size());
    double sum = 0;
    int n = 0;
    const auto take = [&](int i, int sign) {
        if (i >= 0 && i < size && values[static_cast<std::size_t>(i)])
            sum += sign * *values[static_cast<std::size_t>(i)], n += sign;
    };
    for (int i = 0; i < std::min(reach, size); ++i) take(i, 1);
    for (int i = 0; i < size; ++i) {
        take(i + reach, 1);
        take(i - reach - 1, -1);
        if (n > 0) out[static_cast<std::size_t>(i)] = sum / n;
    }
    return out;
}

void GainView::draw() {
    gains_ = series_.empty() ? std::vector<std::optional<double>>(names_.size()) : ranked(series_.front());
    legend_->show_swatches({}, {});
    if (!series_.empty()) draw_gains(), draw_averages(), fit_ranges();
    plot()->refresh();
}

void GainView::draw_gains() {
    const PlotColours& colours = plot()->colours();
    const double nothing = std::nan("");
    // A bar of NaN would be painted as a line at the edge of the plot: classes without a gain have none.
    QVector<double> ranks, with_gain, values, counts, below, above;
    for (int rank = 0; rank < ranking().size(); ++rank) {
        const auto i = static_cast<std::size_t>(rank);
        const auto& gain = series_.front().gains[static_cast<std::size_t>(ranking().labels[i])];
        ranks << rank;
        counts << (ranking().counts[i] > 0 ? static_cast<double>(ranking().counts[i]) : nothing);
        if (!gain) continue;
        with_gain << rank;
        values << 100 * gain->value();
        below << 100 * (gain->value() - gain->interval.low);
        above << 100 * (gain->interval.high - gain->value());
    }
    bars_->setData(with_gain, values, true);
    bars_->setBrush(mixed(colours.background, series_.front().colour, 0.45));
    errors_->setData(below, above);
    QColor line = colours.text;
    line.setAlphaF(ranking().size() <= 200 ? 0.3F : 0.15F);
    errors_->setPen(QPen(line, 1));
    counts_->setData(ranks, counts, true);
    counts_->setPen(QPen(colours.axis, 1.6));
}

void GainView::add_average(const Series& series, double thickness) {
    QCPGraph* graph = plot()->addGraph(plot()->xAxis, plot()->yAxis);
    const auto average = moving_average(ranked(series), average_reach(ranking().size()));
    // A moving average over hundreds of ranks says nothing new at each of them.
    const std::size_t stride = std::max<std::size_t>(1, average.size() / most_points);
    for (std::size_t rank = 0; rank < average.size(); rank += stride)
        graph->addData(static_cast<double>(rank), 100 * average[rank].value_or(std::nan("")));
    graph->setPen(QPen(series.colour, thickness));
    graph->setSelectable(QCP::stNone);
    averages_.push_back(graph);
}

void GainView::draw_averages() {
    using Swatch = SwatchStrip::Swatch;
    for (QCPGraph* graph : averages_) plot()->removeGraph(graph);
    averages_.clear();
    std::vector<Swatch> legend;
    for (std::size_t i = 1; i < series_.size(); ++i) add_average(series_[i], 1.5);
    add_average(series_.front(), 3); // above the others, but first in the legend
    for (const Series& series : series_)
        legend.push_back({.colour = series.colour, .label = series.label, .shape = Swatch::Shape::line});
    legend.front().label += tr(", mean of %1 neighbours").arg(2 * average_reach(ranking().size()) + 1);
    if (has_intervals())
        legend.push_back({.colour = mixed(plot()->colours().background, plot()->colours().text, 0.5),
                          .label = tr("95 % of each class"),
                          .shape = Swatch::Shape::line});
    legend.push_back(
        {.colour = counts_->pen().color(), .label = tr("training images (right)"), .shape = Swatch::Shape::line});
    legend_->show_swatches({}, legend);
}

void GainView::fit_ranges() {
    QCPRange gains(-5, 5);
    const auto include = [&gains](const QCPAbstractPlottable* drawn) {
        bool found = false;
        const QCPRange range = drawn->getValueRange(found);
        if (found) gains.expand(range);
    };
    include(bars_);
    for (const QCPGraph* graph : averages_) include(graph);
    if (has_intervals())
        for (const auto& gain : series_.front().gains)
            if (gain) gains.expand(QCPRange(100 * gain->interval.low, 100 * gain->interval.high));
    const double margin = 0.06 * gains.size();
    plot()->yAxis->setRange(QCPRange(gains.lower - margin, gains.upper + margin).bounded(-most_gain, most_gain));
    plot()->yAxis->grid()->setZeroLinePen(QPen(plot()->colours().axis, 1));
    const auto& counts = ranking().counts;
    const auto largest = static_cast<double>(counts.empty() ? 1 : *std::max_element(counts.begin(), counts.end()));
    plot()->yAxis2->setRange(0.7, std::max(2.0, 1.3 * largest));
}

QString GainView::class_text(int label) const {
    if (!ranking().has_label(label) || series_.empty()) return {};
    const auto of = static_cast<std::size_t>(label), rank = static_cast<std::size_t>(ranking().ranks[of]);
    const Series& shown = series_.front();
    const std::optional<ClassGain>& gain = shown.gains[of];
    const auto part = [&gain](double ClassGain::*member) {
        return percent_text(gain ? std::optional(*gain.*member) : std::nullopt);
    };
    const QString interval =
        gain ? tr(" (95 %: %1 to %2)").arg(points_text(gain->interval.low), points_text(gain->interval.high))
             : QString();
    return tr("%1 · %2\ngain %3 points%4\n%5 %6 %, %7 %8 %")
        .arg(ranking().names[rank], count_text(ranking().counts[rank], tr("training image")), points_text(gains_[rank]),
             interval, shown.reference, part(&ClassGain::reference), shown.label, part(&ClassGain::recall));
}

} // namespace whydah
