#include "app/workbench.h"

#include "app/dataset_match.h"
#include "app/view_tabs.h"
#include "widgets/class_histogram.h"
#include "widgets/class_panel.h"
#include "widgets/data_panel.h"
#include "widgets/frame_colours.h"
#include "widgets/gain_plot.h"
#include "widgets/help_window.h"
#include "widgets/log_view.h"
#include "widgets/loss_plot.h"
#include "widgets/options_form.h"
#include "widgets/problem_list.h"
#include "widgets/protocol_view.h"
#include "widgets/results_table.h"
#include "widgets/runs_view.h"
#include "widgets/stage_list.h"
#include "widgets/trajectory_plot.h"

#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

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

constexpr int results_height = 320; ///< room for all methods' rows and the notes beneath

std::string selection_text(const Selection& selection) {
    std::string text = "chosen on validation: " + method_label(selection.method) + ", seed " +
                       std::to_string(selection.seed) + ", " + selection.option + " " + selection.chosen + " of";
    for (const std::string& candidate : selection.candidates) text += " " + candidate;
    return text;
}

} // namespace

Workbench::Workbench(QWidget* parent)
    : QWidget(parent),
      data_(new DataPanel(this)),
      class_(new ClassPanel(this)),
      views_(new ViewTabs(this)),
      histogram_(new ClassHistogram(this)),
      stages_(new StageList(this)),
      losses_(new LossPlot(this)),
      gain_(new GainPlot(this)),
      trajectories_(new TrajectoryPlot(this)),
      protocol_(new ProtocolView(this)),
      runs_(new RunsView(this)),
      form_(new OptionsForm(this)),
      results_(new ResultsTable(this)),
      log_(new LogView(this)) {
    views_->add_view(tr("Distribution"), histogram_);
    views_->add_view(tr("Training"), training_view());
    views_->add_view(tr("Accuracy"), gain_);
    views_->add_view(tr("Dynamics"), trajectories_);
    views_->add_view(tr("Protocol"), protocol_);
    views_->add_view(tr("Runs"), runs_);
    set_help_page(histogram_, QStringLiteral("data-formats"));
    set_help_page(stages_->parentWidget(), QStringLiteral("method"));
    set_help_page(gain_, QStringLiteral("statistics"));
    set_help_page(trajectories_, QStringLiteral("method"));
    set_help_page(protocol_, QStringLiteral("run-files"));
    set_help_page(runs_, QStringLiteral("runs"));
    set_help_page(data_, QStringLiteral("data-formats"));
    set_help_page(form_, QStringLiteral("options"));
    set_help_page(results_, QStringLiteral("methods"));
    views_->setMinimumWidth(400);
    QWidget* right = right_column();
    auto* row = columns(Qt::Horizontal, {left_column(), views_, right}, this);
    row->setStretchFactor(0, 0);
    row->setStretchFactor(1, 1);
    row->setStretchFactor(2, 0);
    row->setSizes({304, 600, right->minimumSizeHint().width()});
    auto* all = columns(Qt::Vertical, {row, log_}, this);
    all->setStretchFactor(0, 1);
    all->setSizes({640, 120});
    log_->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->addWidget(all);
    link_views();
}

QWidget* Workbench::left_column() {
    auto* column = columns(Qt::Vertical, {data_, class_}, this);
    column->setStretchFactor(0, 1);
    column->setStretchFactor(1, 1);
    column->setMinimumWidth(256);
    return column;
}

QWidget* Workbench::training_view() {
    auto* view = columns(Qt::Vertical, {stages_, losses_}, this);
    view->setStretchFactor(0, 1);
    view->setStretchFactor(1, 2);
    view->setSizes({240, 400});
    view->setContentsMargins(0, 8, 0, 0);
    return view;
}

QWidget* Workbench::right_column() {
    auto* experiment = new QWidget(this);
    auto* top = new QVBoxLayout(experiment);
    top->setContentsMargins(0, 0, 0, 0);
    top->setSpacing(8);
    top->addWidget(section_title(tr("Experiment"), experiment));
    top->addWidget(form_, 1);
    auto* table = new QScrollArea(this); // many methods and little room
    table->setWidget(results_);
    table->setWidgetResizable(true);
    table->setFrameShape(QFrame::NoFrame);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* outcome = new QWidget(this);
    auto* bottom = new QVBoxLayout(outcome);
    bottom->setContentsMargins(0, 0, 0, 0);
    bottom->setSpacing(8);
    bottom->addWidget(section_title(tr("Results"), outcome));
    bottom->addWidget(table, 1);
    auto* column = columns(Qt::Vertical, {experiment, outcome}, this);
    column->setStretchFactor(0, 2);
    column->setStretchFactor(1, 1);
    column->setSizes({500, results_height});
    return column;
}

void Workbench::link_views() {
    selection_.link(data_);
    selection_.link(histogram_);
    selection_.link(gain_);
    selection_.link(trajectories_);
    connect(&selection_, &ClassSelection::changed, this, &Workbench::show_class);
    connect(results_, &ResultsTable::method_selected, gain_, &GainPlot::select_method);
    connect(gain_, &GainPlot::method_changed, results_, &ResultsTable::select_method);
    const auto chosen = [this] { method_chosen_ = true; };
    connect(results_, &ResultsTable::method_selected, this, chosen);
    connect(gain_, &GainPlot::method_changed, this, chosen);
}

BandRule Workbench::rule() const { return form_->options().run.band_rule(); }

void Workbench::show_class() { class_->show_class(dataset_, rule(), selection_.label()); }

void Workbench::show_counts() {
    data_->show_summary(dataset_, rule());
    histogram_->show_summary(dataset_, rule());
    show_class();
}

void Workbench::show_rule(const RunRecord& record) {
    show_counts();
    if (shows_run_ && !record.results.empty()) results_->show_results(record.results, rule());
}

void Workbench::show_dataset(DatasetSummary dataset, const RunRecord& run) {
    const bool other = dataset.source != dataset_.source;
    dataset_ = std::move(dataset);
    if (other || selection_.label() >= static_cast<int>(dataset_.classes.size())) selection_.select(-1);
    const bool fits = are_same_split(run.dataset, dataset_);
    if (!fits) begin_run();
    show_counts();
    if (fits && !shows_run_) fill_views(run);
}

bool Workbench::take_images(DatasetSummary dataset, const RunRecord& run) {
    const bool same = std::equal(dataset_.classes.begin(), dataset_.classes.end(), dataset.classes.begin(),
                                 dataset.classes.end(), [](const auto& a, const auto& b) { return a.name == b.name; });
    if (dataset_.classes.empty()) {
        show_dataset(std::move(dataset), run);
        return true;
    }
    if (!same) return false;
    for (std::size_t c = 0; c < dataset.classes.size(); ++c) {
        dataset_.classes[c].images = std::move(dataset.classes[c].images);
        dataset_.classes[c].image_parts = std::move(dataset.classes[c].image_parts);
    }
    show_class();
    return true;
}

void Workbench::begin_run() {
    shows_run_ = false;
    shown_results_ = 0;
    method_chosen_ = false;
    stages_->clear();
    losses_->clear();
    gain_->clear();
    trajectories_->clear();
    protocol_->show_protocol({});
    results_->clear();
    log_->clear_lines();
    class_->show_results({});
    set_last_block(-1);
    Q_EMIT log_changed();
}

void Workbench::set_last_block(std::int64_t last_block) {
    class_->set_last_block(last_block);
    histogram_->set_last_block(last_block);
}

void Workbench::take(const EventBatch& batch, const RunRecord& record) {
    shows_run_ = true;
    bool new_results = false;
    for (const Event& event : batch.events) {
        take(event);
        new_results |= std::holds_alternative<MethodResult>(event);
    }
    for (const LossPoint& point : batch.losses) losses_->append(point);
    if (new_results) show_results(record);
}

void Workbench::take(const Event& event) {
    if (const auto* plan = std::get_if<RunPlan>(&event)) stages_->show_plan(*plan);
    if (const auto* stage = std::get_if<StageStarted>(&event)) stages_->start(*stage);
    if (const auto* progress = std::get_if<StageProgress>(&event)) stages_->show_progress(*progress);
    if (const auto* stage = std::get_if<StageFinished>(&event)) stages_->finish(*stage);
    if (const auto* dataset = std::get_if<DatasetSummary>(&event)) take(*dataset);
    if (const auto* paths = std::get_if<Trajectories>(&event)) {
        trajectories_->add_trajectories(*paths);
        set_last_block(paths->last_block);
    }
    if (const auto* selection = std::get_if<Selection>(&event))
        log_->append({.level = LogLine::Level::info, .text = selection_text(*selection)});
    if (const auto* line = std::get_if<LogLine>(&event)) {
        log_->append(*line);
        Q_EMIT log_changed();
    }
}

void Workbench::take(const DatasetSummary& dataset) {
    const auto has_images = [](const DatasetSummary& of) {
        return std::any_of(of.classes.begin(), of.classes.end(), [](const auto& c) { return !c.images.empty(); });
    };
    if (are_same_split(dataset, dataset_) && has_images(dataset) == has_images(dataset_)) return; // shown already
    if (dataset.source != dataset_.source || selection_.label() >= static_cast<int>(dataset.classes.size()))
        selection_.select(-1);
    dataset_ = dataset;
    show_counts();
    Q_EMIT dataset_changed();
}

void Workbench::show_results(const RunRecord& record) {
    shown_results_ = record.results.size();
    results_->show_results(record.results, rule());
    gain_->show_results(record.results);
    class_->show_results(record.results);
    const auto is_ours = [](const MethodResult& result) { return result.method == "meta_model_net"; };
    if (!method_chosen_ && std::any_of(record.results.begin(), record.results.end(), is_ours))
        gain_->select_method(QStringLiteral("meta_model_net"));
    results_->select_method(gain_->method());
}

void Workbench::end_run(const RunRecord& record) {
    stages_->end(record.state == RunState::failed ? StageList::State::failed : StageList::State::stopped);
    protocol_->show_protocol(record.protocol);
    if (record.results.size() != shown_results_) show_results(record); // else they came in already
}

void Workbench::show_run(const RunRecord& record) {
    dataset_ = record.dataset;
    selection_.select(-1);
    begin_run();
    show_counts();
    fill_views(record);
}

/// The first stage of the plan that was not finished is the one in which the run ended.
void Workbench::show_break(const RunRecord& record) {
    for (const std::string& name : record.plan.stages) {
        if (stages_->state(name) == StageList::State::done) continue;
        stages_->start({.stage = name, .unit = "", .total = 0});
        break;
    }
    stages_->end(record.state == RunState::failed ? StageList::State::failed : StageList::State::stopped);
}

void Workbench::fill_views(const RunRecord& record) {
    shows_run_ = true;
    if (!record.plan.stages.empty()) stages_->show_plan(record.plan);
    for (const StageFinished& stage : record.stages) stages_->finish(stage);
    if (record.state != RunState::completed) show_break(record);
    losses_->show_losses(record.losses);
    trajectories_->show_trajectories(record.trajectories);
    if (!record.trajectories.empty()) set_last_block(record.trajectories.front().last_block);
    for (const Selection& selection : record.selections)
        log_->append({.level = LogLine::Level::info, .text = selection_text(selection)});
    for (const LogLine& line : record.log) log_->append(line);
    protocol_->show_protocol(record.protocol);
    show_results(record);
    Q_EMIT log_changed();
}

void Workbench::set_log_open(bool open) { log_->setVisible(open); }
bool Workbench::is_log_open() const { return !log_->isHidden(); }
void Workbench::open_problems() { data_->problems()->set_open(!data_->problems()->is_open()); }

} // namespace whydah
