#pragma once

#include "core/data/feature_table.h"
#include "records/accuracy_report.h"

#include <cstdint>
#include <vector>

namespace whydah {

struct CorrectCounts {
    std::vector<std::int64_t> test, correct; ///< [C]
    double mean_recall() const;              ///< over classes with test images, 0..1; 0 without any
};

/// Classifies each row of x as the class with the largest weights . x.
/// @param x [n, D]   @param y [n] int64   @param weights [C, D]
CorrectCounts count_correct(const torch::Tensor& x, const torch::Tensor& y, const torch::Tensor& weights);

/// What a classifier says about each row.
struct Answers {
    std::vector<std::int32_t> labels; ///< class with the largest weights . x
    std::vector<float> confidence;    ///< its share in the softmax of all classes' scores, 0..1
};
/// @param x [n, D]   @param weights [C, D]
Answers classify(const torch::Tensor& x, const torch::Tensor& weights);

} // namespace whydah
