#include "widgets/trajectory_plot.h"

#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/region_picker.h"
#include "widgets/swatch_strip.h"
#include "widgets/trajectory_layer.h"

#include <QKeyEvent>

#include <algorithm>

namespace whydah {
namespace {

bool of_one_run(const Trajectories& a, const Trajectories& b) { return a.method == b.method && a.seed == b.seed; }

} // namespace

TrajectoryPlot::TrajectoryPlot(QWidget* parent)
    : PlotView(parent),
      legend_(new SwatchStrip(plot())),
      layer_(new TrajectoryLayer(plot())),
      picker_(new RegionPicker(plot())) {
    setAccessibleName(tr("Trajectories of class weights"));
    plot()->plotLayout()->insertRow(0);
    plot()->plotLayout()->addElement(0, 0, legend_);
    connect(picker_, &RegionPicker::picked, this, [this](const QPolygonF& region, Qt::KeyboardModifiers keys) {
        std::vector<int> labels;
        if (keys & Qt::ControlModifier) labels = selected_classes();
        for (int label : layer_->labels_in(region))
            if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
        select_here(std::move(labels));
    });
    connect(picker_, &RegionPicker::clicked, this, &TrajectoryPlot::click);
    connect(plot(), &StyledPlot::recoloured, this, &TrajectoryPlot::show_legend);
    connect(plot(), &StyledPlot::clicked, this, &TrajectoryPlot::click);
    connect(plot(), &StyledPlot::hovered, this, &TrajectoryPlot::hover);
    connect(plot(), &StyledPlot::reset_asked, this, [this] { whole_ = true, plot()->refresh(); });
    connect(plot(), &QCustomPlot::mouseWheel, this, [this] { whole_ = false; });
    connect(plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if ((event->buttons() & Qt::LeftButton) && picker_->shape() == RegionPicker::Shape::none) whole_ = false;
    });
    // One scale for both axes, whatever the shape of the plot.
    connect(plot(), &QCustomPlot::beforeReplot, this, &TrajectoryPlot::fit_scale);
    connect(plot(), &QCustomPlot::afterReplot, this, &TrajectoryPlot::settle);
    clear();
}

void TrajectoryPlot::show_trajectories(const std::vector<Trajectories>& all) {
    const QString before = choices().value(chosen_);
    all_.clear();
    for (const Trajectories& t : all)
        if (!t.empty()) all_.push_back({std::make_shared<const Trajectories>(t), 0});
    whole_ = true;
    chosen_ = std::max(static_cast<int>(choices().indexOf(before)), all_.empty() ? -1 : 0);
    Q_EMIT choices_changed();
    show_chosen();
}

void TrajectoryPlot::add_trajectories(const Trajectories& trajectories, std::size_t measured) {
    if (trajectories.empty()) return;
    const Shown added{std::make_shared<const Trajectories>(trajectories), measured};
    const auto same = std::find_if(all_.begin(), all_.end(),
                                   [&](const Shown& known) { return of_one_run(*known.trajectories, trajectories); });
    if (same != all_.end()) {
        *same = added;
    } else {
        all_.push_back(added);
        chosen_ = std::max(chosen_, 0);
        Q_EMIT choices_changed();
    }
    show_chosen();
}

void TrajectoryPlot::clear() { show_trajectories({}); }

QStringList TrajectoryPlot::choices() const {
    QStringList out;
    for (const Shown& known : all_) out << method_and_seed_text(known.trajectories->method, known.trajectories->seed);
    return out;
}

void TrajectoryPlot::choose(int index) {
    if (index < 0 || index >= static_cast<int>(all_.size())) return;
    chosen_ = index;
    Q_EMIT choices_changed();
    show_chosen();
}

void TrajectoryPlot::choose(const QString& method, qint64 seed) {
    for (std::size_t i = 0; i < all_.size(); ++i)
        if (all_[i].trajectories->method == method.toStdString() && all_[i].trajectories->seed == seed)
            return choose(static_cast<int>(i));
}

void TrajectoryPlot::show_chosen() {
    const Shown none, &known = chosen_ < 0 ? none : all_[static_cast<std::size_t>(chosen_)];
    const Shared chosen = known.trajectories;
    if (chosen && &shown() == chosen.get()) return;
    if (!chosen || !of_one_run(*chosen, shown())) whole_ = true;
    layer_->show_trajectories(chosen, known.measured);
    set_hint(chosen_ < 0 ? tr("Run MetaModelNet to see how each class's weights travel from few-shot to many-shot.")
                         : QString());
    const auto axis_label = [this](int axis) {
        const double share = shown().variance_share[static_cast<std::size_t>(axis)];
        if (shown().variance_share[0] <= 0 && !shown().empty()) return tr("t-SNE %1").arg(axis + 1); // not of PCA
        return tr("PC %1 (%2 % of variance)").arg(axis + 1).arg(percent_text(share));
    };
    plot()->xAxis->setLabel(axis_label(0));
    plot()->yAxis->setLabel(axis_label(1));
    show_legend();
    plot()->refresh();
    Q_EMIT shown_changed();
}

void TrajectoryPlot::show_legend() {
    std::vector<SwatchStrip::Swatch> shots;
    const bool dark = plot()->colours().dark;
    if (!shown().empty())
        for (const TrajectoryColours::Entry& entry : colours().legend(dark))
            shots.push_back({.colour = entry.colour, .label = entry.label});
    if (measured() > 0) {
        const QColor grey = plot()->colours().muted;
        shots.push_back({.colour = grey, .label = tr("measured"), .shape = SwatchStrip::Swatch::Shape::line});
        shots.push_back({.colour = grey, .label = tr("predicted"), .shape = SwatchStrip::Swatch::Shape::dashes});
    }
    const auto keeps = [](const ClassTrajectory& path) { return path.points.size() == 1; };
    if (std::any_of(shown().classes.begin(), shown().classes.end(), keeps))
        shots.push_back({.colour = colours().by == TrajectoryColours::By::shot ? layer_->shot_colour_of(0)
                                                                               : plot()->colours().muted,
                         .label = layer_->out_of_sight() == 0
                                      ? tr("keeps its weights")
                                      : tr("keeps its weights (%1 out of sight)").arg(layer_->out_of_sight()),
                         .shape = SwatchStrip::Swatch::Shape::ring});
    legend_->show_swatches(colours().title(), shots);
}

void TrajectoryPlot::fit_scale() {
    scaled_for_ = plot()->axisRect()->size();
    if (whole_)
        show_whole_range();
    else
        plot()->yAxis->setScaleRatio(plot()->xAxis, 1);
}

// Other numbers at the ticks may have moved the axes. Once or twice more, and not for ever: numbers and axes may also
// push each other to and fro.
void TrajectoryPlot::settle() {
    const bool settled = shown().empty() || plot()->axisRect()->size() == scaled_for_ || settling_ == 2;
    settling_ = settled ? 0 : settling_ + 1;
    if (!settled) plot()->refresh();
}

void TrajectoryPlot::show_whole_range() {
    bool found = false;
    const QCPRange x = layer_->getKeyRange(found, QCP::sdBoth), y = layer_->getValueRange(found, QCP::sdBoth, {});
    if (!found) return;
    const double width = std::max(1, scaled_for_.width()), height = std::max(1, scaled_for_.height());
    constexpr double margin = 1.12;
    const double unit = margin * std::max({x.size() / width, y.size() / height, 1e-12}); // per pixel
    plot()->xAxis->setRange(x.center() - unit * width / 2, x.center() + unit * width / 2);
    plot()->yAxis->setRange(y.center() - unit * height / 2, y.center() + unit * height / 2);
}

const Trajectories& TrajectoryPlot::shown() const { return layer_->shown(); }

std::shared_ptr<const Trajectories> TrajectoryPlot::shared() const {
    return chosen_ < 0 ? nullptr : all_[static_cast<std::size_t>(chosen_)].trajectories;
}

std::size_t TrajectoryPlot::measured() const {
    return chosen_ < 0 ? 0 : all_[static_cast<std::size_t>(chosen_)].measured;
}

void TrajectoryPlot::set_colours(const TrajectoryColours& colours) {
    layer_->set_colours(colours);
    show_legend();
    plot()->refresh();
}

const TrajectoryColours& TrajectoryPlot::colours() const { return layer_->colours(); }

void TrajectoryPlot::set_scale(ShotScale scale) {
    TrajectoryColours now = colours();
    now.scale = scale;
    set_colours(now);
}

ShotScale TrajectoryPlot::scale() const { return colours().scale; }

void TrajectoryPlot::set_stage(double stage) {
    if (stage == layer_->stage()) return;
    layer_->set_stage(stage);
    plot()->refresh();
}

void TrajectoryPlot::select_class(int label) {
    if (label != selected_class()) select_classes(label < 0 ? std::vector<int>{} : std::vector{label});
}

int TrajectoryPlot::selected_class() const { return selected_classes().empty() ? -1 : selected_classes().back(); }

void TrajectoryPlot::select_classes(std::vector<int> labels) {
    const bool dimmed = !selected_classes().empty();
    layer_->select(std::move(labels));
    if (dimmed == !selected_classes().empty())
        plot()->refresh_layer(layer_->selection_layer());
    else
        plot()->refresh();
}

const std::vector<int>& TrajectoryPlot::selected_classes() const { return layer_->selected(); }

int TrajectoryPlot::class_at(const QPointF& pixel) const {
    const TrajectoryLayer::Hit hit = layer_->hit(pixel);
    return hit.path ? static_cast<int>(hit.path->label) : -1;
}

QPointF TrajectoryPlot::pixel_of(int label, int point) const {
    const ClassTrajectory* path = layer_->find(label);
    return path ? layer_->pixel(path->points.at(static_cast<std::size_t>(point))) : QPointF();
}

void TrajectoryPlot::click(const QPointF& at, Qt::KeyboardModifiers keys) {
    if (shown().empty() || !plot()->axisRect()->rect().contains(at.toPoint())) return;
    pick(class_at(at), keys);
}

void TrajectoryPlot::pick(int label, Qt::KeyboardModifiers keys) {
    std::vector<int> labels;
    if (keys & Qt::ControlModifier) {
        labels = selected_classes();
        if (label >= 0 && std::erase(labels, label) == 0) labels.push_back(label);
    } else if (label >= 0) {
        labels = {label};
    }
    select_here(std::move(labels));
}

void TrajectoryPlot::pick_none() { select_here({}); }

void TrajectoryPlot::select_here(std::vector<int> labels) {
    select_classes(std::move(labels));
    Q_EMIT class_selected(selected_class());
    Q_EMIT classes_selected(selected_classes());
}

QString TrajectoryPlot::hover_text(int label, std::size_t point) const {
    const ClassTrajectory* path = layer_->find(label);
    if (!path || point >= path->points.size()) return {};
    const TrajectoryPoint& here = path->points[point];
    return tr("%1 · %2\n%3 weights · norm %4")
        .arg(QString::fromStdString(path->name), count_text(path->train, tr("training image")), shot_text(here.shot),
             QString::number(here.norm, 'f', 2));
}

void TrajectoryPlot::hover(const QPointF& at) {
    const auto [path, point] = layer_->hit(at);
    plot()->show_hover(at, path ? hover_text(static_cast<int>(path->label), point) : QString());
    Q_EMIT pointed(path ? static_cast<int>(path->label) : -1, at);
}

void TrajectoryPlot::step_selection(int by) {
    std::vector<const ClassTrajectory*> order;
    for (const ClassTrajectory& path : shown().classes) order.push_back(&path);
    std::stable_sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->train > b->train; });
    const auto at = std::find_if(order.begin(), order.end(), [this](auto* p) { return p->label == selected_class(); });
    const auto next = (at == order.end() ? -1 : at - order.begin()) + by;
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(order.size())) return;
    select_here({static_cast<int>(order[static_cast<std::size_t>(next)]->label)});
}

void TrajectoryPlot::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        return step_selection(-1);
    case Qt::Key_Right:
        return step_selection(1);
    case Qt::Key_Escape:
        return pick_none();
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace whydah
