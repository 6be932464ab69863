#include "app/headless/search_command.h"
#include "app/headless/text_table.h"
#include "core/search/search_plan.h"
#include "core/search/trial_scores.h"

#include <algorithm>
#include <numeric>

namespace whydah {
namespace {

/// Indices of the trials, the best first; those without a score last.
std::vector<std::size_t> ranked(const SearchRecord& search) {
    std::vector<std::size_t> order(search.trials.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto score = [&](std::size_t t) {
        const auto value = validation_of(search.trials[t], search.plan.method);
        return value ? value->mean : -1;
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return score(a) > score(b); });
    return order;
}

/// Two decimals: settings lie close together.
std::string fine_cell(const std::optional<MeanSd>& value) {
    if (!value) return "-";
    const std::string mean = printed("%.2f", 100 * value->mean);
    return value->sd ? mean + printed(" ± %.2f", 100 * *value->sd) : mean;
}

} // namespace

std::string search_text(const SearchRecord& search) {
    if (search.trials.empty()) return "no setting was tried\n";
    std::vector<std::string> others = methods_of(search);
    std::erase(others, search.plan.method);
    TextTable table;
    std::vector<std::string> head;
    for (const SearchAxis& axis : search.plan.axes) head.push_back(axis.option);
    head.push_back(search.plan.method);
    for (const std::string& other : others) head.push_back(other);
    head.emplace_back("");
    table.add(head);
    std::string failed;
    for (const std::size_t t : ranked(search)) {
        const Trial& trial = search.trials[t];
        std::vector<std::string> cells = trial.setting;
        cells.push_back(fine_cell(validation_of(trial, search.plan.method)));
        for (const std::string& other : others) cells.push_back(fine_cell(validation_of(trial, other)));
        cells.emplace_back(search.best == t ? "chosen" : trial.error.empty() ? "" : "failed");
        if (!trial.error.empty()) failed += "failed: " + trial.text + ": " + trial.error + "\n";
        table.add(std::move(cells));
    }
    std::string text = "\n" + plan_text(search.plan) + "\n" + table.text() +
                       "mean recall on the validation part in percent, ± standard deviation over seeds; no test image "
                       "was looked at\n" +
                       failed;
    if (!search.best)
        return text + std::to_string(search.trials.size()) + " of " + std::to_string(search.settings) +
               " settings tried: the same command goes on with the others\n";
    return text + "chosen by " + search.plan.method + ": " + search.trials[*search.best].text +
           "; its validation figure is the best of " + std::to_string(search.trials.size()) +
           ", so expect less of it on new images\n\n";
}

} // namespace whydah
