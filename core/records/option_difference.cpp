#include "records/option_difference.h"

#include <algorithm>
#include <type_traits>

namespace whydah {
namespace {

template <class Value>
std::string shown(const Value& value) {
    if constexpr (std::is_same_v<Value, bool>)
        return value ? "on" : "off";
    else
        return option_text(value);
}

} // namespace

std::vector<OptionDifference> option_differences(const std::vector<ExperimentOptions>& runs) {
    std::vector<OptionDifference> all;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        std::size_t option = 0;
        visit_fields(runs[run], [&](const Field& field, const auto& value) {
            if (run == 0)
                all.push_back({.name = std::string(field.name),
                               .group = std::string(field.group),
                               .label = std::string(field.label),
                               .unit = std::string(field.unit),
                               .values = {}});
            all[option++].values.push_back(shown(value));
        });
    }
    std::erase_if(all, [](const OptionDifference& option) {
        const auto& values = option.values;
        return option.name == "out" || std::all_of(values.begin(), values.end(),
                                                   [&](const std::string& value) { return value == values.front(); });
    });
    return all;
}

} // namespace whydah
