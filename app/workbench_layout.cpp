#include "app/workbench.h"

#include "app/view_tabs.h"
#include "widgets/block_table.h"
#include "widgets/class_histogram.h"
#include "widgets/class_panel.h"
#include "widgets/class_relations.h"
#include "widgets/compare_view.h"
#include "widgets/data_panel.h"
#include "widgets/distribution_view.h"
#include "widgets/dynamics_view.h"
#include "widgets/frame_colours.h"
#include "widgets/gain_plot.h"
#include "widgets/growing_paths.h"
#include "widgets/images_view.h"
#include "widgets/log_view.h"
#include "widgets/loss_plot.h"
#include "widgets/options_form.h"
#include "widgets/problem_list.h"
#include "widgets/protocol_view.h"
#include "widgets/rank_frequency_plot.h"
#include "widgets/queue_view.h"
#include "widgets/results_table.h"
#include "widgets/runs_view.h"
#include "widgets/stage_list.h"
#include "widgets/training_plots.h"
#include "widgets/trajectory_plot.h"

#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace whydah {
namespace {

/// Parts that stand beneath or beside each other with a draggable edge and the grid's margin around them.
QSplitter* columns(Qt::Orientation orientation, std::initializer_list<QWidget*> parts, QWidget* parent) {
    auto* splitter = new QSplitter(orientation, parent);
    for (QWidget* part : parts) splitter->addWidget(part);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(16);
    return splitter;
}

} // namespace

Workbench::Workbench(QWidget* parent)
    : QMainWindow(parent),
      data_(new DataPanel(this)),
      class_(new ClassPanel(this)),
      views_(new ViewTabs(this)),
      distribution_(new DistributionView(this)),
      histogram_(distribution_->histogram()),
      stages_(new StageList(this)),
      blocks_(new BlockTable(this)),
      losses_(new LossPlot(this)),
      growing_(new GrowingPaths(this)),
      gain_(new GainPlot(this)),
      images_(new ImagesView(this)),
      dynamics_(new DynamicsView(this)),
      facts_(dynamics_),
      compare_(new CompareView(this)),
      protocol_(new ProtocolView(this)),
      runs_(new RunsView(this)),
      queue_(new QueueView(this)),
      form_(new OptionsForm(this)),
      results_(new ResultsTable(this)),
      log_(new LogView(this)) {
    views_->add_view(tr("Distribution"), distribution_);
    views_->add_view(tr("Images"), images_);
    views_->add_view(tr("Training"), training_view());
    views_->add_view(tr("Accuracy"), gain_);
    views_->add_view(tr("Dynamics"), dynamics_);
    views_->add_view(tr("Compare"), compare_);
    views_->add_view(tr("Protocol"), protocol_);
    views_->add_view(tr("Runs"), runs_);
    views_->add_view(tr("Queue"), queue_);
    views_->setMinimumWidth(400);
    setWindowFlags(Qt::Widget); // a page of the window
    setCentralWidget(views_);
    add_panels(outcome_part());
    link_views();
}

QWidget* Workbench::training_view() {
    auto* view = columns(Qt::Vertical, {stages_, new TrainingPlots(losses_, growing_, this), blocks_}, this);
    view->setStretchFactor(0, 1);
    view->setStretchFactor(1, 2);
    view->setSizes({240, 400});
    view->setContentsMargins(0, 8, 0, 0);
    return view;
}

QWidget* Workbench::outcome_part() {
    auto* table = new QScrollArea(this); // many methods and little room
    table->setWidget(results_);
    table->setWidgetResizable(true);
    table->setFrameShape(QFrame::NoFrame);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return table;
}

void Workbench::link_views() {
    selection_.link(data_);
    selection_.link(histogram_);
    selection_.link(distribution_->rank_frequency());
    selection_.link(gain_);
    selection_.link_set(dynamics_);
    selection_.link_set(images_);
    selection_.link(compare_);
    connect(&selection_, &ClassSelection::changed, this, &Workbench::show_class);
    connect(growing_, &GrowingPaths::details_asked, views_, [this] { views_->show_view(tr("Dynamics")); });
    connect(results_, &ResultsTable::method_selected, gain_, &GainPlot::select_method);
    connect(gain_, &GainPlot::method_changed, results_, &ResultsTable::select_method);
    connect(histogram_, &ClassHistogram::rule_moved, this, &Workbench::take_rule);
    connect(results_, &ResultsTable::method_selected, class_->relations(), &ClassRelations::set_method);
    connect(gain_, &GainPlot::method_changed, class_->relations(), &ClassRelations::set_method);
    connect(class_, &ClassPanel::class_selected, &selection_, &ClassSelection::select);
    const auto chosen = [this] { method_chosen_ = true; };
    connect(results_, &ResultsTable::method_selected, this, chosen);
    connect(gain_, &GainPlot::method_changed, this, chosen);
}

} // namespace whydah
