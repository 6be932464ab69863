#include "widgets/rank_frequency_plot.h"

#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/swatch_strip.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

constexpr double reach = 12; // pixels around a point

/// "−1.08" with a true minus.
QString signed_text(double value, int digits) {
    return QString::number(value, 'f', digits).replace(u'-', QChar(0x2212));
}

void make_logarithmic(QCPAxis* axis) {
    axis->setScaleType(QCPAxis::stLogarithmic);
    axis->setTicker(QSharedPointer<QCPAxisTickerLog>(new QCPAxisTickerLog));
    axis->setNumberFormat(QStringLiteral("f"));
    axis->setNumberPrecision(0);
}

} // namespace

RankFrequencyPlot::RankFrequencyPlot(QWidget* parent)
    : PlotView(parent),
      legend_(new SwatchStrip(plot())),
      line_(nullptr),
      mark_(nullptr) {
    setAccessibleName(tr("Training images by rank"));
    plot()->plotLayout()->insertRow(0);
    plot()->plotLayout()->addElement(0, 0, legend_);
    make_logarithmic(plot()->xAxis);
    make_logarithmic(plot()->yAxis);
    plot()->xAxis->setLabel(tr("rank of the class, most training images first"));
    plot()->yAxis->setLabel(tr("training images"));
    plot()->axisRect()->setMinimumMargins(plain_margins + QMargins(0, 0, 16, 0));
    line_ = plot()->addGraph();
    for (QCPGraph*& points : points_) {
        points = plot()->addGraph();
        points->setLineStyle(QCPGraph::lsNone);
    }
    mark_ = plot()->addGraph();
    mark_->setLineStyle(QCPGraph::lsNone);
    for (int i = 0; i < plot()->graphCount(); ++i) plot()->graph(i)->setSelectable(QCP::stNone);
    connect(plot(), &StyledPlot::recoloured, this, &RankFrequencyPlot::recolour);
    connect(plot(), &StyledPlot::reset_asked, this, [this] { show_whole_range(), plot()->replot(); });
    connect(plot(), &StyledPlot::clicked, this, [this](const QPointF& at) { choose_rank(rank_near(at)); });
    connect(plot(), &StyledPlot::hovered, this, [this](const QPointF& at) {
        const int rank = rank_near(at);
        const auto place = static_cast<std::size_t>(std::max(rank, 0));
        plot()->show_hover(at, rank < 0 ? QString()
                                        : tr("%1\nrank %2 · %3")
                                              .arg(ranking_.names[place], count_text(rank + 1),
                                                   count_text(ranking_.counts[place], tr("training image"))));
    });
    show_summary({}, {});
}

void RankFrequencyPlot::show_summary(const DatasetSummary& summary, const BandRule& rule) {
    std::vector<std::string> names;
    for (const ClassSummary& c : summary.classes) names.push_back(c.name);
    ClassRanking ranking(names, summary.train_counts());
    const bool other = ranking.counts != ranking_.counts;
    ranking_ = std::move(ranking);
    rule_ = rule;
    facts_ = distribution_facts(ranking_.counts);
    set_hint(facts_.classes ? QString() : tr("Open a data set to see how its training images fall with the rank."));
    draw();
    if (other) show_whole_range();
    select_class(selected_);
    recolour();
}

void RankFrequencyPlot::draw() {
    std::array<QVector<double>, 3> ranks, heights;
    const auto bands = rule_.bands_of(ranking_.counts);
    for (std::size_t place = 0; place < static_cast<std::size_t>(facts_.classes);
         ++place) { // those without images last
        const auto band = static_cast<std::size_t>(bands[place]);
        ranks[band] << static_cast<double>(place + 1);
        heights[band] << static_cast<double>(ranking_.counts[place]);
    }
    for (std::size_t band = 0; band < 3; ++band) points_[band]->setData(ranks[band], heights[band], true);
    line_->data()->clear();
    if (facts_.fit)
        for (std::int64_t rank : {facts_.fit->first, facts_.fit->last})
            line_->addData(static_cast<double>(rank), facts_.fit->at(static_cast<double>(rank)));
}

void RankFrequencyPlot::show_whole_range() {
    plot()->xAxis->setRange(0.8, 1.25 * static_cast<double>(std::max<std::int64_t>(facts_.classes, 8)));
    plot()->yAxis->setRange(0.7 * static_cast<double>(std::max<std::int64_t>(facts_.smallest, 1)),
                            1.6 * static_cast<double>(std::max<std::int64_t>(facts_.largest, 8)));
}

QString RankFrequencyPlot::fit_text() const {
    if (!facts_.fit) return {};
    const PowerLawFit& fit = *facts_.fit;
    return tr("n ∝ rank^%1 · R² %2 · log-log least squares, ranks %3–%4")
        .arg(signed_text(fit.slope, 2), QString::number(fit.r_squared, 'f', 3), count_text(fit.first),
             count_text(fit.last));
}

void RankFrequencyPlot::recolour() {
    const PlotColours& colours = plot()->colours();
    std::vector<SwatchStrip::Swatch> swatches;
    for (Band band : all_bands) {
        QCPGraph* points = points_[static_cast<std::size_t>(band)];
        const QColor colour = band_colour(band, colours.dark);
        const double size = facts_.classes > 1000 ? 3 : facts_.classes > 200 ? 4.5 : 6;
        points->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, size));
        if (!points->data()->isEmpty()) swatches.push_back({.colour = colour, .label = tr(band_name(band))});
    }
    line_->setPen(QPen(colours.text, 1.4, Qt::DashLine));
    mark_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colours.text, 2), Qt::NoBrush, 12));
    if (facts_.fit)
        swatches.push_back({.colour = colours.text, .label = fit_text(), .shape = SwatchStrip::Swatch::Shape::dashes});
    legend_->show_swatches({}, swatches);
    plot()->refresh();
}

void RankFrequencyPlot::select_class(int label) {
    selected_ = ranking_.has_label(label) ? label : -1;
    mark_->data()->clear();
    if (selected_ >= 0) {
        const int rank = ranking_.ranks[static_cast<std::size_t>(label)];
        const std::int64_t n = ranking_.counts[static_cast<std::size_t>(rank)];
        if (n > 0) mark_->addData(rank + 1, static_cast<double>(n));
    }
    plot()->refresh();
}

int RankFrequencyPlot::rank_near(const QPointF& pixel) const {
    if (facts_.classes == 0 || !plot()->axisRect()->rect().contains(pixel.toPoint())) return -1;
    const auto distance = [&](std::int64_t rank) {
        const double n = static_cast<double>(ranking_.counts[static_cast<std::size_t>(rank)]);
        const QPointF at(plot()->xAxis->coordToPixel(static_cast<double>(rank + 1)), plot()->yAxis->coordToPixel(n));
        return std::hypot(at.x() - pixel.x(), at.y() - pixel.y());
    };
    const double low = plot()->xAxis->pixelToCoord(pixel.x() - reach),
                 high = plot()->xAxis->pixelToCoord(pixel.x() + reach);
    std::int64_t nearest = -1;
    for (auto rank = std::max<std::int64_t>(std::llround(std::floor(low)) - 1, 0);
         rank < std::min<std::int64_t>(std::llround(std::ceil(high)), facts_.classes); ++rank)
        if (distance(rank) <= (nearest < 0 ? reach : distance(nearest))) nearest = rank;
    return static_cast<int>(nearest);
}

void RankFrequencyPlot::choose_rank(int rank) {
    if (rank < 0 || rank >= facts_.classes) return;
    select_class(ranking_.labels[static_cast<std::size_t>(rank)]);
    Q_EMIT class_selected(selected_);
}

void RankFrequencyPlot::keyPressEvent(QKeyEvent* event) {
    const int rank = selected_ < 0 ? -1 : ranking_.ranks[static_cast<std::size_t>(selected_)];
    if (event->key() == Qt::Key_Left) return choose_rank(rank - 1);
    if (event->key() == Qt::Key_Right) return choose_rank(rank + 1);
    if (event->key() == Qt::Key_Escape) {
        select_class(-1);
        Q_EMIT class_selected(-1);
        return;
    }
    PlotView::keyPressEvent(event);
}

} // namespace whydah
