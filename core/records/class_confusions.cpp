#include "records/class_confusions.h"

#include <algorithm>

namespace whydah {
namespace {

void put_most_first(std::vector<ConfusedClass>& classes) {
    std::sort(classes.begin(), classes.end(), [](const ConfusedClass& a, const ConfusedClass& b) {
        return a.images != b.images ? a.images > b.images : a.label < b.label;
    });
}

} // namespace

ClassConfusions class_confusions(const std::vector<ConfusionCount>& counts, const std::string& method,
                                 std::int32_t label) {
    ClassConfusions of;
    for (const ConfusionCount& count : counts) {
        if (count.method != method || count.truth == count.predicted) continue;
        if (count.truth == label) of.taken_for.push_back({count.predicted, count.images});
        if (count.predicted == label) of.mistaken_for_it.push_back({count.truth, count.images});
    }
    put_most_first(of.taken_for);
    put_most_first(of.mistaken_for_it);
    return of;
}

} // namespace whydah
