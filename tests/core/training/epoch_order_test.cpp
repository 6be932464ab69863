#include "core/training/epoch_order.h"

#include "records/error.h"
#include "records/experiment_options.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <map>
#include <set>

namespace whydah {
namespace {

std::vector<LabelledImage> long_tail() {
    std::vector<LabelledImage> images;
    for (const auto& [label, count] : std::map<std::int64_t, int>{{0, 60}, {1, 29}, {3, 1}}) // class 2 has none
        for (int i = 0; i < count; ++i) images.push_back({{}, label});
    return images;
}

TEST(EpochOrder, PlainShowsEveryImageOnceInAnOrderOfItsOwn) {
    const EpochOrder sampling = plain_order(50, 4);
    const auto first = sampling(0), second = sampling(1);
    EXPECT_EQ(std::set<std::int64_t>(first.begin(), first.end()).size(), 50U);
    EXPECT_NE(first, second);
    EXPECT_EQ(first, sampling(0));
    EXPECT_NE(first, plain_order(50, 5)(0));
}

TEST(EpochOrder, BalancedShowsEveryClassEquallyOften) {
    const std::vector<LabelledImage> images = long_tail();
    const EpochOrder sampling = balanced_order(images, 4);
    const auto order = sampling(0);
    ASSERT_EQ(order.size(), 90U);
    std::map<std::int64_t, int> shown;
    std::map<std::int64_t, int> of_image;
    for (std::int64_t i : order) ++shown[images[static_cast<std::size_t>(i)].label], ++of_image[i];
    EXPECT_EQ(shown, (std::map<std::int64_t, int>{{0, 30}, {1, 30}, {3, 30}}));
    EXPECT_EQ(of_image[89], 30);
    for (std::int64_t i = 60; i < 89; ++i) EXPECT_GE(of_image[i], 1) << "a round shows all images of a class";
    for (std::int64_t i = 0; i < 60; ++i) EXPECT_LE(of_image[i], 1);
    EXPECT_EQ(order, sampling(0));
    EXPECT_NE(order, sampling(1));
}

TEST(EpochOrder, EverySamplingOfTheListCanBeChosen) {
    std::vector<std::string_view> names{"plain", "balanced"}, choices;
    for (const SamplingEntry& entry : sampling_list()) names.push_back(entry.name);
    const ExperimentOptions options;
    visit_fields(options, [&](const Field& field, const auto&) {
        if (field.name == "network_sampling") choices = field.choices;
    });
    std::sort(names.begin(), names.end()), std::sort(choices.begin(), choices.end());
    EXPECT_EQ(choices, names);
    for (std::string_view name : names)
        EXPECT_EQ(epoch_order(std::string(name), long_tail(), 10, 4)(0).size(), 90U) << name;
    EXPECT_THROW(epoch_order("none", long_tail(), 10, 4), Error);
}

/// Share of the images of an epoch that are of class 0 (60 of 90; classes 1 and 3 have 29 and 1).
double share_of_first(const std::string& name, std::int64_t epoch) {
    std::vector<LabelledImage> images;
    for (int copy = 0; copy < 100; ++copy) // many images, the same shares
        for (const LabelledImage& item : long_tail()) images.push_back(item);
    const auto order = epoch_order(name, images, 10, 4)(epoch);
    const auto of_first = std::count_if(order.begin(), order.end(), [&](std::int64_t i) {
        return images[static_cast<std::size_t>(i)].label == 0;
    });
    return static_cast<double>(of_first) / static_cast<double>(order.size());
}

TEST(EpochOrder, DrawnOnesFollowTheirProbabilities) {
    const double root = std::sqrt(60.0) / (std::sqrt(60.0) + std::sqrt(29.0) + 1);
    EXPECT_NEAR(share_of_first("square_root", 0), root, 0.02);
    EXPECT_NEAR(share_of_first("class_balanced", 3), 1.0 / 3, 0.02);
    EXPECT_NEAR(share_of_first("progressive", 0), 60.0 / 90, 0.02);
    EXPECT_NEAR(share_of_first("progressive", 5), (60.0 / 90 + 1.0 / 3) / 2, 0.02);
    EXPECT_NEAR(share_of_first("progressive", 9), 0.1 * 60 / 90 + 0.9 / 3, 0.02);
    const auto order = epoch_order("square_root", long_tail(), 10, 4);
    EXPECT_EQ(order(2), order(2));
    EXPECT_NE(order(2), order(3));
}

TEST(EpochOrder, OnlyClassesRenumbersTheirImages) {
    const auto kept = only_classes(long_tail(), {3, 1});
    ASSERT_EQ(kept.size(), 30U);
    EXPECT_EQ(std::count_if(kept.begin(), kept.end(), [](const auto& image) { return image.label == 0; }), 1);
    EXPECT_EQ(std::count_if(kept.begin(), kept.end(), [](const auto& image) { return image.label == 1; }), 29);
}

} // namespace
} // namespace whydah
