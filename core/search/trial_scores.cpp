#include "core/search/trial_scores.h"

#include <algorithm>

namespace whydah {
namespace {

std::optional<MeanSd> exactly(const Trial& trial, const std::string& method) {
    std::vector<double> values;
    for (const TrialScore& score : trial.scores)
        if (score.method == method) values.push_back(score.validation);
    return mean_sd(values);
}

} // namespace

std::optional<MeanSd> validation_of(const Trial& trial, const std::string& method) {
    if (auto own = exactly(trial, method)) return own;
    std::optional<MeanSd> best;
    for (const TrialScore& score : trial.scores) {
        if (!score.method.starts_with(method + "+") || score.method.ends_with("+proximal")) continue;
        const auto other = exactly(trial, score.method);
        if (!best || other->mean > best->mean) best = other;
    }
    return best;
}

std::optional<std::size_t> best_trial(const SearchRecord& search) {
    std::optional<std::size_t> best;
    double reached = 0;
    for (std::size_t t = 0; t < search.trials.size(); ++t)
        if (const auto score = validation_of(search.trials[t], search.plan.method);
            score && (!best || score->mean > reached))
            best = t, reached = score->mean;
    return best;
}

std::vector<std::string> methods_of(const SearchRecord& search) {
    std::vector<std::string> names;
    for (const Trial& trial : search.trials)
        for (const TrialScore& score : trial.scores)
            if (std::find(names.begin(), names.end(), score.method) == names.end()) names.push_back(score.method);
    return names;
}

} // namespace whydah
