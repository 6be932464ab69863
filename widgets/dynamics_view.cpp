#include "widgets/dynamics_view.h"

#include "widgets/class_search.h"
#include "widgets/frame_colours.h"
#include "widgets/hover_card.h"
#include "widgets/nearest_table.h"
#include "widgets/norm_plot.h"
#include "widgets/opengl_support.h"
#include "widgets/plot_style.h"
#include "widgets/projection_bar.h"
#include "widgets/step_bar.h"
#include "widgets/trajectory_plot.h"
#include "widgets/trajectory_space.h"

#include <QComboBox>
#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {

DynamicsView::DynamicsView(QWidget* parent)
    : QWidget(parent),
      bar_(new DynamicsBar(this)),
      rows_(new QVBoxLayout(this)),
      refusal_(muted_label({}, this)),
      pages_(new QStackedWidget(this)),
      plane_(new TrajectoryPlot(pages_)),
      norms_(new NormPlot(pages_)),
      nearest_(new NearestTable(pages_)),
      steps_(new StepBar(this)),
      card_(new HoverCard(pages_)) {
    refusal_->setWordWrap(true);
    refusal_->setContentsMargins(8, 0, 8, 4);
    refusal_->hide();
    for (QWidget* page :
         {static_cast<QWidget*>(plane_), static_cast<QWidget*>(norms_), static_cast<QWidget*>(nearest_)})
        pages_->addWidget(page);
    rows_->setContentsMargins({});
    rows_->setSpacing(0);
    rows_->addWidget(bar_);
    rows_->addWidget(refusal_);
    rows_->addWidget(pages_, 1);
    rows_->addWidget(steps_);
    connect_parts();
    show_shown();
}

void DynamicsView::connect_parts() {
    connect(bar_, &DynamicsBar::chosen, plane_, qOverload<int>(&TrajectoryPlot::choose));
    connect(bar_, &DynamicsBar::page_asked, this, &DynamicsView::show_page);
    connect(bar_, &DynamicsBar::colours_changed, this, &DynamicsView::take_colours);
    connect(bar_, &DynamicsBar::groups_asked, this, &DynamicsView::groups_asked);
    connect(bar_, &DynamicsBar::export_asked, this, &DynamicsView::export_asked);
    connect(bar_, &DynamicsBar::pointer_changed, plane_->picker(), &RegionPicker::set_shape);
    connect(bar_->search(), &ClassSearch::class_selected, this, [this](int label) { plane_->pick(label, {}); });
    connect(nearest_, &NearestTable::class_selected, this, [this](int label) { plane_->pick(label, {}); });
    connect(plane_, &TrajectoryPlot::choices_changed, this,
            [this] { bar_->show_choices(plane_->choices(), plane_->chosen()); });
    connect(plane_, &TrajectoryPlot::shown_changed, this, &DynamicsView::show_shown);
    connect(plane_, &TrajectoryPlot::classes_selected, this, [this](const std::vector<int>& labels) {
        spread_selection();
        Q_EMIT classes_selected(labels);
    });
    connect(plane_, &TrajectoryPlot::pointed, this,
            [this](int label, const QPointF& at) {
                const QString text = plane_->plot()->hover_text();
                plane_->plot()->show_hover(at, {}); // the card says it, which has the picture: one never covers the other
                point_at(label, plane_->mapTo(pages_, at), text);
            });
    plane_->plot()->installEventFilter(this);
    connect(steps_, &StepBar::stage_changed, this, [this](double stage) {
        plane_->set_stage(stage);
        show_space();
    });
    auto* play = new QShortcut(QKeySequence(Qt::Key_Space), this);
    play->setContext(Qt::WidgetWithChildrenShortcut);
    connect(play, &QShortcut::activated, this, [this] {
        if (steps_->isVisible()) steps_->playing() ? steps_->pause() : steps_->play();
    });
}

void DynamicsView::set_projection_bar(ProjectionBar* bar) {
    projection_bar_ = bar;
    bar_->add_projection(bar->kind());
    rows_->insertWidget(1, bar);
    show_page(page());
}

QWidget* DynamicsView::page_widget(Page page) const {
    switch (page) {
    case Page::plane:
        return plane_;
    case Page::space:
        return space_;
    case Page::norms:
        return norms_;
    case Page::nearest:
        return nearest_;
    }
    return plane_;
}

void DynamicsView::show_page(Page page) {
    const bool refused = page == Page::space && !make_space();
    if (refused) page = Page::plane;
    refusal_->setText(refused ? tr("The 3-D view cannot be shown: %1. The 2-D view stays.").arg(why_no_opengl())
                              : QString());
    refusal_->setVisible(refused);
    const bool other = page != this->page();
    bar_->set_page(page);
    card_->clear();
    const bool any = !plane_->shown().empty();
    pages_->setCurrentWidget(any ? page_widget(page) : plane_);
    const bool paths = page == Page::plane || page == Page::space;
    bar_->setVisible(any);
    steps_->setVisible(any && paths);
    if (projection_bar_) projection_bar_->setVisible(any && paths);
    if (page == Page::space) show_space();
    if (other) Q_EMIT page_changed(page);
}

QString DynamicsView::refusal() const { return refusal_->text(); }

bool DynamicsView::make_space() {
    if (space_) return true;
    if (const QString why = why_no_opengl(); !why.isEmpty()) {
        bar_->refuse_space(why);
        return false;
    }
    space_ = TrajectorySpace::make(pages_).release(); // the pages' child
    pages_->addWidget(space_);
    connect_space();
    return true;
}

void DynamicsView::connect_space() {
    connect(space_, &TrajectorySpace::picked, plane_, &TrajectoryPlot::pick);
    connect(space_, &TrajectorySpace::stepped, plane_, &TrajectoryPlot::step_selection);
    connect(space_, &TrajectorySpace::left, plane_, &TrajectoryPlot::pick_none);
    connect(space_, &TrajectorySpace::pointed, this, [this](int label, std::size_t point, const QPointF& at) {
        point_at(label, space_->mapTo(pages_, at), plane_->hover_text(label, point));
    });
}

void DynamicsView::show_shown() {
    const Trajectories& shown = plane_->shown();
    QStringList names;
    std::vector<int> labels;
    for (const ClassTrajectory& path : shown.classes) {
        names << QString::fromStdString(path.name);
        labels.push_back(static_cast<int>(path.label));
    }
    bar_->search()->set_classes(names, std::move(labels));
    const double stage = steps_->stage();
    steps_->set_last_block(shown.last_block);
    steps_->set_stage(std::min(stage, static_cast<double>(shown.last_block + 1)));
    plane_->set_stage(steps_->stage());
    norms_->show_trajectories(plane_->shared());
    nearest_->show_trajectories(plane_->shared());
    bar_->show_colours(plane_->colours());
    show_page(page());
    show_space();
}

void DynamicsView::show_space() {
    if (!space_ || page() != Page::space) return;
    space_->show_state({.trajectories = plane_->shared(),
                        .measured = plane_->measured(),
                        .selected = plane_->selected_classes(),
                        .stage = steps_->stage()},
                       plane_->colours());
}

void DynamicsView::take_colours() {
    TrajectoryColours colours = plane_->colours();
    colours.by = bar_->colour_by();
    if (!colours.knows(colours.by)) colours.by = TrajectoryColours::By::shot;
    colours.scale = bar_->scale();
    plane_->set_colours(colours);
    bar_->show_colours(colours);
    show_space();
}

void DynamicsView::set_colour_by(TrajectoryColours::By by) {
    TrajectoryColours colours = plane_->colours();
    colours.by = colours.knows(by) ? by : TrajectoryColours::By::shot;
    plane_->set_colours(colours);
    bar_->show_colours(colours);
    show_space();
}

void DynamicsView::set_facts(ClassFacts facts) {
    TrajectoryColours colours = plane_->colours();
    colours.set_facts(std::move(facts));
    if (!colours.knows(colours.by)) colours.by = TrajectoryColours::By::shot;
    plane_->set_colours(colours);
    bar_->show_colours(colours);
    show_space();
}

const ClassFacts& DynamicsView::facts() const { return plane_->colours().facts(); }

void DynamicsView::select_classes(const std::vector<int>& labels) {
    if (labels != plane_->selected_classes()) plane_->select_classes(labels);
    spread_selection();
    nearest_->select_class(labels.empty() ? -1 : labels.back()); // also one without a path
}

void DynamicsView::spread_selection() {
    norms_->select_classes(plane_->selected_classes());
    nearest_->select_class(plane_->selected_class());
    show_space();
}

void DynamicsView::show_images(const DatasetSummary& dataset) {
    pictures_.assign(dataset.classes.size(), std::nullopt);
    for (std::size_t c = 0; c < dataset.classes.size(); ++c) {
        const ClassSummary& of = dataset.classes[c];
        const auto train = std::find(of.image_parts.begin(), of.image_parts.end(), SplitPart::train);
        const auto at = train == of.image_parts.end() ? 0 : train - of.image_parts.begin();
        if (!of.images.empty()) pictures_[c] = of.images[static_cast<std::size_t>(at)];
    }
}

void DynamicsView::point_at(int label, const QPointF& at, const QString& text) {
    if (label < 0) {
        pointed_ = -1, wanted_.reset();
        return card_->clear();
    }
    if (label != pointed_) {
        card_->clear();
        const auto place = static_cast<std::size_t>(label);
        wanted_ = place < pictures_.size() ? pictures_[place] : std::nullopt;
        if (wanted_) Q_EMIT thumbnails_asked({*wanted_});
    }
    pointed_ = label;
    card_->show_text(at, text);
}

bool DynamicsView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Leave) point_at(-1, {}, {});
    return QWidget::eventFilter(watched, event);
}

void DynamicsView::show_pixels(const ImageRef& image, const ImagePixels& pixels) {
    if (wanted_ == image) card_->show_picture(pixels);
}

} // namespace whydah
