#pragma once

#include <string>
#include <utility>
#include <vector>

namespace whydah {

/// Everything that has to be known to judge or repeat a run, in words. It goes with the run and with every figure.
struct ProtocolCard {
    using Entries = std::vector<std::pair<std::string, std::string>>; ///< name, value
    struct Section {
        std::string title; ///< "Data", "Split", "Features", "Methods", "Selection", "Seeds", "Measures", "Machine"
        Entries entries;
        bool operator==(const Section&) const = default;
    };
    std::vector<Section> sections;

    void add(const std::string& section, const std::string& name, const std::string& value); ///< appends; empty: not
    std::string value(const std::string& section, const std::string& name) const;            ///< empty if not there
    bool empty() const { return sections.empty(); }
    bool operator==(const ProtocolCard&) const = default;
};

std::string protocol_text(const ProtocolCard& card);     ///< plain lines "Data: hash: ..."
std::string protocol_markdown(const ProtocolCard& card); ///< a heading and a table for each section

} // namespace whydah
