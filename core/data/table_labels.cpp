#include "core/data/table_labels.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace whydah {
namespace {

std::optional<std::int64_t> whole_number(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/// -1 for what is empty; nothing if one of the others is no whole number.
std::optional<std::vector<std::int64_t>> whole_numbers(const std::vector<std::string>& texts) {
    std::vector<std::int64_t> numbers;
    numbers.reserve(texts.size());
    for (const std::string& text : texts) {
        const auto number = text.empty() ? std::optional<std::int64_t>(-1) : whole_number(text);
        if (!number) return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

} // namespace

TableLabels table_labels(const NpyArray& labels, const NpyArray* class_names) {
    TableLabels out;
    if (class_names) out.class_names = class_names->texts();
    if (labels.kind() != 'U' && labels.kind() != 'S') {
        out.labels = labels.integers();
        return out;
    }
    out.names = labels.texts();
    const auto are_all_given = [&] {
        const std::set<std::string> given(out.class_names.begin(), out.class_names.end());
        return std::all_of(out.names.begin(), out.names.end(), [&](const auto& name) { return given.contains(name); });
    };
    if (auto numbers = whole_numbers(out.names); numbers && !are_all_given()) {
        out.labels = std::move(*numbers);
        out.names.clear();
        return out;
    }
    if (!class_names) {
        std::set<std::string> sorted(out.names.begin(), out.names.end());
        sorted.erase(std::string()); // no label
        out.class_names.assign(sorted.begin(), sorted.end());
    }
    std::map<std::string, std::int64_t> place;
    for (std::size_t i = 0; i < out.class_names.size(); ++i)
        place.try_emplace(out.class_names[i], static_cast<std::int64_t>(i));
    out.labels.reserve(out.names.size());
    for (const std::string& name : out.names) {
        const auto found = place.find(name);
        out.labels.push_back(found == place.end() ? -1 : found->second);
    }
    return out;
}

} // namespace whydah
