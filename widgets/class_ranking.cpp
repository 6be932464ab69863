#include "widgets/class_ranking.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace whydah {

ClassRanking::ClassRanking(const std::vector<std::string>& class_names, const std::vector<std::int64_t>& train_counts)
    : labels(class_names.size()),
      ranks(class_names.size()) {
    const auto count = [&](int label) { return train_counts.at(static_cast<std::size_t>(label)); };
    std::iota(labels.begin(), labels.end(), 0);
    std::stable_sort(labels.begin(), labels.end(), [&](int a, int b) { return count(a) > count(b); });
    names.reserve(labels.size());
    counts.reserve(labels.size());
    for (int label : labels) {
        ranks[static_cast<std::size_t>(label)] = static_cast<int>(names.size());
        names.push_back(QString::fromStdString(class_names[static_cast<std::size_t>(label)]));
        counts.push_back(count(label));
    }
}

int ClassRanking::rank_at(double coordinate) const {
    const double rank = std::round(coordinate);
    return rank >= 0 && rank < size() ? static_cast<int>(rank) : -1;
}

} // namespace whydah
