#include "widgets/queue_changes.h"

#include "records/option_difference.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace whydah {
namespace {

/// How many of the experiments have the value, and how it is told.
using Change = std::pair<std::ptrdiff_t, std::string>;

std::string text_of(const OptionDifference& option, const std::string& whole) {
    const std::string value = whole.starts_with('/') ? whole.substr(whole.rfind('/') + 1) : whole; // a file
    return option.label + " " + (value.empty() ? "–" : value);
}

QString joined(std::vector<Change> changes) {
    std::stable_sort(changes.begin(), changes.end(),
                     [](const Change& a, const Change& b) { return a.first < b.first; });
    QStringList texts;
    for (const Change& change : changes) texts << QString::fromStdString(change.second);
    return texts.join(QStringLiteral(", "));
}

} // namespace

QStringList queue_changes(const std::vector<QueueEntry>& entries) {
    static const std::set<std::string> told_elsewhere{"data", "device", "threads", "seeds"};
    std::map<std::string, std::vector<std::size_t>> on_data;
    for (std::size_t i = 0; i < entries.size(); ++i) on_data[entries[i].options.data.data].push_back(i);
    QStringList texts(static_cast<qsizetype>(entries.size()));
    for (const auto& [data, places] : on_data) {
        if (places.size() < 2) continue;
        std::vector<ExperimentOptions> options;
        for (std::size_t place : places) options.push_back(entries[place].options);
        std::vector<std::vector<Change>> changes(places.size());
        for (const OptionDifference& option : option_differences(options)) {
            if (told_elsewhere.contains(option.name)) continue;
            for (std::size_t i = 0; i < places.size(); ++i)
                changes[i].emplace_back(std::count(option.values.begin(), option.values.end(), option.values[i]),
                                        text_of(option, option.values[i]));
        }
        for (std::size_t i = 0; i < places.size(); ++i)
            texts[static_cast<qsizetype>(places[i])] = joined(std::move(changes[i]));
    }
    return texts;
}

} // namespace whydah
