#include "widgets/norm_plot.h"

#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/swatch_strip.h"
#include "widgets/trajectory_layer.h"
#include "widgets/trajectory_motion.h"

#include <algorithm>
#include <cmath>

namespace whydah {

NormPlot::NormPlot(QWidget* parent) : PlotView(parent), legend_(new SwatchStrip(plot())) {
    setAccessibleName(tr("Norms of weights by shots"));
    plot()->plotLayout()->insertRow(0);
    plot()->plotLayout()->addElement(0, 0, legend_);
    plot()->xAxis->setLabel(tr("shots k"));
    plot()->yAxis->setLabel(tr("norm of weights"));
    plot()->setInteractions({});
    connect(plot(), &StyledPlot::recoloured, this, &NormPlot::redraw);
    connect(plot(), &StyledPlot::hovered, this, &NormPlot::hover);
    redraw();
}

void NormPlot::show_trajectories(std::shared_ptr<const Trajectories> trajectories) {
    if (trajectories == shown_) return;
    shown_ = std::move(trajectories);
    redraw();
}

void NormPlot::select_classes(std::vector<int> labels) {
    if (labels == selected_) return;
    selected_ = std::move(labels);
    redraw();
}

void NormPlot::add_line(const QString& name, const QColor& colour, Qt::PenStyle style, double width,
                        const std::vector<std::pair<std::int64_t, double>>& points) {
    QVector<double> x, y;
    for (const auto& [shot, norm] : points)
        if (std::isfinite(norm)) x << stage_of(shot, shown_->last_block), y << norm;
    if (x.isEmpty()) return;
    QCPGraph* graph = plot()->addGraph();
    graph->setName(name);
    graph->setPen(QPen(colour, width, style));
    graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colour, width + 4));
    graph->setData(x, y);
}

void NormPlot::redraw() {
    plot()->clearGraphs();
    const bool empty = !shown_ || shown_->dynamics.norms.empty();
    set_hint(empty ? tr("Run MetaModelNet to see how norms grow with the shots.") : QString());
    if (empty) return plot()->refresh();
    const bool dark = plot()->colours().dark;
    const QColor blue = band_colour(Band::many, dark), red = band_colour(Band::few, dark),
                 green = band_colour(Band::medium, dark);
    struct Line {
        QString name;
        QColor colour;
        Qt::PenStyle style;
        double NormOfShot::*of;
    };
    const Line means[] = {{tr("measured, head classes"), blue, Qt::SolidLine, &NormOfShot::measured},
                          {tr("predicted of these"), blue, Qt::DashLine, &NormOfShot::regressed},
                          {tr("entering at test time"), red, Qt::SolidLine, &NormOfShot::entering},
                          {tr("leaving, by entry"), green, Qt::SolidLine, &NormOfShot::leaving}};
    std::vector<SwatchStrip::Swatch> swatches;
    for (const Line& line : means) {
        std::vector<std::pair<std::int64_t, double>> points;
        for (const NormOfShot& norm : shown_->dynamics.norms) points.emplace_back(norm.shot, norm.*line.of);
        const int before = plot()->graphCount();
        add_line(line.name, line.colour, line.style, 1.8, points);
        if (plot()->graphCount() == before) continue;
        using Shape = SwatchStrip::Swatch::Shape;
        swatches.push_back({.colour = line.colour,
                            .label = line.name,
                            .shape = line.style == Qt::DashLine ? Shape::dashes : Shape::line});
    }
    for (int label : selected_)
        for (const ClassTrajectory& path : shown_->classes) {
            if (path.label != label) continue;
            std::vector<std::pair<std::int64_t, double>> points;
            for (const TrajectoryPoint& point : path.points) points.emplace_back(point.shot, point.norm);
            add_line(QString::fromStdString(path.name), plot()->colours().text, Qt::SolidLine, 2.4, points);
        }
    if (!selected_.empty())
        swatches.push_back({.colour = plot()->colours().text,
                            .label = tr("chosen classes"),
                            .shape = SwatchStrip::Swatch::Shape::line});
    legend_->show_swatches({}, swatches);
    const QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    for (std::int64_t block = 0; block <= shown_->last_block + 1; ++block)
        names->addTick(static_cast<double>(block),
                       block > shown_->last_block ? tr("many") : count_text(std::int64_t{1} << block));
    plot()->xAxis->setTicker(names);
    plot()->xAxis->setRange(-0.3, static_cast<double>(shown_->last_block) + 1.3);
    plot()->yAxis->rescale();
    plot()->yAxis->setRange(0, 1.08 * plot()->yAxis->range().upper);
    plot()->refresh();
}

std::vector<std::pair<QString, int>> NormPlot::lines() const {
    std::vector<std::pair<QString, int>> out;
    for (int i = 0; i < plot()->graphCount(); ++i)
        out.emplace_back(plot()->graph(i)->name(), plot()->graph(i)->data()->size());
    return out;
}

void NormPlot::hover(const QPointF& at) {
    double nearest = 12;
    QString text;
    for (int i = 0; i < plot()->graphCount(); ++i)
        for (const QCPGraphData& point : *plot()->graph(i)->data()) {
            const double away = QLineF(at, plot()->graph(i)->coordsToPixels(point.key, point.value)).length();
            if (away >= nearest) continue;
            nearest = away;
            const auto block = std::llround(point.key);
            text =
                QStringLiteral("%1\n%2 · %3")
                    .arg(plot()->graph(i)->name(), shot_text(block > shown_->last_block ? 0 : std::int64_t{1} << block),
                         QString::number(point.value, 'f', 3));
        }
    plot()->show_hover(at, text);
}

} // namespace whydah
