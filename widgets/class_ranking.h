#pragma once

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// Classes along an axis by rank: rank 0 has most training images, ties stay in label order.
struct ClassRanking {
    std::vector<int> labels;          ///< of each rank
    std::vector<int> ranks;           ///< of each label
    std::vector<QString> names;       ///< of each rank
    std::vector<std::int64_t> counts; ///< training images of each rank, falling

    ClassRanking() = default;
    ClassRanking(const std::vector<std::string>& class_names, const std::vector<std::int64_t>& train_counts);
    int size() const { return static_cast<int>(labels.size()); }
    bool has_label(int label) const { return label >= 0 && label < size(); }
    /// Rank at a coordinate of the axis, -1 outside.
    int rank_at(double coordinate) const;
};

} // namespace whydah
