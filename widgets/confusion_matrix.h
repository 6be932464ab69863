#pragma once

#include "records/run_comparison.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

/// What one method takes for what, all seeds together. Only cells with images are kept: they are never more than the
/// test images.
struct ConfusionMatrix {
    struct Cell {
        int truth = 0, predicted = 0; ///< labels
        std::int64_t images = 0;      ///< never 0
        double share = 0;             ///< of the true class's test images, 0..1
    };
    std::vector<Cell> cells;          ///< by truth, then by prediction
    std::vector<std::int64_t> images; ///< test images of each class, seeds together
    std::vector<std::string> names;   ///< of each class
    std::vector<std::int64_t> train;  ///< training images of each class
    std::int64_t seeds = 0;

    ConfusionMatrix() = default;
    ConfusionMatrix(const ComparedRun& run, const std::string& method);
    int size() const { return static_cast<int>(names.size()); }
    const Cell* find(int truth, int predicted) const; ///< null: no image
};

} // namespace whydah
