#include "widgets/trajectory_plot.h"

#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/swatch_strip.h"
#include "widgets/trajectory_layer.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>

#include <algorithm>

namespace whydah {
namespace {

bool of_one_run(const Trajectories& a, const Trajectories& b) { return a.method == b.method && a.seed == b.seed; }

} // namespace

TrajectoryPlot::TrajectoryPlot(QWidget* parent)
    : PlotView(parent),
      legend_(new SwatchStrip(plot())),
      choice_(new QComboBox(this)),
      scale_choice_(new QComboBox(this)),
      layer_(new TrajectoryLayer(plot())) {
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    choice_->setToolTip(tr("Method and seed"));
    scale_choice_->addItems({tr("Rainbow"), tr("Viridis")});
    scale_choice_->setToolTip(tr("Colours from 1-shot to many-shot: the paper's rainbow, or an even scale\n"
                                 "that colour-blind eyes can order"));
    add_label(tr("Trajectories of"));
    controls()->addWidget(choice_);
    controls()->addStretch(1);
    add_label(tr("Colours"));
    controls()->addWidget(scale_choice_);
    plot()->plotLayout()->insertRow(0);
    plot()->plotLayout()->addElement(0, 0, legend_);

    connect(choice_, &QComboBox::activated, this, &TrajectoryPlot::show_chosen);
    connect(scale_choice_, &QComboBox::currentIndexChanged, this, [this](int index) {
        layer_->set_scale(index == 0 ? ShotScale::rainbow : ShotScale::viridis);
        show_legend();
        plot()->refresh();
    });
    connect(plot(), &StyledPlot::recoloured, this, &TrajectoryPlot::show_legend);
    connect(plot(), &StyledPlot::clicked, this, &TrajectoryPlot::click);
    connect(plot(), &StyledPlot::hovered, this, &TrajectoryPlot::hover);
    connect(plot(), &StyledPlot::reset_asked, this, [this] { whole_ = true, plot()->refresh(); });
    connect(plot(), &QCustomPlot::mouseWheel, this, [this] { whole_ = false; });
    connect(plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (event->buttons() & Qt::LeftButton) whole_ = false;
    });
    // One scale for both axes, whatever the shape of the plot.
    connect(plot(), &QCustomPlot::beforeReplot, this, &TrajectoryPlot::fit_scale);
    connect(plot(), &QCustomPlot::afterReplot, this, &TrajectoryPlot::settle);
    clear();
}

void TrajectoryPlot::show_trajectories(const std::vector<Trajectories>& all) {
    all_.clear();
    for (const Trajectories& t : all)
        if (!t.empty()) all_.push_back(std::make_shared<const Trajectories>(t));
    whole_ = true;
    fill_choices();
    show_chosen();
}

void TrajectoryPlot::add_trajectories(const Trajectories& trajectories) {
    if (trajectories.empty()) return;
    const auto added = std::make_shared<const Trajectories>(trajectories);
    const auto same = std::find_if(all_.begin(), all_.end(), [&](const Shared& t) { return of_one_run(*t, *added); });
    if (same != all_.end())
        *same = added;
    else
        all_.push_back(added);
    fill_choices();
    show_chosen();
}

void TrajectoryPlot::clear() { show_trajectories({}); }

void TrajectoryPlot::fill_choices() {
    const QString before = choice_->currentText();
    choice_->clear();
    for (const Shared& t : all_) choice_->addItem(method_and_seed_text(t->method, t->seed));
    choice_->setCurrentIndex(std::max(choice_->findText(before), all_.empty() ? -1 : 0));
}

void TrajectoryPlot::choose(const QString& method, qint64 seed) {
    const auto found = std::find_if(all_.begin(), all_.end(), [&](const Shared& t) {
        return t->method == method.toStdString() && t->seed == seed;
    });
    if (found == all_.end()) return;
    choice_->setCurrentIndex(static_cast<int>(found - all_.begin()));
    show_chosen();
}

void TrajectoryPlot::show_chosen() {
    const int index = choice_->currentIndex();
    const Shared chosen = index < 0 ? nullptr : all_[static_cast<std::size_t>(index)];
    if (chosen && &shown() == chosen.get()) return;
    if (!chosen || !of_one_run(*chosen, shown())) whole_ = true;
    layer_->show_trajectories(chosen);
    set_hint(index < 0 ? tr("Run MetaModelNet to see how each class's weights travel from few-shot to many-shot.")
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
}

void TrajectoryPlot::show_legend() {
    std::vector<SwatchStrip::Swatch> shots;
    if (!shown().empty())
        for (std::int64_t block = 0; block <= shown().last_block + 1; ++block) {
            const std::int64_t shot = block > shown().last_block ? 0 : std::int64_t{1} << block;
            shots.push_back({.colour = layer_->shot_colour_of(shot), .label = shot ? count_text(shot) : tr("many")});
        }
    const auto keeps = [](const ClassTrajectory& path) { return path.points.size() == 1; };
    if (std::any_of(shown().classes.begin(), shown().classes.end(), keeps))
        shots.push_back({.colour = layer_->shot_colour_of(0),
                         .label = layer_->out_of_sight() == 0
                                      ? tr("keeps its weights")
                                      : tr("keeps its weights (%1 out of sight)").arg(layer_->out_of_sight()),
                         .shape = SwatchStrip::Swatch::Shape::ring});
    legend_->show_swatches(tr("shots"), shots);
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

void TrajectoryPlot::set_scale(ShotScale scale) { scale_choice_->setCurrentIndex(scale == ShotScale::rainbow ? 0 : 1); }

ShotScale TrajectoryPlot::scale() const { return layer_->scale(); }

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
    const int label = class_at(at);
    if (keys & Qt::ControlModifier) {
        std::vector<int> labels = selected_classes();
        if (label >= 0 && std::erase(labels, label) == 0) labels.push_back(label);
        select_classes(labels);
    } else {
        select_classes(label < 0 ? std::vector<int>{} : std::vector{label});
    }
    Q_EMIT class_selected(selected_class());
}

void TrajectoryPlot::hover(const QPointF& at) {
    const auto [path, point] = layer_->hit(at);
    if (!path) return plot()->show_hover(at, {});
    const TrajectoryPoint& here = path->points[point];
    plot()->show_hover(at, tr("%1 · %2\n%3 weights · norm %4")
                               .arg(QString::fromStdString(path->name), count_text(path->train, tr("training image")),
                                    shot_text(here.shot), QString::number(here.norm, 'f', 2)));
}

void TrajectoryPlot::step_selection(int by) {
    std::vector<const ClassTrajectory*> order;
    for (const ClassTrajectory& path : shown().classes) order.push_back(&path);
    std::stable_sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->train > b->train; });
    const auto at = std::find_if(order.begin(), order.end(), [this](auto* p) { return p->label == selected_class(); });
    const auto next = (at == order.end() ? -1 : at - order.begin()) + by;
    if (next < 0 || next >= static_cast<std::ptrdiff_t>(order.size())) return;
    select_classes({static_cast<int>(order[static_cast<std::size_t>(next)]->label)});
    Q_EMIT class_selected(selected_class());
}

void TrajectoryPlot::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        return step_selection(-1);
    case Qt::Key_Right:
        return step_selection(1);
    case Qt::Key_Escape:
        select_classes({});
        Q_EMIT class_selected(-1);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace whydah
