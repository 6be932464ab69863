#include "records/protocol_card.h"

#include <algorithm>

namespace whydah {
namespace {

std::string cell(const std::string& text) {
    std::string out;
    for (char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c == '\n' || c == '\r' ? ' ' : c);
    return out;
}

template <class Sections>
auto find_section(Sections& sections, const std::string& title) {
    return std::find_if(sections.begin(), sections.end(), [&](const auto& s) { return s.title == title; });
}

} // namespace

void ProtocolCard::add(const std::string& section, const std::string& name, const std::string& value) {
    if (value.empty()) return;
    auto found = find_section(sections, section);
    if (found == sections.end()) found = sections.insert(sections.end(), {section, {}});
    found->entries.emplace_back(name, value);
}

std::string ProtocolCard::value(const std::string& section, const std::string& name) const {
    const auto found = find_section(sections, section);
    if (found == sections.end()) return {};
    for (const auto& [key, text] : found->entries)
        if (key == name) return text;
    return {};
}

std::string protocol_text(const ProtocolCard& card) {
    std::string text;
    for (const ProtocolCard::Section& section : card.sections)
        for (const auto& [name, value] : section.entries) text += section.title + ": " + name + ": " + value + "\n";
    return text;
}

std::string protocol_markdown(const ProtocolCard& card) {
    std::string text = "# Protocol\n";
    for (const ProtocolCard::Section& section : card.sections) {
        text += "\n## " + section.title + "\n\n| what | value |\n|---|---|\n";
        for (const auto& [name, value] : section.entries) text += "| " + cell(name) + " | " + cell(value) + " |\n";
    }
    return text;
}

} // namespace whydah
