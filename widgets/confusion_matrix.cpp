#include "widgets/confusion_matrix.h"

#include <algorithm>
#include <utility>

namespace whydah {

ConfusionMatrix::ConfusionMatrix(const ComparedRun& run, const std::string& method) {
    for (const MethodResult& result : run.results) {
        if (result.method != method) continue;
        if (seeds++ > 0) continue;
        for (const ClassAccuracy& c : result.classes) names.push_back(c.name), train.push_back(c.train);
    }
    images.resize(names.size(), 0);
    for (const ConfusionCount& count : run.confusion) {
        if (count.method != method || std::max(count.truth, count.predicted) >= size()) continue;
        cells.push_back({.truth = count.truth, .predicted = count.predicted, .images = count.images, .share = 0});
        images[static_cast<std::size_t>(count.truth)] += count.images;
    }
    for (Cell& cell : cells)
        cell.share =
            static_cast<double>(cell.images) / static_cast<double>(images[static_cast<std::size_t>(cell.truth)]);
    std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
        return std::pair(a.truth, a.predicted) < std::pair(b.truth, b.predicted);
    });
}

const ConfusionMatrix::Cell* ConfusionMatrix::find(int truth, int predicted) const {
    const auto found = std::lower_bound(cells.begin(), cells.end(), std::pair(truth, predicted),
                                        [](const Cell& cell, const std::pair<int, int>& wanted) {
                                            return std::pair(cell.truth, cell.predicted) < wanted;
                                        });
    return found != cells.end() && found->truth == truth && found->predicted == predicted ? &*found : nullptr;
}

} // namespace whydah
