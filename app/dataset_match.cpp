#include "app/dataset_match.h"

#include <algorithm>
#include <charconv>

namespace whydah {

bool are_same_split(const DatasetSummary& a, const DatasetSummary& b) {
    return a.source == b.source && !a.classes.empty() &&
           std::equal(a.classes.begin(), a.classes.end(), b.classes.begin(), b.classes.end(),
                      [](const ClassSummary& x, const ClassSummary& y) {
                          return x.train == y.train && x.validation == y.validation && x.test == y.test &&
                                 x.name == y.name;
                      });
}

int label_of(const DatasetSummary& dataset, const std::string& wanted) {
    const auto named = std::find_if(dataset.classes.begin(), dataset.classes.end(),
                                    [&](const ClassSummary& c) { return c.name == wanted; });
    if (named != dataset.classes.end()) return static_cast<int>(named - dataset.classes.begin());
    int label = -1;
    const char* const end = wanted.data() + wanted.size();
    const auto [next, error] = std::from_chars(wanted.data(), end, label);
    const bool is_label =
        error == std::errc{} && next == end && label >= 0 && label < static_cast<int>(dataset.classes.size());
    return is_label ? label : -1;
}

} // namespace whydah
