#include "app/headless/preset_run.h"

#include "app/headless/text_table.h"

#include <algorithm>

namespace whydah {
namespace {

/// "79.1 ± 1.2", or a dash for what has not been measured.
std::string measured(const Preset& preset, const std::vector<RunRecord>& records, const PresetColumn& column) {
    for (std::size_t i = 0; i < std::min(records.size(), preset.runs.size()); ++i) {
        if (preset.runs[i].name != column.run) continue;
        for (const MethodRow& row : method_rows(records[i].results, records[i].options.run.band_rule()))
            if (row.method == column.method) return cell(row.all);
    }
    return "-";
}

/// One table in the paper's layout. @param text of a column's cell
template <class CellText>
std::string paper_table(const Preset& preset, const CellText& text) {
    TextTable table;
    const auto add = [&](const std::string& first, auto&& cell_of) {
        std::vector<std::string> cells{first};
        for (const PresetColumn& column : preset.columns) cells.push_back(cell_of(column));
        table.add(std::move(cells));
    };
    if (std::any_of(preset.columns.begin(), preset.columns.end(), [](const auto& c) { return !c.group.empty(); }))
        add("Scenario", [](const PresetColumn& column) { return column.group; });
    add("Method", [](const PresetColumn& column) { return column.heading; });
    add("Acc (%)", text);
    return table.text();
}

} // namespace

std::string preset_text(const Preset& preset, const std::vector<RunRecord>& records) {
    std::string text = preset.title + "\n" + preset.about + "\n";
    if (!preset.columns.empty() && !records.empty()) {
        const RunRecord& first = records.front();
        text += "\nmeasured here, on " + first.dataset.name + " (" + first.dataset.split + "), " +
                std::to_string(first.options.run.seeds) +
                (first.options.run.seeds == 1 ? " seed: no spread is known" : " seeds, mean ± standard deviation") + "\n";
        text += paper_table(preset, [&](const PresetColumn& column) { return measured(preset, records, column); });
        text += "\npublished in the paper, on other data (" + preset.published_on + "): not comparable\n";
        text += paper_table(preset, [](const PresetColumn& column) {
            return column.published ? printed("%.2f", *column.published) : std::string("-");
        });
    }
    for (const std::string& picture : preset.pictures)
        for (const RunRecord& record : records)
            if (!record.options.run.out.empty()) text += record.options.run.out + "/" + picture + "\n";
    return text;
}

} // namespace whydah
