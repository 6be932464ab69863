#include "app/dataset_match.h"

#include "widgets/long_tail_records.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

TEST(DatasetMatch, AClassIsFoundByNameOrNumberAndNoOtherIsTakenForIt) {
    const DatasetSummary data = test::long_tail_dataset(25, 300);
    EXPECT_EQ(label_of(data, "7"), 7);
    EXPECT_EQ(label_of(data, data.classes[4].name), 4);
    for (const char* unknown : {"", "x", "25", "-1", "3 ", "3x", "99999999999999"})
        EXPECT_EQ(label_of(data, unknown), -1);
}

TEST(DatasetMatch, ResultsFitOnlyTheSameSplitOfTheSameSource) {
    const DatasetSummary data = test::long_tail_dataset(25, 300);
    EXPECT_TRUE(are_same_split(data, data));
    DatasetSummary other = data;
    other.source = "/other";
    EXPECT_FALSE(are_same_split(data, other));
    other = data;
    --other.classes[3].train;
    EXPECT_FALSE(are_same_split(data, other));
    other = data;
    other.classes[3].name = "another";
    EXPECT_FALSE(are_same_split(data, other));
    EXPECT_FALSE(are_same_split({}, {})); // no class, no results
}

} // namespace
} // namespace whydah
