#include "records/accuracy_report.h"
#include "records/bands.h"
#include "records/split_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using Sizes = std::array<std::int64_t, 3>;
using testing::ElementsAre;

Sizes sizes(const char* rule, const std::vector<std::int64_t>& counts) {
    return band_sizes(BandRule::named(rule).bands_of(counts));
}

TEST(BandRules, GiveThePublishedSizesOfCifar100WithFactor100) {
    const auto counts = exponential_counts(100, 500, 100);
    EXPECT_EQ(sizes("oltr", counts), (Sizes{35, 34, 31}));
    EXPECT_EQ(sizes("decoupling", counts), (Sizes{35, 35, 30}));
    EXPECT_EQ(sizes("mislas", counts), (Sizes{36, 35, 29}));
}

TEST(BandRules, DisagreeAboutExactlyAHundredAndTwenty) {
    const std::vector<std::int64_t> counts{101, 100, 99, 21, 20, 19};
    const Band many = Band::many, medium = Band::medium, few = Band::few;
    EXPECT_THAT(BandRule::named("decoupling").bands_of(counts), ElementsAre(many, medium, medium, medium, medium, few));
    EXPECT_THAT(BandRule::named("oltr").bands_of(counts), ElementsAre(many, many, medium, medium, few, few));
    EXPECT_EQ(BandRule::named("oltr").text(Band::few), "n < 21");
}

TEST(BandRules, ByRankTheOrderCountsAndTiesStayInLabelOrder) {
    BandRule rule = BandRule::named("mislas");
    EXPECT_EQ(rank_ranges(5), (Sizes{2, 2, 1})); // 36 % of 5 is 1.8, 71 % is 3.55
    EXPECT_THAT(rule.bands_of({7, 1, 9, 7, 7}),
                ElementsAre(Band::many, Band::few, Band::many, Band::medium, Band::medium));
    EXPECT_EQ(rank_ranges(365), (Sizes{131, 157, 77}));
    EXPECT_EQ(rank_ranges(1000), (Sizes{390, 445, 165}));
    EXPECT_EQ(rank_ranges(8142), (Sizes{842, 3701, 3599}));
    for (std::int64_t classes = 1; classes < 50; ++classes) {
        const auto ranges = rank_ranges(classes);
        EXPECT_EQ(ranges[0] + ranges[1] + ranges[2], classes);
    }
}

TEST(BandRules, ABandWithoutTestedClassesHasNoAccuracy) {
    const MethodResult result{.method = "plain",
                              .seed = 0,
                              .classes = {{"a", 200, 4, 3}, {"b", 50, 0, 0}, {"c", 5, 4, 1}},
                              .seconds = 0,
                              .validation_accuracy = {}};
    const BandAccuracy accuracy = band_accuracy(result, {});
    EXPECT_DOUBLE_EQ(*accuracy.many, 0.75);
    EXPECT_FALSE(accuracy.medium);
    EXPECT_DOUBLE_EQ(*accuracy.all, 0.5);
    EXPECT_DOUBLE_EQ(*band_accuracy(result, BandRule::named("mislas")).many, 0.75);
}

} // namespace
} // namespace whydah
