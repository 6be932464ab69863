#include "widgets/gain_plot.h"

#include "records/experiment_options.h"
#include "widgets/count_ticker.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/results_rows.h"
#include "widgets/swatch_strip.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

const std::string reference{method_names.front()}; // plain

constexpr std::size_t most_points = 1000; // of a drawn average

int average_reach(int classes) { return std::max(2, classes / 20); }

} // namespace

GainPlot::GainPlot(QWidget* parent)
    : ClassRankView(parent),
      legend_(new SwatchStrip(plot())),
      methods_(new QComboBox(this)),
      all_methods_(new QCheckBox(tr("All averages"), this)),
      bars_(new QCPBars(plot()->xAxis, plot()->yAxis)),
      counts_(plot()->addGraph(plot()->xAxis, plot()->yAxis2)) {
    methods_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    methods_->setToolTip(tr("The method whose gain over plain is shown class by class"));
    all_methods_->setToolTip(tr("Adds the moving average of every other method"));
    add_label(tr("Gain over plain of"));
    controls()->addWidget(methods_);
    controls()->addStretch(1);
    controls()->addWidget(all_methods_);
    plot()->plotLayout()->insertRow(0);
    plot()->plotLayout()->addElement(0, 0, legend_);
    bars_->setPen(Qt::NoPen);
    bars_->setAntialiased(false);
    bars_->setSelectable(QCP::stNone);
    counts_->setSelectable(QCP::stNone);
    plot()->yAxis->setLabel(tr("gain over plain in points of recall"));
    QCPAxis* right = plot()->yAxis2;
    right->setLabel(tr("training images"));
    right->setVisible(true);
    right->setScaleType(QCPAxis::stLogarithmic);
    right->setTicker(QSharedPointer<QCPAxisTicker>(new CountTicker));
    right->setNumberFormat(QStringLiteral("f"));
    right->setNumberPrecision(0);
    connect(methods_, &QComboBox::activated, this, [this] {
        wished_ = method();
        redraw();
        Q_EMIT method_changed(wished_);
    });
    connect(all_methods_, &QCheckBox::toggled, this, &GainPlot::redraw);
    connect(plot(), &StyledPlot::recoloured, this, &GainPlot::redraw);
    clear();
}

void GainPlot::show_results(const std::vector<MethodResult>& results) {
    results_ = results;
    std::vector<std::string> names;
    std::vector<std::int64_t> counts;
    if (!results_.empty())
        for (const ClassAccuracy& c : results_.front().classes) names.push_back(c.name), counts.push_back(c.train);
    show_ranking(ClassRanking(names, counts));
    fill_methods();
    redraw();
}

void GainPlot::clear() { show_results({}); }

void GainPlot::fill_methods() {
    methods_->clear();
    for (const MethodResult& result : results_) {
        const QString name = QString::fromStdString(result.method);
        if (result.method == reference || methods_->findData(name) >= 0) continue;
        if (gain_per_class(results_, result.method, reference).empty()) continue;
        methods_->addItem(QString::fromStdString(method_label(result.method)), name);
    }
    int index = methods_->findData(wished_);
    if (index < 0) index = methods_->findData(QStringLiteral("meta_model_net"));
    methods_->setCurrentIndex(index < 0 ? methods_->count() - 1 : index);
    all_methods_->setEnabled(methods_->count() > 1);
}

void GainPlot::select_method(const QString& name) {
    const int index = methods_->findData(name);
    if (index < 0) return;
    wished_ = name;
    if (index == methods_->currentIndex()) return;
    methods_->setCurrentIndex(index);
    redraw();
}

QString GainPlot::method() const { return methods_->currentData().toString(); }

void GainPlot::set_all_methods(bool on) { all_methods_->setChecked(on); }

std::vector<std::optional<double>> GainPlot::ranked_gains(const std::string& name) const {
    const std::vector<std::optional<double>> gains = gain_per_class(results_, name, reference);
    std::vector<std::optional<double>> out;
    for (int label : ranking().labels)
        out.push_back(static_cast<std::size_t>(label) < gains.size() ? gains[static_cast<std::size_t>(label)]
                                                                     : std::nullopt);
    return out;
}

std::vector<std::optional<double>> GainPlot::moving_average(const std::vector<std::optional<double>>& values,
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

void GainPlot::redraw() {
    gains_ = ranked_gains(method().toStdString());
    const bool empty = methods_->count() == 0;
    set_hint(!empty             ? QString()
             : results_.empty() ? tr("Run an experiment to see what each method gains over plain, class by class.")
                                : tr("A gain needs plain and one more method with the same seed."));
    legend_->show_swatches({}, {});
    if (!empty) draw_gains(), draw_averages(), fit_ranges();
    plot()->refresh();
}

void GainPlot::draw_gains() {
    const PlotColours& colours = plot()->colours();
    const double nothing = std::nan("");
    QVector<double> ranks, values, counts;
    for (int rank = 0; rank < ranking().size(); ++rank) {
        const auto i = static_cast<std::size_t>(rank);
        ranks << rank;
        values << 100 * gains_[i].value_or(nothing);
        counts << (ranking().counts[i] > 0 ? static_cast<double>(ranking().counts[i]) : nothing);
    }
    bars_->setData(ranks, values, true);
    bars_->setWidth(bar_width());
    bars_->setBrush(mixed(colours.background, method_colour(method().toStdString(), colours.dark), 0.45));
    counts_->setData(ranks, counts, true);
    counts_->setPen(QPen(colours.axis, 1.6));
}

QCPGraph* GainPlot::add_average(const std::string& name, double thickness) {
    QCPGraph* graph = plot()->addGraph(plot()->xAxis, plot()->yAxis);
    const auto average = moving_average(ranked_gains(name), average_reach(ranking().size()));
    // A moving average over hundreds of ranks says nothing new at each of them.
    const std::size_t stride = std::max<std::size_t>(1, average.size() / most_points);
    for (std::size_t rank = 0; rank < average.size(); rank += stride)
        graph->addData(static_cast<double>(rank), 100 * average[rank].value_or(std::nan("")));
    graph->setPen(QPen(method_colour(name, plot()->colours().dark), thickness));
    graph->setSelectable(QCP::stNone);
    averages_.push_back(graph);
    return graph;
}

void GainPlot::draw_averages() {
    using Swatch = SwatchStrip::Swatch;
    for (QCPGraph* graph : averages_) plot()->removeGraph(graph);
    averages_.clear();
    std::vector<Swatch> legend;
    const auto add = [&](const QString& name, double thickness) {
        const QCPGraph* graph = add_average(name.toStdString(), thickness);
        legend.push_back({.colour = graph->pen().color(),
                          .label = QString::fromStdString(method_label(name.toStdString())),
                          .shape = Swatch::Shape::line});
    };
    if (all_methods_->isChecked())
        for (int i = 0; i < methods_->count(); ++i)
            if (i != methods_->currentIndex()) add(methods_->itemData(i).toString(), 1.5);
    add(method(), 3); // above the others, but first in the legend
    std::rotate(legend.begin(), legend.end() - 1, legend.end());
    legend.front().label += tr(", mean of %1 neighbours").arg(2 * average_reach(ranking().size()) + 1);
    legend.push_back(
        {.colour = counts_->pen().color(), .label = tr("training images (right)"), .shape = Swatch::Shape::line});
    legend_->show_swatches({}, legend);
}

void GainPlot::fit_ranges() {
    QCPRange gains(-5, 5);
    const auto include = [&gains](const QCPAbstractPlottable* drawn) {
        bool found = false;
        const QCPRange range = drawn->getValueRange(found);
        if (found) gains.expand(range);
    };
    include(bars_);
    for (const QCPGraph* graph : averages_) include(graph);
    const double margin = 0.06 * gains.size();
    plot()->yAxis->setRange(gains.lower - margin, gains.upper + margin);
    plot()->yAxis->grid()->setZeroLinePen(QPen(plot()->colours().axis, 1));
    const auto largest = static_cast<double>(ranking().size() ? ranking().counts.front() : 1);
    plot()->yAxis2->setRange(0.7, std::max(2.0, 1.3 * largest));
}

QString GainPlot::class_text(int label) const {
    if (!ranking().has_label(label) || gains_.empty()) return {};
    const auto of = static_cast<std::size_t>(label), rank = static_cast<std::size_t>(ranking().ranks[of]);
    const std::string name = method().toStdString();
    return tr("%1 · %2\ngain %3 points\nplain %4 %, %5 %6 %")
        .arg(ranking().names[rank], count_text(ranking().counts[rank], tr("training image")), points_text(gains_[rank]),
             percent_text(mean_recall(results_, reference, of)), QString::fromStdString(method_label(name)),
             percent_text(mean_recall(results_, name, of)));
}

} // namespace whydah
