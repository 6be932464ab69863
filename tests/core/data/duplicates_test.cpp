#include "core/data/duplicates.h"

#include "records/error.h"
#include "support/made_data.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stop_token>

namespace whydah {
namespace {

using test::TemporaryFolder;
using test::write_text;

class Duplicates : public testing::Test {
protected:
    static std::string random_png() { return test::image_bytes(".png"); }
    DatasetSummary summary_of(const std::filesystem::path& path, std::vector<std::int64_t> test_rows = {}) {
        const Manifest manifest = test::open(path);
        Split split;
        for (std::int64_t row = 0; row < static_cast<std::int64_t>(manifest.samples.size()); ++row) {
            const bool is_test = std::find(test_rows.begin(), test_rows.end(), row) != test_rows.end();
            (is_test ? split.test : split.train).push_back(row);
        }
        return summarise(manifest, split);
    }
    static std::string lines(const DuplicateReport& report, const DatasetSummary& summary) {
        std::string text;
        for (const DataProblem& problem : duplicate_problems(report, summary))
            text += problem.where + ": " + problem.what + "\n";
        return text;
    }
    TemporaryFolder folder;
};

TEST_F(Duplicates, AreFoundInAFolderWithDifferentLabelsFirst) {
    const std::string twice = random_png(), both = random_png();
    write_text(folder / "ant/1.png", twice);
    write_text(folder / "ant/2.png", twice);
    write_text(folder / "ant/3.png", both);
    write_text(folder / "bee/1.png", both);
    write_text(folder / "bee/2.png", random_png());
    const DatasetSummary summary = summary_of(folder.path());
    const DuplicateReport report = find_duplicates(summary, {}, {});
    EXPECT_EQ(lines(report, summary),
              "ant/3.png (train), bee/1.png (train): byte-identical, DIFFERENT LABELS: ant and bee\n"
              "ant/1.png (train), ant/2.png (train): byte-identical\n");
    EXPECT_EQ(duplicates_text(report), "2 groups of byte-identical images (2 copies among 5): 1 with different labels, "
                                       "0 across parts of the split");
}

TEST_F(Duplicates, OfTheSameSizeButOtherBytesAreNone) {
    std::string one(random_png()), other = one;
    other.back() = static_cast<char>(other.back() ^ 1);
    write_text(folder / "ant/1.png", one);
    write_text(folder / "bee/1.png", other);
    const DuplicateReport report = find_duplicates(summary_of(folder.path()), {}, {});
    EXPECT_TRUE(report.groups.empty());
    EXPECT_EQ(report.images, 2);
    EXPECT_EQ(duplicates_text(report), "no byte-identical images among 2");
}

TEST_F(Duplicates, AcrossTrainingAndTestAreMarkedSoUntilTheSplitChanges) {
    const std::string twice = random_png();
    write_text(folder / "ant/1.png", twice);
    write_text(folder / "ant/2.png", twice);
    write_text(folder / "bee/1.png", random_png());
    const DatasetSummary split = summary_of(folder.path(), {1}), together = summary_of(folder.path());
    DuplicateReport report = find_duplicates(split, {}, {});
    EXPECT_EQ(lines(report, split), "ant/1.png (train), ant/2.png (test): byte-identical, ACROSS train and test\n");
    mark_duplicates(report, together);
    EXPECT_EQ(report.across_parts(), 0);
}

TEST_F(Duplicates, AreFoundInListFilesAlsoAFileThatIsNamedTwice) {
    const std::string twice = random_png();
    write_text(folder / "pictures/a.png", twice);
    write_text(folder / "pictures/b.png", twice);
    write_text(folder / "pictures/c.png", random_png());
    write_text(folder / "train.txt", "pictures/a.png 0\npictures/c.png 1\n");
    write_text(folder / "test.txt", "pictures/b.png 1\npictures/c.png 1\n");
    const DatasetSummary summary = summary_of(folder.path(), {2, 3});
    const DuplicateReport report = find_duplicates(summary, {}, {});
    ASSERT_EQ(report.groups.size(), 2u);
    EXPECT_TRUE(report.groups[0].other_labels);
    EXPECT_TRUE(report.groups[0].other_parts);
    EXPECT_FALSE(report.groups[1].other_labels);
    EXPECT_TRUE(report.groups[1].other_parts) << "c.png is learned and tested";
}

TEST_F(Duplicates, AreFoundAmongTheRowsOfAnIdxFile) {
    std::string items = "aaaabbbbccccbbbbaaaa";
    write_text(folder / "train-images-idx3-ubyte", test::idx_bytes({5, 2, 2}, items));
    write_text(folder / "train-labels-idx1-ubyte", test::idx_bytes({5}, std::string("\0\0\1\1\0", 5)));
    const DatasetSummary summary = summary_of(folder.path());
    const DuplicateReport report = find_duplicates(summary, {}, {});
    EXPECT_EQ(lines(report, summary),
              "train-images-idx3-ubyte row 1 (train), train-images-idx3-ubyte row 3 (train): byte-identical, DIFFERENT "
              "LABELS: class 0 and class 1\n"
              "train-images-idx3-ubyte row 0 (train), train-images-idx3-ubyte row 4 (train): byte-identical\n");
}

TEST_F(Duplicates, WhatIsGoneMeanwhileIsCountedAndLeftOut) {
    const std::string twice = random_png();
    for (const char* file : {"ant/1.png", "ant/2.png", "bee/1.png"}) write_text(folder / file, twice);
    const DatasetSummary summary = summary_of(folder.path());
    std::filesystem::remove(folder / "ant/2.png");
    const DuplicateReport report = find_duplicates(summary, {}, {});
    EXPECT_EQ(report.unreadable, 1);
    ASSERT_EQ(report.groups.size(), 1u);
    EXPECT_EQ(report.groups[0].images.size(), 2u);
}

TEST_F(Duplicates, SearchCanBeStoppedAndTellsHowFarItIs) {
    const std::string twice = random_png();
    write_text(folder / "ant/1.png", twice);
    write_text(folder / "bee/1.png", twice);
    const DatasetSummary summary = summary_of(folder.path());
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(find_duplicates(summary, JobControl(stop.get_token()), {}), Stopped);
    std::string stages;
    find_duplicates(summary, {}, [&](const Event& event) {
        if (const auto* stage = std::get_if<StageStarted>(&event))
            stages += stage->stage + std::to_string(stage->total);
    });
    EXPECT_EQ(stages, "Duplicates2");
    EXPECT_EQ(bytes_to_compare(summary), 2 * static_cast<std::int64_t>(twice.size()));
}

} // namespace
} // namespace whydah
