#include "records/error.h"
#include "support/made_data.h"
#include "support/real_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using test::image_bytes;
using test::TemporaryFolder;
using test::write_text;
using testing::ElementsAre;
using testing::HasSubstr;

class ListFile : public testing::Test {
protected:
    void SetUp() override {
        for (const char* file :
             {"images/cat/1.jpg", "images/cat/two words.jpg", "images/dog/1.jpg", "images/dog/it's.jpg"})
            write_text(folder_ / file, image_bytes(".jpg"));
    }
    TemporaryFolder folder_;
};

TEST_F(ListFile, PathsWithSpacesQuotesAndTabs) {
    write_text(folder_ / "lists/s_train.txt", "\xef\xbb\xbf# a comment\r\ncat/1.jpg 0\r\n\r\n\"cat/two words.jpg\" "
                                              "0\ncat/two words.jpg 0\ndog/it's.jpg\t1\n'dog/1.jpg' 1\n");
    write_text(folder_ / "lists/s_test.txt", "dog/1.jpg 1\n");
    DataOptions options;
    options.root = folder_ / "images";
    const Manifest manifest = test::open(folder_ / "lists", options);
    EXPECT_EQ(manifest.samples.size(), 5U) << "what stands twice is taken once";
    EXPECT_THAT(manifest.class_names, ElementsAre("cat", "dog"));
    EXPECT_THAT(test::problems_of(manifest),
                testing::AllOf(HasSubstr("stands in this list twice"), HasSubstr("is also in the ")));
    EXPECT_TRUE(manifest.has_given_split());
}

TEST_F(ListFile, ASiblingImagesFolderIsTheRootAndOneFileFindsItsSiblings) {
    write_text(folder_ / "lists/s_train.txt", "cat/1.jpg 0\ndog/1.jpg 1\n");
    write_text(folder_ / "lists/s_val.txt", "dog/it's.jpg 1\n");
    write_text(folder_ / "lists/other_test.txt", "nothing 7\n");
    const Manifest manifest = test::open(folder_ / "lists/s_train.txt");
    EXPECT_EQ(manifest.samples.size(), 3U);
    EXPECT_EQ(manifest.samples[2].given, SplitPart::validation);
}

TEST_F(ListFile, LinesThatDoNotParseAreNamedByFileAndLine) {
    write_text(
        folder_ / "lists/s_train.txt",
        "cat/1.jpg 0\nnolabel\ncat/1.jpg zero\n\"open 0\ndog/1.jpg -1\ngone.jpg 1\ndog/1.jpg 99999999\ndog/1.jpg 1\n");
    const Manifest manifest = test::open(folder_ / "lists/s_train.txt");
    EXPECT_EQ(manifest.samples.size(), 2U);
    const std::string problems = test::problems_of(manifest);
    for (const char* expected :
         {"s_train.txt:2: is not 'path label'", "s_train.txt:3: 'zero' is not a label", "s_train.txt:4: has a quote",
          "s_train.txt:5: label -1", "s_train.txt:6: gone.jpg there is no such file", "s_train.txt:7: label 99999999"})
        EXPECT_THAT(problems, HasSubstr(expected));
}

TEST_F(ListFile, FoldersNameTheClassesOnlyWhereTheyTellThemApart) {
    write_text(folder_ / "lists/all.txt", "cat/1.jpg 1\ncat/two words.jpg 7\ndog/1.jpg 900000\n");
    EXPECT_THAT(test::open(folder_ / "lists/all.txt").class_names, ElementsAre("class 1", "class 7", "class 900000"))
        << "labels without image and name are no classes";
}

TEST_F(ListFile, APathMayBeginWithAHash) {
    write_text(folder_ / "images/#1/a.jpg", image_bytes(".jpg"));
    write_text(folder_ / "lists/all.txt", "# a comment\n#\n#1/a.jpg 0\ndog/1.jpg 1\n");
    const Manifest manifest = test::open(folder_ / "lists/all.txt");
    EXPECT_EQ(manifest.samples.size(), 2U);
    EXPECT_EQ(manifest.problem_count, 0) << test::problems_of(manifest);
}

TEST_F(ListFile, AnEmptyLineAmongClassNamesShiftsNone) {
    write_text(folder_ / "lists/classes.txt", "katze\n\nhund\n\n");
    write_text(folder_ / "lists/all.txt", "cat/1.jpg 0\ndog/1.jpg 2\n");
    EXPECT_THAT(test::open(folder_ / "lists/all.txt").class_names, ElementsAre("katze", "hund"));
}

TEST_F(ListFile, ASingleListIsNoSplit) {
    write_text(folder_ / "lists/all.txt", "cat/1.jpg 0\ndog/1.jpg 1\n");
    EXPECT_FALSE(test::open(folder_ / "lists/all.txt").has_given_split());
}

TEST(CaltechLists, AreReadWhole) {
    SKIP_WITHOUT_REAL_DATA();
    const Manifest manifest = test::open(test::real_data() / "caltech101/lists");
    EXPECT_EQ(manifest.problem_count, 0) << test::problems_of(manifest);
    const DatasetSummary summary = summarise(manifest, make_split(manifest, {}, 0));
    EXPECT_EQ(summary.classes.size(), 101U);
    EXPECT_EQ(summary.largest_class(), 174);
    EXPECT_EQ(summary.smallest_class(), 2);
    for (const ClassSummary& c : summary.classes) EXPECT_EQ(c.test, 12) << c.name;
}

} // namespace
} // namespace whydah
