#include "widgets/growing_paths.h"

#include "widgets/elided_label.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/swatch_strip.h"
#include "widgets/trajectory_layer.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace whydah {
namespace {

constexpr int redraw_ms = 100;
constexpr double gap = std::numeric_limits<double>::quiet_NaN();

QString class_count_text(std::int64_t count) {
    return count == 1 ? GrowingPaths::tr("1 class") : GrowingPaths::tr("%1 classes").arg(count_text(count));
}

QCPCurve* add_curve(StyledPlot* plot, const QPen& pen) {
    auto* curve = new QCPCurve(plot->xAxis, plot->yAxis); // the plot's
    curve->setPen(pen);
    curve->setSelectable(QCP::stNone);
    return curve;
}

void add_dots(StyledPlot* plot, const QCPScatterStyle& style, const std::vector<PlanePoint>& points) {
    QCPCurve* dots = add_curve(plot, Qt::NoPen);
    dots->setLineStyle(QCPCurve::lsNone);
    dots->setScatterStyle(style);
    for (const PlanePoint& point : points) dots->addData(point[0], point[1]);
}

} // namespace

GrowingPaths::GrowingPaths(QWidget* parent)
    : PlotView(parent),
      legend_(new SwatchStrip(plot())),
      title_(new ElidedLabel(this)),
      caption_(new ElidedLabel(this)),
      details_(new QToolButton(this)) {
    setAccessibleName(tr("Trajectories while they grow"));
    QFont strong = title_->font();
    strong.setWeight(QFont::DemiBold);
    title_->setFont(strong);
    caption_->setForegroundRole(QPalette::PlaceholderText);
    for (ElidedLabel* label : {title_, caption_}) label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    details_->setText(tr("Dynamics"));
    details_->setToolTip(tr("All classes' finished trajectories, in 2-D and in space"));
    details_->hide();
    connect(details_, &QToolButton::clicked, this, &GrowingPaths::details_asked);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(title_);
    words->addWidget(caption_);
    controls()->addLayout(words, 1);
    controls()->addWidget(details_);
    plot()->plotLayout()->insertRow(0);
    plot()->plotLayout()->addElement(0, 0, legend_);
    for (QCPAxis* axis : {plot()->xAxis, plot()->yAxis}) axis->ticker()->setTickCount(4);
    redraw_.setSingleShot(true);
    redraw_.setInterval(redraw_ms);
    connect(&redraw_, &QTimer::timeout, this, &GrowingPaths::redraw);
    connect(plot(), &StyledPlot::recoloured, this, &GrowingPaths::redraw);
    connect(plot(), &StyledPlot::hovered, this, &GrowingPaths::hover);
    connect(plot(), &StyledPlot::reset_asked, this, [this] { whole_ = true, redraw(); });
    connect(plot(), &QCustomPlot::mouseWheel, this, [this] { whole_ = false; });
    connect(plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (event->buttons() & Qt::LeftButton) whole_ = false;
    });
    connect(plot(), &QCustomPlot::beforeReplot, this, &GrowingPaths::fit_ranges);
    clear();
}

void GrowingPaths::set_class_names(std::vector<std::string> names) { names_ = std::move(names); }

void GrowingPaths::show_progress(BlockProgress progress) {
    const bool first = !any_;
    if (progress.method != shown_.method || progress.seed != shown_.seed) whole_ = true; // another plane
    shown_ = std::move(progress);
    any_ = true;
    details_->hide();
    const QString of = method_and_seed_text(shown_.method, shown_.seed);
    title_->set_text(shown_.nets > 1 ? tr("%1 · net %2 of %3").arg(of).arg(shown_.net + 1).arg(shown_.nets) : of);
    const QString block = QString::number(shown_.block), classes = class_count_text(shown_.head_classes);
    const QString trained = tr("%1 of %2").arg(shown_.last_block - shown_.block + 1).arg(shown_.last_block + 1);
    const QString images = count_text(shown_.threshold, tr("image"));
    caption_->set_text(tr("block %1, %2 back to front: %3 with > %4").arg(block, trained, classes, images),
                       tr("block %1 (%2): %3, > %4").arg(block, trained, classes, images));
    if (first) return redraw();
    if (!redraw_.isActive()) redraw_.start();
}

void GrowingPaths::clear() {
    any_ = false;
    shown_ = {};
    whole_ = true;
    redraw_.stop();
    details_->hide();
    redraw();
}

void GrowingPaths::offer_details() { details_->setVisible(any_); }

QString GrowingPaths::title() const { return any_ ? title_->full_text() : QString(); }
QString GrowingPaths::caption() const { return any_ ? caption_->full_text() : QString(); }
QString GrowingPaths::shown_caption() const { return any_ ? caption_->text() : QString(); }

QColor GrowingPaths::colour_of(std::int64_t block) const {
    const std::int64_t shot = block > shown_.last_block ? 0 : std::int64_t{1} << block;
    return shot_colour(shot_place(shot, shown_.last_block), ShotScale::rainbow, plot()->colours().dark);
}

std::vector<PlanePoint> GrowingPaths::piece(std::int64_t block) const {
    std::vector<PlanePoint> points;
    for (const GrowingPath& path : shown_.paths) {
        const std::int64_t from = block - first_block(path);
        if (path.predicted.empty() || from < 0 || block > shown_.last_block) continue;
        const auto at = static_cast<std::size_t>(from);
        points.push_back(path.predicted[at]), points.push_back(path.predicted[at + 1]);
    }
    return points;
}

std::int64_t GrowingPaths::first_block(const GrowingPath& path) const {
    return shown_.last_block + 2 - static_cast<std::int64_t>(path.predicted.size());
}

int GrowingPaths::measured_count() const { return static_cast<int>(shown_.paths.size()); }

void GrowingPaths::redraw() {
    plot()->clearPlottables();
    set_hint(any_ ? QString()
                  : tr("While MetaModelNet trains, its classes' trajectories grow here block by block; those of a "
                       "finished run are in Dynamics."));
    if (any_) {
        draw_measured();
        for (std::int64_t block = shown_.last_block; block >= shown_.block; --block) draw_piece(block);
        draw_ends();
    }
    show_legend();
    plot()->refresh();
}

void GrowingPaths::draw_measured() {
    const PlotColours& colours = plot()->colours();
    QCPCurve* ways = add_curve(plot(), QPen(mixed(colours.background, colours.muted, 0.45), 1));
    std::vector<PlanePoint> targets;
    for (const GrowingPath& path : shown_.paths) {
        for (const PlanePoint& point : path.measured) ways->addData(point[0], point[1]);
        ways->addData(gap, gap);
        if (!path.measured.empty()) targets.push_back(path.measured.back());
    }
    const QPen ring(mixed(colours.background, colours.text, 0.7), 1);
    add_dots(plot(), QCPScatterStyle(QCPScatterStyle::ssCircle, ring, Qt::NoBrush, 6), targets);
}

void GrowingPaths::draw_piece(std::int64_t block) {
    const bool trains = block == shown_.block && !(shown_.finished && block == 0);
    QCPCurve* curve = add_curve(plot(), QPen(colour_of(block), trains ? 2.8 : 1.6));
    const std::vector<PlanePoint> points = piece(block);
    for (std::size_t i = 0; i < points.size(); ++i) {
        curve->addData(points[i][0], points[i][1]);
        if (i % 2) curve->addData(gap, gap);
    }
}

void GrowingPaths::draw_ends() {
    std::vector<PlanePoint> ends;
    std::map<std::int64_t, std::vector<PlanePoint>> starts; // by block
    for (const GrowingPath& path : shown_.paths) {
        if (path.predicted.empty()) continue;
        starts[first_block(path)].push_back(path.predicted.front());
        ends.push_back(path.predicted.back());
    }
    const auto disc = [](const QColor& colour) { return QCPScatterStyle(QCPScatterStyle::ssDisc, colour, 5); };
    for (const auto& [block, points] : starts) add_dots(plot(), disc(colour_of(block)), points);
    add_dots(plot(), disc(colour_of(shown_.last_block + 1)), ends);
}

void GrowingPaths::show_legend() {
    std::vector<SwatchStrip::Swatch> swatches;
    using Shape = SwatchStrip::Swatch::Shape;
    if (any_) {
        for (std::int64_t block = shown_.block; block <= shown_.last_block; ++block)
            swatches.push_back({.colour = colour_of(block), .label = count_text(std::int64_t{1} << block)});
        swatches.push_back({.colour = colour_of(shown_.last_block + 1), .label = tr("many")});
        swatches.push_back({.colour = plot()->colours().muted, .label = tr("measured"), .shape = Shape::line});
        const auto axis = [this](std::size_t i, const char* name) {
            const double share = shown_.variance_share[i];
            return QLatin1String(name) + (share > 0 ? tr(" (%1 %)").arg(100 * share, 0, 'f', 0) : QString());
        };
        plot()->xAxis->setLabel(axis(0, "PC 1"));
        plot()->yAxis->setLabel(axis(1, "PC 2"));
    }
    legend_->show_swatches(tr("shots"), swatches);
}

// One scale for both axes, whatever the shape of the plot. The measured ways stay where they are, and so does what is
// in sight, unless a net sends weights beyond it.
void GrowingPaths::fit_ranges() {
    if (!any_ || !whole_) return;
    QCPRange x, y;
    bool found = false;
    const auto take = [&](const std::vector<PlanePoint>& points) {
        for (const PlanePoint& point : points) {
            x = found ? x.expanded({point[0], point[0]}) : QCPRange(point[0], point[0]);
            y = found ? y.expanded({point[1], point[1]}) : QCPRange(point[1], point[1]);
            found = true;
        }
    };
    for (const GrowingPath& path : shown_.paths) take(path.measured), take(path.predicted);
    if (!found) return;
    const QRect in = plot()->axisRect()->rect();
    const double width = std::max(in.width(), 1), height = std::max(in.height(), 1);
    const double unit = std::max({1.08 * x.size() / width, 1.08 * y.size() / height, 1e-12}); // of a pixel
    const double right = unit * width / 2, up = unit * height / 2;
    plot()->xAxis->setRange(x.center() - right, x.center() + right);
    plot()->yAxis->setRange(y.center() - up, y.center() + up);
}

void GrowingPaths::hover(const QPointF& at) {
    double nearest = 12;
    QString text;
    const auto look = [&](const GrowingPath& path, const PlanePoint& point, const QString& what) {
        const QPointF place(plot()->xAxis->coordToPixel(point[0]), plot()->yAxis->coordToPixel(point[1]));
        const double away = QLineF(at, place).length();
        if (away >= nearest) return;
        nearest = away;
        const auto label = static_cast<std::size_t>(path.label);
        const QString name =
            label < names_.size() ? QString::fromStdString(names_[label]) : tr("class %1").arg(path.label);
        text = name + u'\n' + what;
    };
    for (const GrowingPath& path : shown_.paths) {
        for (std::size_t i = 0; i < path.measured.size() && i < path.shots.size(); ++i)
            look(path, path.measured[i], tr("measured, %1").arg(shot_text(path.shots[i])));
        for (std::size_t i = 0; i < path.predicted.size(); ++i) {
            const std::int64_t block = first_block(path) + static_cast<std::int64_t>(i);
            look(path, path.predicted[i],
                 i == 0 ? tr("enters block %1, %2").arg(block).arg(shot_text(path.first_shots))
                        : tr("predicted, %1").arg(shot_text(block > shown_.last_block ? 0 : std::int64_t{1} << block)));
        }
    }
    plot()->show_hover(at, text);
}

} // namespace whydah
