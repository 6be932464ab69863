#include "app/dynamics_facts.h"

#include "widgets/dynamics_view.h"
#include "widgets/trajectory_plot.h"

namespace whydah {

DynamicsFacts::DynamicsFacts(DynamicsView* view, QObject* parent) : QObject(parent), view_(view) {
    connect(view->trajectories(), &TrajectoryPlot::choices_changed, this, &DynamicsFacts::show, Qt::QueuedConnection);
}

void DynamicsFacts::show_counts(const DatasetSummary& dataset, const BandRule& rule) {
    if (dataset.source != source_ || groups_.size() != dataset.classes.size()) groups_.clear();
    source_ = dataset.source;
    bands_ = rule.bands_of(dataset.train_counts());
    view_->show_images(dataset);
    show();
}

void DynamicsFacts::show_results(const std::vector<MethodResult>& results) {
    gains_.clear();
    for (const MethodResult& result : results)
        if (result.method != "plain" && !gains_.contains(result.method))
            gains_[result.method] = gain_per_class(results, result.method, "plain");
    show();
}

void DynamicsFacts::set_groups(std::vector<std::string> groups) {
    groups_ = std::move(groups);
    show();
    view_->set_colour_by(TrajectoryColours::By::group);
}

void DynamicsFacts::show() {
    const auto gains = gains_.find(view_->trajectories()->shown().method);
    view_->set_facts({.bands = bands_,
                      .groups = groups_,
                      .gains = gains == gains_.end() ? std::vector<std::optional<double>>{} : gains->second});
}

} // namespace whydah
