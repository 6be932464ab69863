#include "core/store/samples_file.h"

#include "records/error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

std::vector<KeptSample> three_samples() {
    using enum SplitPart;
    return {{0, 1, {"/data/a, \"b\".png", -1}, {train, test}},
            {1, 0, {"/data/images-idx3", 7}, {test, validation}},
            {5, 0, {}, {left_out, left_out}}};
}

TEST(SamplesFile, GivesBackWhatWasWritten) {
    const test::TemporaryFolder folder;
    write_samples(folder.path(), three_samples(), {"ant", "bee"});
    EXPECT_EQ(read_samples(folder.path()), three_samples());
    EXPECT_EQ(test::text_of(folder / "samples.csv").substr(0, 42), "sample,label,class,file,row,part.0,part.1\n");
}

TEST(SamplesFile, IsNotInRunsOfOlderVersions) {
    const test::TemporaryFolder folder;
    EXPECT_TRUE(read_samples(folder.path()).empty());
}

TEST(SamplesFile, NamesTheLineThatWasChanged) {
    const test::TemporaryFolder folder;
    test::write_text(folder / "samples.csv",
                     "sample,label,class,file,row,part.0\n0,0,ant,a.png,,train\n1,0,ant,b.png,,exam\n");
    try {
        read_samples(folder.path());
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.problem(), "'exam' is no part of a split");
        EXPECT_TRUE(error.where().ends_with("samples.csv:3")) << error.where();
    }
}

TEST(KeptSamples, CountAsPredictionsDo) {
    Manifest manifest;
    manifest.class_names = {"ant", "bee"};
    manifest.samples = {{.image = {"a", -1}, .label = 0, .given = {}, .number = -1},
                        {.image = {"b", -1}, .label = 1, .given = {}, .number = -1},
                        {.image = {"c", -1}, .label = 1, .given = {}, .number = 9}};
    Split first, second;
    first.train = {0}, first.test = {1, 2};
    second.train = {1}, second.validation = {2}, second.test = {0};
    using enum SplitPart;
    EXPECT_EQ(kept_samples(manifest, {first, second}),
              (std::vector<KeptSample>{{0, 0, {"a", -1}, {train, test}},
                                       {1, 1, {"b", -1}, {test, train}},
                                       {9, 1, {"c", -1}, {test, validation}}}));
}

} // namespace
} // namespace whydah
