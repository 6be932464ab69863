#include "core/search/search_plan.h"

#include "core/data/seed.h"

#include <algorithm>
#include <optional>
#include <set>

namespace whydah {
namespace {

constexpr std::int64_t most_settings = 100'000;
constexpr int most_redraws = 1000; // for another setting than those drawn already

/// How many settings the product of the axes has; nothing if an axis is a range without points.
std::optional<double> grid_size(const SearchPlan& plan) {
    double size = 1;
    for (const SearchAxis& axis : plan.axes) {
        if (axis.range && axis.range->points == 0) return std::nullopt;
        size *= static_cast<double>(grid_values(axis).size());
    }
    return size;
}

std::vector<Setting> whole_grid(const SearchPlan& plan) {
    std::vector<Setting> all{{}};
    for (const SearchAxis& axis : plan.axes) {
        std::vector<Setting> longer;
        for (const Setting& setting : all)
            for (const std::string& value : grid_values(axis)) {
                longer.push_back(setting);
                longer.back().push_back(value);
            }
        all = std::move(longer);
    }
    return all;
}

/// The draw of a trial depends on its number alone (and on those drawn before it, if it hits one of them).
std::vector<Setting> drawn_settings(const SearchPlan& plan) {
    std::vector<Setting> all;
    std::set<Setting> seen;
    for (std::int64_t t = 0; t < plan.random; ++t)
        for (int redraw = 0; redraw < most_redraws; ++redraw) {
            Setting setting;
            for (const SearchAxis& axis : plan.axes) {
                Random random(seed_from(plan.seed, "search/trial=" + std::to_string(t) +
                                                       "/draw=" + std::to_string(redraw) + "/" + axis.option));
                setting.push_back(drawn_value(axis, random));
            }
            if (!seen.insert(setting).second) continue;
            all.push_back(std::move(setting));
            break;
        }
    return all;
}

} // namespace

ExperimentOptions with_setting(ExperimentOptions options, const SearchPlan& plan, const Setting& setting) {
    for (std::size_t a = 0; a < plan.axes.size(); ++a)
        visit_option(options, plan.axes[a].option, [&](const Field& field, auto& value) {
            if (!parse_option(field, setting.at(a), value))
                throw search_error(plan.axes[a].option, "'" + setting[a] + "' cannot be understood",
                                   "see whydah-run --help");
        });
    return options;
}

std::vector<Setting> settings_of(const SearchPlan& plan, const ExperimentOptions& options) {
    if (plan.axes.empty())
        throw Error(
            {.what = "nothing is to be searched", .where = "search", .mend = "name an option: --grid lambda=0.1,1,10"});
    std::set<std::string> named;
    for (const SearchAxis& axis : plan.axes)
        if (!named.insert(axis.option).second)
            throw search_error(axis.option, "it is named twice", "give all values at once");
    const auto size = grid_size(plan);
    const bool drawn = plan.random > 0 && (!size || *size > static_cast<double>(plan.random));
    for (const SearchAxis& axis : plan.axes)
        if (!drawn && axis.range && axis.range->points == 0)
            throw search_error(axis.option, "a range without points is no grid",
                               "give the number of points (" + option_text(axis.range->low) + ":" +
                                   option_text(axis.range->high) + ":5), or search at random (--random 20)");
    if ((drawn ? static_cast<double>(plan.random) : *size) > static_cast<double>(most_settings))
        throw Error({.what = "more than " + std::to_string(most_settings) + " settings would have to be tried",
                     .where = "search",
                     .mend = "give fewer values, or search at random (--random 20)"});
    auto settings = drawn ? drawn_settings(plan) : whole_grid(plan);
    for (const Setting& setting : settings) {
        const auto problems = check_options(with_setting(options, plan, setting));
        if (!problems.empty())
            throw Error(
                {.what = problems.front().what,
                 .where = "option " + flag_of(problems.front().name) + ", setting " + setting_text(plan, setting),
                 .mend = problems.front().mend});
    }
    return settings;
}

std::string method_of_search(const SearchPlan& plan, const ExperimentOptions& options) {
    std::vector<std::string> asked = options.classifier.methods;
    const auto asks = [&](const std::string& name) {
        return std::find(asked.begin(), asked.end(), name) != asked.end();
    };
    if (asks("meta_model_net") && !asks("logit_adjustment")) asked.emplace_back("logit_adjustment"); // its control
    if (!plan.method.empty()) {
        if (asks(plan.method.substr(0, plan.method.find('+')))) return plan.method;
        throw Error({.what = "'" + plan.method + "' is not among the methods that are run",
                     .where = "search, the method to choose by",
                     .mend = "name one of --methods: " + option_text(asked)});
    }
    if (asks("meta_model_net")) return "meta_model_net";
    std::erase(asked, "plain");
    if (asked.size() == 1) return asked.front();
    if (asked.empty()) return "plain";
    throw Error({.what = "it is not said by which method's validation accuracy the setting is chosen",
                 .where = "search",
                 .mend = "name one (--choose METHOD): " + option_text(options.classifier.methods)});
}

std::string setting_text(const SearchPlan& plan, const Setting& setting) {
    std::string text;
    for (std::size_t a = 0; a < plan.axes.size(); ++a)
        text += (a ? ", " : "") + plan.axes[a].option + " " + setting.at(a);
    return text;
}

std::string plan_text(const SearchPlan& plan) {
    std::string text = plan.random > 0 ? std::to_string(plan.random) + " random settings of " : "grid of ";
    for (std::size_t a = 0; a < plan.axes.size(); ++a) {
        const SearchAxis& axis = plan.axes[a];
        text += (a == 0 ? "" : a + 1 == plan.axes.size() ? " and " : ", ") + axis.option + " (";
        if (axis.range) {
            text += option_text(axis.range->low) + " to " + option_text(axis.range->high) +
                    (axis.range->log ? ", logarithmic" : "") +
                    (axis.range->points > 0 ? ", " + std::to_string(axis.range->points) + " points" : "");
        } else {
            for (std::size_t v = 0; v < axis.values.size(); ++v) text += (v ? "; " : "") + axis.values[v];
        }
        text += ")";
    }
    return plan.random > 0 ? text + ", seed " + std::to_string(plan.seed) : text;
}

} // namespace whydah
