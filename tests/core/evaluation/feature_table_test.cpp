#include "core/data/feature_table.h"

#include "records/error.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

struct Small {
    Manifest manifest;
    FeatureMatrix features{6, 3, {1, 2, 3, 3, 2, 1, 0, 0, 0, 5, 5, 5, 1, 0, 0, 0, 9, 0}};
    Split split{{0, 1, 4}, {2}, {3, 5}, "by hand"};
    FeatureOptions options;
    Small() {
        manifest.class_names = {"a", "b"};
        for (int label : {0, 1, 0, 1, 0, 1}) manifest.samples.push_back({{}, label, std::nullopt});
        options.pca = 0, options.unit_norm = false, options.centre_features = false;
    }
    FeatureTable table() const { return prepare_features(features, manifest, split, options, torch::kCPU); }
};

TEST(FeatureTable, TakesTheRowsOfTheSplit) {
    const FeatureTable table = Small().table();
    EXPECT_TRUE(torch::equal(table.test.x, torch::tensor({{5.0F, 5.0F, 5.0F}, {0.0F, 9.0F, 0.0F}})));
    EXPECT_TRUE(torch::equal(table.train.y, torch::tensor({0, 1, 0}, torch::kLong)));
    EXPECT_TRUE(torch::equal(table.train_counts, torch::tensor({2, 1}, torch::kLong)));
}

TEST(FeatureTable, SubtractsTheTrainingMeanEverywhere) {
    Small s;
    s.options.centre_features = true;
    const FeatureTable table = s.table();
    EXPECT_LT(table.train.x.mean(0).abs().max().item<double>(), 1e-6);
    EXPECT_NEAR(table.validation.x[0][0].item<double>(), -5.0 / 3, 1e-6);
}

TEST(FeatureTable, UnitNormMakesEveryRowOneLong) {
    Small s;
    s.options.unit_norm = true;
    const FeatureTable table = s.table();
    EXPECT_TRUE(torch::allclose(table.test.x.norm(2, 1), torch::ones({2})));
}

TEST(FeatureTable, PcaKeepsDistancesWithinTheTrainingPartWhenNothingIsCutAway) {
    Small s;
    s.options.centre_features = true, s.options.pca = 2; // three points lie in a plane
    const FeatureTable table = s.table();
    EXPECT_EQ(table.dimension, 2);
    EXPECT_NEAR((table.train.x[0] - table.train.x[1]).norm().item<double>(), std::sqrt(8.0), 1e-5);
}

TEST(FeatureTable, OtherFeaturesArePreparedAlongTheSameAxes) {
    Small s;
    s.options.centre_features = true, s.options.pca = 2;
    const FeatureTable table = s.table();
    const FeatureMatrix moved{3, 3, {11, 2, 3, 13, 2, 1, 11, 0, 0}}; // the training rows, 10 further in the first axis
    EXPECT_TRUE(torch::allclose(prepare_like(moved, table, s.options), table.train.x, 0, 1e-5))
        << "their own mean is taken off";
    const FeatureMatrix longer{3, 3, {2, 4, 6, 6, 4, 2, 2, 0, 0}};
    EXPECT_TRUE(torch::allclose(prepare_like(longer, table, s.options), 2 * table.train.x, 0, 1e-5));
    s.options.unit_norm = true;
    EXPECT_TRUE(torch::allclose(prepare_like(longer, table, s.options).norm(2, 1), torch::ones({3})));
    const FeatureMatrix bad{1, 3, {0, std::nanf(""), 0}};
    EXPECT_THROW(prepare_like(bad, table, s.options), Error);
}

TEST(FeatureTable, ANumberThatIsNotFiniteIsNamed) {
    Small s;
    s.features.values[10] = std::nanf("");
    try {
        s.table();
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_THAT(error.where(), testing::HasSubstr("row 3"));
    }
}

TEST(FeatureTable, PcaOfMoreDimensionsThanThereAreKeepsThemAll) {
    Small s;
    s.options.pca = 256;
    EXPECT_EQ(s.table().dimension, 2) << "three points have two directions";
    s.options.pca = 0;
    EXPECT_EQ(s.table().dimension, 3);
}

TEST(FeatureTable, FeaturesThatAreAllAlikeGiveNumbers) {
    Small s;
    s.features.values.assign(18, 4);
    s.options.centre_features = s.options.unit_norm = true, s.options.pca = 2;
    const FeatureTable table = s.table();
    for (const FeaturePart* part : {&table.train, &table.validation, &table.test})
        EXPECT_EQ(part->x.abs().max().item<double>(), 0);
}

TEST(FeatureTable, FeaturesTooLargeForSinglePrecisionAreNamed) {
    Small s;
    for (float& value : s.features.values) value *= 1e20F; // the squares are beyond 3e38
    s.options.unit_norm = true;
    EXPECT_THROW(s.table(), Error);
}

TEST(FeatureTable, AnImageWhoseFeaturesAreNoNumbersIsNamed) {
    Small s;
    const std::int64_t row = s.split.train.front();
    s.manifest.samples[static_cast<std::size_t>(row)].image = {"/images/cat/1.jpg", -1};
    s.features.values[static_cast<std::size_t>(row * s.features.dimension)] = NAN;
    try {
        s.table();
        FAIL() << "it is refused";
    } catch (const Error& error) {
        EXPECT_EQ(error.where(), "/images/cat/1.jpg");
    }
}

} // namespace
} // namespace whydah
