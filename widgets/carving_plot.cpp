#include "widgets/carving_plot.h"

#include "widgets/class_ranking.h"
#include "widgets/count_ticker.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/rank_bars.h"
#include "widgets/swatch_strip.h"

#include <QCheckBox>
#include <QHBoxLayout>

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

constexpr double log_ground = 0.5; // where bars stand on a logarithmic axis, so that a class of one image is seen

} // namespace

CarvingPlot::CarvingPlot(QWidget* parent)
    : PlotView(parent),
      log_(new QCheckBox(tr("Log axis"), this)),
      legend_(new SwatchStrip(plot())),
      steps_(plot()->addGraph()) {
    setAccessibleName(tr("Training images before and after the carving"));
    controls()->addStretch(1);
    controls()->addWidget(log_);
    plot()->plotLayout()->insertRow(0);
    plot()->plotLayout()->addElement(0, 0, legend_);
    steps_->setLineStyle(QCPGraph::lsStepCenter);
    steps_->setSelectable(QCP::stNone);
    steps_->setAntialiased(false);
    for (RankBars*& bars : bars_) bars = new RankBars(plot()->xAxis, plot()->yAxis);
    plot()->xAxis->setLabel(tr("rank of the class, most training images first"));
    plot()->yAxis->setLabel(tr("training images"));
    plot()->xAxis->grid()->setVisible(false);
    for (QCPAxis* axis : {plot()->xAxis, plot()->yAxis}) {
        axis->setNumberFormat(QStringLiteral("f"));
        axis->setNumberPrecision(0);
    }
    plot()->setInteractions({});
    plot()->axisRect()->setMinimumMargins(plain_margins + QMargins(0, 0, 16, 0));
    connect(log_, &QCheckBox::toggled, this, &CarvingPlot::draw);
    connect(plot(), &StyledPlot::recoloured, this, &CarvingPlot::recolour);
    connect(plot(), &StyledPlot::hovered, this, &CarvingPlot::hover);
    recolour();
}

void CarvingPlot::show_hint(const QString& text) { set_hint(text); }

void CarvingPlot::set_log_axis(bool log) { log_->setChecked(log); }

void CarvingPlot::show_carving(const std::vector<std::string>& names, const std::vector<std::int64_t>& before,
                               const std::vector<std::int64_t>& after, const BandRule& rule) {
    ClassRanking whole(names, before), carved(names, after);
    before_ = std::move(whole.counts), after_ = std::move(carved.counts);
    before_names_ = std::move(whole.names), after_names_ = std::move(carved.names);
    rule_ = rule;
    set_hint({});
    draw();
}

void CarvingPlot::draw() {
    const bool log = log_->isChecked();
    const double ground = log ? log_ground : 0;
    QVector<double> ranks, heights; // half a class more on each side: the steps cover whole bars
    for (std::size_t rank = 0; rank < before_.size(); ++rank) {
        const double height = std::max(static_cast<double>(before_[rank]), ground);
        if (rank == 0) ranks << 0.5, heights << height;
        ranks << static_cast<double>(rank + 1), heights << height;
        if (rank + 1 == before_.size()) ranks << static_cast<double>(rank) + 1.5, heights << height;
    }
    steps_->setData(ranks, heights, true);
    std::array<QVector<double>, 3> places, tall;
    const auto bands = rule_.bands_of(after_);
    for (std::size_t rank = 0; rank < after_.size(); ++rank) {
        const auto band = static_cast<std::size_t>(bands[rank]);
        places[band] << static_cast<double>(rank + 1);
        tall[band] << std::max(static_cast<double>(after_[rank]) - ground, 0.0); // a bar counts from its ground
    }
    for (std::size_t band = 0; band < 3; ++band) {
        bars_[band]->setData(places[band], tall[band], true);
        bars_[band]->setBaseValue(ground);
    }
    const double largest = static_cast<double>(std::max<std::int64_t>(before_.empty() ? 4 : before_.front(), 4));
    QCPAxis* axis = plot()->yAxis;
    axis->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis->setTicker(log ? QSharedPointer<QCPAxisTicker>(new CountTicker)
                        : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    log ? axis->setRange(log_ground, largest * 1.4) : axis->setRange(0, largest * 1.04);
    plot()->xAxis->setRange(0.5, static_cast<double>(std::max<std::size_t>(before_.size(), 1)) + 0.5);
    plot()->refresh();
}

void CarvingPlot::recolour() {
    const PlotColours& colours = plot()->colours();
    const QColor grey = mixed(colours.background, colours.text, 0.5);
    steps_->setPen(QPen(grey, 1.2));
    steps_->setBrush(mixed(colours.background, colours.text, 0.12));
    std::vector<SwatchStrip::Swatch> swatches{
        {.colour = grey, .label = tr("before"), .shape = SwatchStrip::Swatch::Shape::line}};
    for (Band band : all_bands) {
        const QColor colour = band_colour(band, colours.dark);
        bars_[static_cast<std::size_t>(band)]->setBrush(colour);
        swatches.push_back({.colour = colour, .label = tr("after: %1").arg(QLatin1String(band_name(band)))});
    }
    legend_->show_swatches({}, swatches);
    plot()->refresh();
}

void CarvingPlot::hover(const QPointF& at) {
    const double rank = std::floor(plot()->xAxis->pixelToCoord(at.x()) - 0.5);
    if (!plot()->axisRect()->rect().contains(at.toPoint()) || rank < 0 || rank >= static_cast<double>(before_.size()))
        return plot()->show_hover(at, {});
    const auto place = static_cast<std::size_t>(rank);
    plot()->show_hover(at, tr("rank %1\nbefore: %2 · %3\nafter: %4 · %5")
                               .arg(count_text(static_cast<std::int64_t>(place) + 1), before_names_[place],
                                    count_text(before_[place]), after_names_[place], count_text(after_[place])));
}

} // namespace whydah
