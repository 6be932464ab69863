#include "app/own_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::ElementsAre;

TEST(OwnOptions, OnlyWhatTheUserEditedGoesAlongToTheNextDataSet) {
    OwnOptions own;
    ExperimentOptions form;
    own.shown(form);
    form.meta.episodes = 9;
    own.edited(form);
    form = {}; // a sample is opened
    form.data.split = "given", form.features.backbone = "sample.pt", form.meta.episodes = 9;
    own.shown(form);
    form.classifier.methods = {"plain"};
    own.edited(form);
    const ExperimentOptions mine = own.for_data("/mine");
    EXPECT_EQ(mine.data.data, "/mine");
    EXPECT_EQ(mine.data.split, "auto");
    EXPECT_EQ(mine.features.backbone, "");
    EXPECT_EQ(mine.meta.episodes, 9);
    EXPECT_THAT(mine.classifier.methods, ElementsAre("plain"));
}

TEST(OwnOptions, WhatBelongsToOneDataSetStaysBehind) {
    OwnOptions own;
    ExperimentOptions form;
    form.data.root = "/images", form.data.class_names = "/names.txt", form.run.out = "/out", form.data.drop = 14;
    own.edited(form);
    const ExperimentOptions mine = own.for_data("/mine");
    EXPECT_EQ(mine.data.root + mine.data.class_names + mine.run.out, "");
    EXPECT_EQ(mine.data.drop, 14);
}

TEST(ChangedOptions, AreReadBackAsTheyWere) {
    ExperimentOptions options;
    options.data.data = "/a=b, c", options.data.train_share = 0.1, options.features.unit_norm = false;
    options.meta.lambda = {0.1, 10}, options.classifier.methods = {"plain", "meta_model_net"};
    EXPECT_EQ(equivalent_command(options_of(changed_options(options))), equivalent_command(options));
    EXPECT_TRUE(changed_options({}).empty());
    EXPECT_EQ(equivalent_command(options_of({"no_such=1", "seeds=many"})), equivalent_command({}));
}

} // namespace
} // namespace whydah
