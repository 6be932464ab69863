#include "core/search/search_axis.h"

#include "core/data/seed.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>

namespace whydah {
namespace {

std::vector<std::string> split_at(const std::string& text, char mark) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, mark);) parts.push_back(part);
    if (text.empty() || (mark == ',' && text.back() == mark)) parts.emplace_back(); // "0,1;" is one value
    return parts;
}

template <class T>
constexpr bool is_number =
    std::is_same_v<T, double> || std::is_same_v<T, std::int64_t> || std::is_same_v<T, std::vector<double>>;

bool is_numeric(const std::string& option) {
    bool numeric = false;
    ExperimentOptions options;
    visit_option(options, option,
                 [&](const Field&, auto& value) { numeric = is_number<std::remove_reference_t<decltype(value)>>; });
    return numeric;
}

void require_searchable(const std::string& option) {
    ExperimentOptions options;
    visit_option(options, option, [&](const Field& field, auto&) {
        if (field.group == "Data" || field.group == "Split" || field.group == "Run")
            throw search_error(option, "it says what is measured, not how to learn: scores would not be comparable",
                               "search over options of features, network, classifiers or MetaModelNet");
        if (option == "methods" || option == "cache")
            throw search_error(option, "it does not change what a method learns",
                               "compare methods in one run: every one gets its row");
    });
}

/// "0.001:1:log:4".
std::optional<SearchAxis::Range> parse_range(const std::string& option, const std::string& text) {
    if (text.find(':') == std::string::npos || !is_numeric(option)) return std::nullopt;
    const auto parts = split_at(text, ':');
    SearchAxis::Range range;
    const Field any{};
    bool good = parts.size() >= 2 && parts.size() <= 4 && parse_option(any, parts[0], range.low) &&
                parse_option(any, parts[1], range.high);
    for (std::size_t i = 2; good && i < parts.size(); ++i) {
        if (parts[i] == "log" || parts[i] == "lin")
            range.log = parts[i] == "log";
        else
            good = parse_option(any, parts[i], range.points) && range.points > 0;
    }
    if (!good)
        throw search_error(
            option, "'" + text + "' is no range",
            "it looks like this: 0.001:1:log:4, with low end, high end, lin or log, and points of the grid");
    return range;
}

/// A number of the range as the option's text; whole for whole options, else of four digits.
std::string number_text(const std::string& option, double number) {
    std::string text;
    ExperimentOptions options;
    visit_option(options, option, [&](const Field&, auto& value) {
        if constexpr (std::is_same_v<std::remove_reference_t<decltype(value)>, std::int64_t>)
            text = option_text(static_cast<std::int64_t>(std::llround(number)));
    });
    if (!text.empty()) return text;
    if (number == 0) return "0";
    const double unit = std::pow(10, 3 - std::floor(std::log10(std::abs(number))));
    return option_text(std::round(number * unit) / unit);
}

/// The number at `share` (0..1) of the way through a range.
double at_share(const SearchAxis::Range& range, double share) {
    return range.log ? range.low * std::pow(range.high / range.low, share)
                     : range.low + share * (range.high - range.low);
}

} // namespace

Error search_error(const std::string& option, const std::string& what, const std::string& mend) {
    return Error({.what = what, .where = "search over '" + option + "'", .mend = mend});
}

std::vector<std::string> grid_values(const SearchAxis& axis) {
    if (!axis.range) return axis.values;
    std::vector<std::string> values;
    const auto& r = *axis.range;
    for (std::int64_t p = 0; p < r.points; ++p) {
        const double share = r.points == 1 ? 0 : static_cast<double>(p) / static_cast<double>(r.points - 1);
        const std::string text = number_text(axis.option, at_share(r, share));
        if (std::find(values.begin(), values.end(), text) == values.end()) values.push_back(text);
    }
    return values;
}

std::string drawn_value(const SearchAxis& axis, Random& random) {
    if (axis.range && axis.range->points == 0) return number_text(axis.option, at_share(*axis.range, random.uniform()));
    const auto values = grid_values(axis);
    return values[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(values.size())))];
}

SearchAxis parse_axis(const std::string& text) {
    const std::size_t equals = text.find('=');
    SearchAxis axis{.option = text.substr(0, equals), .values = {}};
    std::replace(axis.option.begin(), axis.option.end(), '-', '_'); // as in the flag
    require_searchable(axis.option);
    if (equals != std::string::npos) {
        const std::string values = text.substr(equals + 1);
        axis.range = parse_range(axis.option, values);
        if (!axis.range) axis.values = split_at(values, values.find(';') == std::string::npos ? ',' : ';');
    } else {
        const ExperimentOptions options;
        visit_option(options, axis.option, [&](const Field& field, const auto& value) {
            if (std::is_same_v<std::remove_cvref_t<decltype(value)>, bool>) axis.values = {"false", "true"};
            for (std::string_view choice : field.choices) axis.values.emplace_back(choice);
        });
        if (axis.values.empty())
            throw search_error(axis.option, "no value is given", "for example " + axis.option + "=VALUE,VALUE");
    }
    return checked_axis(std::move(axis));
}

SearchAxis checked_axis(SearchAxis axis) {
    require_searchable(axis.option);
    if (axis.range) {
        const auto& r = *axis.range;
        if (!is_numeric(axis.option))
            throw search_error(axis.option, "it is no number and has no range", "give values");
        if (!std::isfinite(r.low) || !std::isfinite(r.high) || r.low >= r.high)
            throw search_error(axis.option, "the low end of the range is not below its high end", "give LOW:HIGH");
        if (r.log && r.low <= 0)
            throw search_error(axis.option, "a logarithmic range has to begin above 0",
                               "raise its low end, or use lin");
        if (r.points < 0) throw search_error(axis.option, "a grid has at least one point", "give a number from 1");
        return axis;
    }
    if (axis.values.empty()) throw search_error(axis.option, "no value is given", "give at least one");
    std::vector<std::string> values;
    for (const std::string& text : axis.values) {
        ExperimentOptions options;
        visit_option(options, axis.option, [&](const Field& field, auto& value) {
            if (!parse_option(field, text, value))
                throw search_error(axis.option, "'" + text + "' cannot be understood",
                                   "it looks like this: " + option_text(value));
            values.push_back(option_text(value));
        });
        if (std::find(values.begin(), values.end() - 1, values.back()) != values.end() - 1)
            throw search_error(axis.option, "the value " + values.back() + " is named twice", "take one of them out");
    }
    axis.values = std::move(values);
    return axis;
}

} // namespace whydah
