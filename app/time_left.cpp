#include "app/time_left.h"

#include "records/option_difference.h"

#include <algorithm>

namespace whydah {
namespace {

constexpr std::size_t most_known = 32; ///< kinds of runs

/// "Seed 3 / MetaModelNet" is "MetaModelNet".
std::string without_seed(const std::string& stage) {
    const std::size_t slash = stage.find(" / ");
    return stage.rfind("Seed ", 0) == 0 && slash != std::string::npos ? stage.substr(slash + 3) : stage;
}

/// Done once for all seeds.
bool is_shared(const std::string& stage) { return stage == "Reading" || stage == "Features"; }

bool is_same_work(const ExperimentOptions& a, const ExperimentOptions& b) {
    const auto differences = option_differences({a, b});
    return std::all_of(differences.begin(), differences.end(),
                       [](const OptionDifference& option) { return option.name == "seed" || option.name == "seeds"; });
}

} // namespace

TimeLeft::Known* TimeLeft::find(const ExperimentOptions& options) {
    const auto at =
        std::find_if(known_.begin(), known_.end(), [&](const Known& k) { return is_same_work(k.options, options); });
    return at == known_.end() ? nullptr : &*at;
}

void TimeLeft::begin(const ExperimentOptions& options) {
    plan_.clear();
    now_ = 0, now_left_ = -1, now_elapsed_ = 0, now_finished_ = false;
    if (Known* known = find(options)) {
        std::rotate(known_.begin() + (known - known_.data()), known_.begin() + (known - known_.data()) + 1,
                    known_.end());
        return;
    }
    if (known_.size() == most_known) known_.erase(known_.begin());
    known_.push_back({options, {}});
}

void TimeLeft::take(const Event& event) {
    if (known_.empty()) return;
    Known& known = known_.back();
    const auto go_to = [this](const std::string& stage) {
        const auto place = std::find(plan_.begin(), plan_.end(), stage);
        if (place == plan_.end()) return false;
        const auto at = static_cast<std::size_t>(place - plan_.begin());
        if (at != now_ || now_finished_) now_left_ = -1, now_elapsed_ = 0, now_finished_ = false;
        now_ = at;
        return true;
    };
    if (const auto* plan = std::get_if<RunPlan>(&event)) {
        plan_ = plan->stages;
        for (const std::string& stage : plan_) known.stages[without_seed(stage)]; // to come
    } else if (const auto* started = std::get_if<StageStarted>(&event)) {
        go_to(started->stage);
    } else if (const auto* progress = std::get_if<StageProgress>(&event)) {
        if (!go_to(progress->stage)) return;
        now_left_ = progress->seconds_left;
        if (progress->per_second > 0) now_elapsed_ = static_cast<double>(progress->done) / progress->per_second;
    } else if (const auto* finished = std::get_if<StageFinished>(&event)) {
        if (go_to(finished->stage)) now_finished_ = true;
        if (finished->note.find("from the cache") != std::string::npos ||
            finished->note.find("from the checkpoint") != std::string::npos)
            return;
        Mean& mean = known.stages[without_seed(finished->stage)];
        mean.sum += finished->seconds, ++mean.count;
    }
}

double TimeLeft::expected(const std::string& stage) const {
    const auto& stages = known_.back().stages;
    const auto found = stages.find(without_seed(stage));
    return found == stages.end() ? -1 : found->second.value();
}

double TimeLeft::seconds() const {
    if (plan_.empty() || known_.empty()) return -1;
    double left = 0;
    if (!now_finished_) {
        const double whole = expected(plan_[now_]);
        if (now_left_ < 0 && whole < 0) return -1;
        left = now_left_ >= 0 ? now_left_ : std::max(0.0, whole - now_elapsed_);
    }
    for (std::size_t stage = now_ + 1; stage < plan_.size(); ++stage) {
        const double whole = expected(plan_[stage]);
        if (whole < 0) return -1;
        left += whole;
    }
    return left;
}

double TimeLeft::seconds_of(const ExperimentOptions& options) const {
    const auto known =
        std::find_if(known_.begin(), known_.end(), [&](const Known& k) { return is_same_work(k.options, options); });
    if (known == known_.end() || known->stages.empty()) return -1;
    double all = 0;
    for (const auto& [stage, mean] : known->stages) {
        if (mean.value() < 0) return -1;
        all += mean.value() * (is_shared(stage) ? 1.0 : static_cast<double>(options.run.seeds));
    }
    return all;
}

} // namespace whydah
