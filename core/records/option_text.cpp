#include "records/experiment_options.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace whydah {
namespace {

std::vector<std::string> split_at_commas(const std::string& text) {
    std::vector<std::string> words;
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        const std::size_t first = std::min(text.find_first_not_of(' ', at), comma);
        const std::size_t last = text.find_last_not_of(' ', comma == 0 ? 0 : comma - 1);
        words.push_back(first < comma ? text.substr(first, last - first + 1) : std::string());
        at = comma + 1;
    }
    return words;
}

template <class Number>
bool parse_number(const std::string& text, Number& value) {
    Number read{};
    const char* const end = text.data() + text.size();
    const auto [next, error] = std::from_chars(text.data(), end, read);
    if (error != std::errc{} || next != end) return false;
    value = read;
    return true;
}

} // namespace

std::string flag_of(std::string_view field_name) {
    std::string flag = "--" + std::string(field_name);
    std::replace(flag.begin() + 2, flag.end(), '_', '-');
    return flag;
}

std::string option_text(const std::string& value) { return value; }
std::string option_text(bool value) { return value ? "true" : "false"; }
std::string option_text(std::int64_t value) { return std::to_string(value); }
std::string option_text(double value) {
    char text[32];
    // The shortest text that reads back the same, in the digits that a reader expects: 100000 and 0.0005, yet 1e-05.
    const double size = std::abs(value);
    const bool plain = size == 0 || (size >= 1e-4 && size < 1e15);
    const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
    const auto end = std::to_chars(text, text + sizeof text, value, format).ptr;
    return {text, end};
}
std::string option_text(const std::vector<std::string>& value) {
    std::string out;
    for (const auto& v : value) out += (out.empty() ? "" : ",") + v;
    return out;
}
std::string option_text(const std::vector<double>& value) {
    std::string out;
    for (double v : value) out += (out.empty() ? "" : ",") + option_text(v);
    return out;
}

std::vector<std::string> expanded(const Field& field, const std::vector<std::string>& words) {
    if (field.choices.empty()) return words;
    std::vector<NameSet> sets = field.sets;
    if (sets.empty()) sets.push_back({"all", field.choices});
    std::vector<std::string> out;
    const auto add_once = [&](std::string_view name) {
        if (std::find(out.begin(), out.end(), name) == out.end()) out.emplace_back(name);
    };
    for (const std::string& word : words) {
        const auto set = std::find_if(sets.begin(), sets.end(), [&](const NameSet& s) { return s.name == word; });
        if (set == sets.end())
            out.push_back(word); // a word given twice stays twice: check_options says so
        else
            for (std::string_view name : set->members) add_once(name);
    }
    return out;
}

bool parse_option(const Field&, const std::string& text, std::string& value) {
    value = text;
    return true;
}
bool parse_option(const Field&, const std::string& text, bool& value) {
    if (text == "true" || text == "yes" || text == "1") return value = true, true;
    if (text == "false" || text == "no" || text == "0") return value = false, true;
    return false;
}
bool parse_option(const Field&, const std::string& text, std::int64_t& value) { return parse_number(text, value); }
bool parse_option(const Field&, const std::string& text, double& value) { return parse_number(text, value); }
bool parse_option(const Field& field, const std::string& text, std::vector<std::string>& value) {
    auto words = split_at_commas(text);
    if (std::any_of(words.begin(), words.end(), [](const std::string& w) { return w.empty(); })) return false;
    value = expanded(field, words);
    return true;
}
bool parse_option(const Field&, const std::string& text, std::vector<double>& value) {
    std::vector<double> numbers;
    for (const std::string& word : split_at_commas(text)) {
        double number = 0;
        if (!parse_number(word, number)) return false;
        numbers.push_back(number);
    }
    value = std::move(numbers);
    return true;
}

} // namespace whydah
