#include "core/store/list_export.h"

#include "core/data/manifest.h"
#include "records/error.h"
#include "support/made_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace whydah {
namespace {

using test::TemporaryFolder;
using test::text_of;
using test::write_text;

/// Images with the name of their class, for each part; what is left out is nowhere.
using Parts = std::array<std::map<std::string, std::string>, 3>;

Parts parts_of(const Manifest& manifest, const DataOptions& options, std::int64_t carve_seed = 0) {
    const Split split = make_split(manifest, options, carve_seed);
    Parts parts;
    std::size_t part = 0;
    for (const auto* rows : {&split.train, &split.validation, &split.test}) {
        for (std::int64_t row : *rows) {
            const Sample& sample = manifest.samples[static_cast<std::size_t>(row)];
            parts[part][std::filesystem::weakly_canonical(sample.image.file).string()] =
                manifest.class_names[static_cast<std::size_t>(sample.label)];
        }
        ++part;
    }
    return parts;
}

class ListExport : public testing::Test {
protected:
    void SetUp() override {
        for (int c = 0; c < 5; ++c)
            for (int i = 0; i < 30 - 5 * c; ++i)
                write_text(folder_ / ("data/class " + std::to_string(c) + "/" + std::to_string(i) + ".png"), png_);
        options_.data.data = folder_ / "data";
        options_.data.test_per_class = 4;
    }
    TemporaryFolder folder_;
    std::string png_ = test::image_bytes(".png");
    ExperimentOptions options_;
};

TEST_F(ListExport, OpenedAgainGivesTheVerySameSplit) {
    for (const char* split : {"sun", "exponential", "step", "power_law"})
        for (const char* order : {"label", "shuffled"}) {
            SCOPED_TRACE(split);
            options_.data.split = split, options_.data.class_order = order, options_.data.imbalance_factor = 5;
            options_.data.largest_class = 12, options_.data.median_class = 4, options_.data.smallest_class = 2;
            options_.run.seed = 6;
            const ExportedLists lists = export_lists(folder_ / "lists", options_, {}, {});
            const Manifest again = test::open(folder_ / "lists");
            EXPECT_EQ(again.problem_count, 0) << test::problems_of(again);
            const Parts before = parts_of(test::open(folder_ / "data"), options_.data, 6);
            EXPECT_EQ(parts_of(again, {}), before);
            EXPECT_EQ(lists.train, static_cast<std::int64_t>(before[0].size()));
            EXPECT_GT(before[1].size(), 0u);
            EXPECT_EQ(lists.classes, 5);
            EXPECT_EQ(lists.spaces, lists.train + lists.validation + lists.test) << "'class 0/...'";
        }
}

TEST_F(ListExport, WritesWhatOtherCodebasesRead) {
    options_.data.data = folder_ / "plain";
    for (const char* file : {"cat/1.png", "cat/2.png", "cat/3.png", "dog/1.png", "dog/2.png"})
        write_text(folder_ / "plain" / file, png_);
    options_.data.validation_share = 0;
    const ExportedLists lists = export_lists(folder_ / "lists", options_, {}, {});
    std::istringstream lines(text_of(folder_ / "lists/train.txt"));
    std::string path;
    int label = 0, read = 0;
    for (; lines >> path >> label; ++read)
        EXPECT_EQ(path.substr(0, 4), label == 0 ? "cat/" : "dog/") << "field 0 is the path, field 1 the label";
    EXPECT_EQ(read, lists.train);
    EXPECT_EQ(text_of(folder_ / "lists/classes.txt"), "cat\ndog\n");
    EXPECT_EQ(text_of(folder_ / "lists/root.txt"), (folder_ / "plain").string() + "\n");
    EXPECT_EQ(lists.spaces, 0);
}

TEST_F(ListExport, AnEmptyPartLeavesNoFileAlsoNoneOfAnEarlierExport) {
    export_lists(folder_ / "lists", options_, {}, {});
    ASSERT_TRUE(std::filesystem::exists(folder_ / "lists/val.txt"));
    options_.data.validation_share = 0;
    EXPECT_EQ(export_lists(folder_ / "lists", options_, {}, {}).validation, 0);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "lists/val.txt"));
}

TEST_F(ListExport, NamesThatTheFormatCannotHoldBareAreQuoted) {
    for (const char* file : {"#1 a/x.png", "#1 a/ends .png ", "\"b\"/1.png", "\"b\"/2.png", "'c/1.png", "'c/2.png"})
        write_text(folder_ / "odd" / file, png_);
    Manifest manifest;
    manifest.source = folder_ / "odd", manifest.class_names = {"a", "b", "c"};
    for (const auto& [file, label] : std::map<std::string, int>{{"#1 a/x.png", 0},
                                                                {"#1 a/ends .png ", 0},
                                                                {"\"b\"/1.png", 1},
                                                                {"\"b\"/2.png", 1},
                                                                {"'c/1.png", 2},
                                                                {"'c/2.png", 2}})
        manifest.samples.push_back({{(folder_ / "odd" / file).string(), -1}, label, SplitPart::train});
    Split split;
    split.train = {0, 2, 4}, split.test = {1, 3, 5};
    write_lists(folder_ / "lists", manifest, split, {});
    const Manifest again = test::open(folder_ / "lists");
    EXPECT_EQ(again.problem_count, 0) << test::problems_of(again);
    EXPECT_EQ(again.samples.size(), 6u);
}

TEST_F(ListExport, PathsAreRelativeToWhatAllImagesShareWhereTheSourceIsElsewhere) {
    write_text(folder_ / "lists/s_train.txt", "class 0/1.png 0\nclass 1/1.png 1\n");
    write_text(folder_ / "lists/s_test.txt", "class 0/2.png 0\nclass 1/2.png 1\n");
    options_.data.data = folder_ / "lists", options_.data.root = folder_ / "data";
    const ExportedLists lists = export_lists(folder_ / "out", options_, {}, {});
    EXPECT_EQ(text_of(folder_ / "out/train.txt"), "class 0/1.png 0\nclass 1/1.png 1\n");
    EXPECT_EQ(lists.root, (folder_ / "data").string());
    EXPECT_EQ(test::open(folder_ / "out").samples.size(), 4u);
}

TEST_F(ListExport, FeaturesWithoutFilesAreRefusedAndNothingIsWritten) {
    Manifest manifest;
    manifest.class_names = {"a", "b"}, manifest.kind = "feature table";
    manifest.samples = {{{"x.npz", 3}, 0, {}}};
    EXPECT_THROW(write_lists(folder_ / "lists", manifest, {}, {}), Error);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "lists"));
}

} // namespace
} // namespace whydah
