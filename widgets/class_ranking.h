#pragma once

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// What classes along an axis are sorted by.
enum class ClassOrder { frequency, gain, name, cluster };
QString order_label(ClassOrder order); ///< "class, by training images": an axis

/// Labels, most training images first, ties in label order.
std::vector<int> frequency_order(const std::vector<std::int64_t>& train_counts);
/// Labels by the names as people sort them: whatever the case, "class 2" before "class 10".
std::vector<int> name_order(const std::vector<std::string>& class_names);

/// Classes along an axis by rank. If nothing else is said, rank 0 has most training images.
struct ClassRanking {
    std::vector<int> labels;          ///< of each rank
    std::vector<int> ranks;           ///< of each label
    std::vector<QString> names;       ///< of each rank
    std::vector<std::int64_t> counts; ///< training images of each rank; falling by frequency

    ClassRanking() = default;
    ClassRanking(const std::vector<std::string>& class_names, const std::vector<std::int64_t>& train_counts);
    /// @param order each label once
    ClassRanking(const std::vector<std::string>& class_names, const std::vector<std::int64_t>& train_counts,
                 std::vector<int> order);
    int size() const { return static_cast<int>(labels.size()); }
    bool has_label(int label) const { return label >= 0 && label < size(); }
    /// Rank at a coordinate of the axis, -1 outside.
    int rank_at(double coordinate) const;
};

} // namespace whydah
