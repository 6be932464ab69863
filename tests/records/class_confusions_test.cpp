#include "records/class_confusions.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

TEST(ClassConfusions, AreOfOneMethodTheMostFirst) {
    const std::vector<ConfusionCount> counts{{"plain", 0, 0, 9}, {"plain", 0, 1, 1}, {"plain", 0, 2, 2},
                                             {"plain", 0, 3, 1}, {"plain", 1, 0, 2}, {"plain", 2, 1, 7},
                                             {"plain", 3, 0, 1}, {"crt", 0, 3, 8}};
    const ClassConfusions of = class_confusions(counts, "plain", 0);
    EXPECT_EQ(of.taken_for, (std::vector<ConfusedClass>{{2, 2}, {1, 1}, {3, 1}}));
    EXPECT_EQ(of.mistaken_for_it, (std::vector<ConfusedClass>{{1, 2}, {3, 1}}));
    EXPECT_TRUE(class_confusions(counts, "lws", 0).taken_for.empty());
}

} // namespace
} // namespace whydah
