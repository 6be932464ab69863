#include "app/workbench.h"

#include "app/dataset_match.h"
#include "app/side_panel.h"
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
#include "widgets/log_view.h"
#include "widgets/loss_plot.h"
#include "widgets/options_form.h"
#include "widgets/problem_list.h"
#include "widgets/protocol_view.h"
#include "widgets/results_table.h"
#include "widgets/runs_view.h"
#include "widgets/stage_list.h"
#include "widgets/trajectory_plot.h"

#include <algorithm>

namespace whydah {

BandRule Workbench::rule() const { return form_->options().run.band_rule(); }

void Workbench::show_class() { class_->show_class(*dataset_, rule(), selection_.label()); }

void Workbench::show_counts() {
    data_->show_summary(*dataset_, rule());
    distribution_->show_summary(*dataset_, rule());
    facts_.show_counts(*dataset_, rule());
    blocks_->show_counts(dataset_->train_counts());
    std::vector<std::string> names;
    for (const ClassSummary& of : dataset_->classes) names.push_back(of.name);
    class_->relations()->set_class_names(names);
    growing_->set_class_names(names);
    compare_->set_class_names(std::move(names));
    show_class();
}

void Workbench::take_rule(BandRule moved) {
    const auto take = [this](const char* name, const QString& now, const QString& wanted) {
        if (now != wanted) form_->edit(QLatin1String(name), wanted);
    };
    const RunOptions run = form_->options().run;
    take("many_above", QString::number(run.many_above), QString::number(moved.many_above));
    take("few_below", QString::number(run.few_below), QString::number(moved.few_below));
    take("bands", QString::fromStdString(run.bands), QString::fromUtf8(band_rule_names.front()));
}

void Workbench::show_rule(const RunRecord& record) {
    show_counts();
    if (shows_run_ && !record.results.empty()) results_->show_results(record.results, rule());
}

void Workbench::show_dataset(DatasetSummary dataset, const RunRecord& run) {
    const bool other = dataset.source != dataset_->source;
    dataset_ = std::make_shared<const DatasetSummary>(std::move(dataset));
    if (other || selection_.label() >= static_cast<int>(dataset_->classes.size())) selection_.forget();
    const bool fits = are_same_split(run.dataset, *dataset_);
    if (!fits) begin_run();
    show_counts();
    if (fits && !shows_run_) fill_views(run);
}

bool Workbench::take_images(DatasetSummary dataset, const RunRecord& run) {
    const bool same = std::equal(dataset_->classes.begin(), dataset_->classes.end(), dataset.classes.begin(),
                                 dataset.classes.end(), [](const auto& a, const auto& b) { return a.name == b.name; });
    if (dataset_->classes.empty()) {
        show_dataset(std::move(dataset), run);
        return true;
    }
    if (!same) return false;
    DatasetSummary with_images = *dataset_;
    for (std::size_t c = 0; c < dataset.classes.size(); ++c) {
        with_images.classes[c].images = std::move(dataset.classes[c].images);
        with_images.classes[c].image_parts = std::move(dataset.classes[c].image_parts);
    }
    dataset_ = std::make_shared<const DatasetSummary>(std::move(with_images));
    facts_.show_counts(*dataset_, rule());
    show_class();
    return true;
}

void Workbench::begin_run() {
    shows_run_ = false;
    shown_results_ = 0;
    method_chosen_ = false;
    stages_->clear();
    losses_->clear();
    blocks_->clear();
    growing_->clear();
    gain_->clear();
    dynamics_->trajectories()->clear();
    protocol_->show_protocol({});
    results_->clear();
    log_->clear_lines();
    class_->show_results({});
    class_->relations()->show_trajectories({});
    class_->relations()->show_confusions({});
    facts_.show_results({});
    set_last_block(-1);
    Q_EMIT run_shown(false);
    Q_EMIT log_changed();
}

void Workbench::set_last_block(std::int64_t last_block) {
    class_->set_last_block(last_block);
    histogram_->set_last_block(last_block);
}

void Workbench::take(const EventBatch& batch, const RunRecord& record) {
    shows_run_ = true;
    bool new_results = false;
    for (const BlockProgress& block : batch.blocks) growing_->show_progress(block); // before the results that follow
    for (const Event& event : batch.events) {
        take(event);
        new_results |= std::holds_alternative<MethodResult>(event);
    }
    for (const LossPoint& point : batch.losses) losses_->append(point), blocks_->append(point);
    if (!batch.blocks.empty()) blocks_->show_progress(batch.blocks.back());
    if (new_results) show_results(record);
}

void Workbench::take(const Event& event) {
    if (const auto* plan = std::get_if<RunPlan>(&event)) stages_->show_plan(*plan);
    if (const auto* stage = std::get_if<StageStarted>(&event)) stages_->start(*stage);
    if (const auto* progress = std::get_if<StageProgress>(&event)) stages_->show_progress(*progress);
    if (const auto* stage = std::get_if<StageFinished>(&event)) stages_->finish(*stage);
    if (const auto* dataset = std::get_if<DatasetSummary>(&event)) take(*dataset);
    if (const auto* paths = std::get_if<Trajectories>(&event)) {
        growing_->offer_details();
        dynamics_->trajectories()->add_trajectories(*paths);
        blocks_->show_changes(*paths);
        class_->relations()->show_trajectories(*paths);
        set_last_block(paths->last_block);
    }
    if (const auto* selection = std::get_if<Selection>(&event)) log_->append(*selection);
    if (const auto* line = std::get_if<LogLine>(&event)) {
        log_->append(*line);
        Q_EMIT log_changed();
    }
}

void Workbench::take(const DatasetSummary& dataset) {
    const auto has_images = [](const DatasetSummary& of) {
        return std::any_of(of.classes.begin(), of.classes.end(), [](const auto& c) { return !c.images.empty(); });
    };
    if (are_same_split(dataset, *dataset_) && has_images(dataset) == has_images(*dataset_)) return; // shown already
    if (dataset.source != dataset_->source || selection_.label() >= static_cast<int>(dataset.classes.size()))
        selection_.forget();
    dataset_ = std::make_shared<const DatasetSummary>(dataset);
    show_counts();
    Q_EMIT dataset_changed();
}

void Workbench::show_results(const RunRecord& record) {
    shown_results_ = record.results.size();
    results_->show_results(record.results, rule());
    gain_->show_results(record.results);
    class_->show_results(record.results);
    facts_.show_results(record.results);
    const auto is_ours = [](const MethodResult& result) { return result.method == "meta_model_net"; };
    if (!method_chosen_ && std::any_of(record.results.begin(), record.results.end(), is_ours))
        gain_->select_method(QStringLiteral("meta_model_net"));
    results_->select_method(gain_->method());
    class_->relations()->set_method(gain_->method());
    class_->relations()->show_confusions(record.confusion);
}

void Workbench::end_run(const RunRecord& record) {
    blocks_->end();
    stages_->end(record.state == RunState::failed ? StageList::State::failed : StageList::State::stopped);
    protocol_->show_protocol(record.protocol);
    if (record.results.size() != shown_results_) show_results(record); // else they came in already
    class_->relations()->show_confusions(record.confusion);
    Q_EMIT run_shown(true);
}

void Workbench::show_run(const RunRecord& record) {
    dataset_ = std::make_shared<const DatasetSummary>(record.dataset);
    selection_.forget();
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
    if (record.state == RunState::running) return; // it goes on
    stages_->end(record.state == RunState::failed ? StageList::State::failed : StageList::State::stopped);
}

void Workbench::fill_views(const RunRecord& record) {
    shows_run_ = true;
    if (!record.plan.stages.empty()) stages_->show_plan(record.plan);
    for (const StageFinished& stage : record.stages) stages_->finish(stage);
    if (record.state != RunState::completed) show_break(record);
    losses_->show_losses(record.losses);
    for (const LossPoint& point : record.losses) blocks_->append(point);
    for (const Trajectories& paths : record.trajectories) blocks_->show_changes(paths);
    blocks_->end();
    dynamics_->trajectories()->show_trajectories(record.trajectories);
    if (!record.trajectories.empty()) {
        set_last_block(record.trajectories.front().last_block);
        class_->relations()->show_trajectories(record.trajectories.front());
    }
    for (const Selection& selection : record.selections) log_->append(selection);
    for (const LogLine& line : record.log) log_->append(line);
    protocol_->show_protocol(record.protocol);
    show_results(record);
    Q_EMIT run_shown(true);
    Q_EMIT log_changed();
}

void Workbench::open_problems() {
    if (!panels_.front()->is_in_front()) {
        panels_.front()->bring_to_front();
        return data_->problems()->set_open(true);
    }
    data_->problems()->set_open(!data_->problems()->is_open());
}

} // namespace whydah
