#include "records/run_entry.h"

#include <algorithm>

namespace whydah {

const MethodAccuracy* RunEntry::accuracy(const std::string& method) const {
    const auto found = std::find_if(accuracies.begin(), accuracies.end(),
                                    [&](const MethodAccuracy& accuracy) { return accuracy.method == method; });
    return found == accuracies.end() ? nullptr : &*found;
}

const MethodAccuracy* best_accuracy(const RunEntry& entry) {
    const auto best = std::max_element(entry.accuracies.begin(), entry.accuracies.end(),
                                       [](const auto& a, const auto& b) { return a.mean < b.mean; });
    return best == entry.accuracies.end() ? nullptr : &*best;
}

std::string state_text(const RunEntry& entry) {
    return entry.missing ? "missing" : !entry.problem.empty() ? "unreadable" : run_state_name(entry.state);
}

RunChange inverse(const RunChange& change, const RunEntry& before) {
    RunChange back{.id = change.id};
    if (change.name) back.name = before.name;
    if (change.note) back.note = before.note;
    if (change.tags) back.tags = before.tags;
    if (change.deleted) back.deleted = before.deleted;
    return back;
}

std::vector<std::string> tags_from(const std::string& text) {
    std::vector<std::string> tags;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(",;\n", at), text.size());
        const std::size_t from = std::min(text.find_first_not_of(" \t", at), end);
        std::size_t to = end;
        while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t')) --to;
        const std::string tag = text.substr(from, to - from);
        if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
        at = end + 1;
    }
    return tags;
}

std::string tags_text(const std::vector<std::string>& tags) {
    std::string text;
    for (const std::string& tag : tags) text += (text.empty() ? "" : ", ") + tag;
    return text;
}

} // namespace whydah
