#include "records/dataset_summary.h"

#include <algorithm>
#include <numeric>

namespace whydah {
namespace {

std::int64_t sum(const std::vector<ClassSummary>& classes, std::int64_t ClassSummary::*count) {
    std::int64_t total = 0;
    for (const ClassSummary& c : classes) total += c.*count;
    return total;
}

} // namespace

const char* split_part_name(SplitPart part) {
    switch (part) {
    case SplitPart::train:
        return "train";
    case SplitPart::validation:
        return "validation";
    case SplitPart::test:
        return "test";
    case SplitPart::left_out:
        break;
    }
    return "left out";
}

std::int64_t DatasetSummary::train() const { return sum(classes, &ClassSummary::train); }
std::int64_t DatasetSummary::validation() const { return sum(classes, &ClassSummary::validation); }
std::int64_t DatasetSummary::test() const { return sum(classes, &ClassSummary::test); }

std::int64_t DatasetSummary::largest_class() const {
    std::int64_t largest = 0;
    for (const ClassSummary& c : classes) largest = std::max(largest, c.train);
    return largest;
}

std::int64_t DatasetSummary::smallest_class() const {
    std::int64_t smallest = 0;
    for (const ClassSummary& c : classes)
        if (c.train > 0 && (smallest == 0 || c.train < smallest)) smallest = c.train;
    return smallest;
}

double DatasetSummary::imbalance() const {
    const auto smallest = smallest_class();
    return smallest == 0 ? 0.0 : static_cast<double>(largest_class()) / static_cast<double>(smallest);
}

std::vector<std::int64_t> DatasetSummary::train_counts() const {
    std::vector<std::int64_t> counts;
    counts.reserve(classes.size());
    for (const ClassSummary& c : classes) counts.push_back(c.train);
    return counts;
}

std::vector<std::size_t> DatasetSummary::by_frequency() const {
    std::vector<std::size_t> order(classes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [this](std::size_t a, std::size_t b) { return classes[a].train > classes[b].train; });
    return order;
}

std::int64_t DatasetSummary::head_classes(std::int64_t threshold) const {
    return std::count_if(classes.begin(), classes.end(), [&](const ClassSummary& c) { return c.train > threshold; });
}

} // namespace whydah
