#include "core/data/image_reader.h"
#include "core/data/thumbnail.h"
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

TEST(ImageFolder, ClassesAreFoldersSortedByName) {
    const TemporaryFolder folder;
    for (const char* file : {"b/1.jpg", "b/deeper/2.png", "a/1.bmp", "c/1.ppm"})
        write_text(folder / file, image_bytes(std::filesystem::path(file).extension()));
    write_text(folder / "README.txt", "hello");
    write_text(folder / "a/.hidden.jpg", "no");
    const Manifest manifest = test::open(folder.path());
    EXPECT_THAT(manifest.class_names, ElementsAre("a", "b", "c"));
    EXPECT_EQ(manifest.samples.size(), 4U);
    EXPECT_EQ(manifest.problem_count, 0) << test::problems_of(manifest);
}

TEST(ImageFolder, TrainValTestFoldersAreASplit) {
    const TemporaryFolder folder;
    for (const char* file : {"train/a/1.jpg", "train/b/2.jpg", "val/a/3.jpg", "test/b/4.jpg"})
        write_text(folder / file, image_bytes(".jpg"));
    const Manifest manifest = test::open(folder.path());
    EXPECT_THAT(manifest.class_names, ElementsAre("a", "b"));
    EXPECT_TRUE(manifest.has_given_split());
}

TEST(ImageFolder, LinksThatLeadRoundInCirclesBringNoImageTwice) {
    const TemporaryFolder folder;
    for (const char* file : {"a/1.jpg", "a/deeper/2.jpg", "b/3.jpg"}) write_text(folder / file, image_bytes(".jpg"));
    for (const char* link : {"a/one", "a/two", "a/deeper/three"}) // followed blindly: 2^32 ways
        std::filesystem::create_directory_symlink(folder / "a", folder / link);
    const Manifest manifest = test::open(folder.path());
    EXPECT_EQ(manifest.samples.size(), 3U);
    EXPECT_EQ(manifest.problem_count, 3) << test::problems_of(manifest);
}

TEST(ImageFolder, ALinkToTheDataFolderItselfIsNoClassOfAllImages) {
    const TemporaryFolder folder;
    for (const char* file : {"a/1.jpg", "b/2.jpg"}) write_text(folder / file, image_bytes(".jpg"));
    std::filesystem::create_directory_symlink(".", folder / "all");
    const Manifest manifest = test::open(folder.path());
    EXPECT_THAT(manifest.class_names, ElementsAre("a", "b"));
    EXPECT_EQ(manifest.samples.size(), 2U);
    EXPECT_THAT(test::problems_of(manifest), testing::HasSubstr("all: is a link to the folder of all classes"));
}

TEST(ImageFolder, OtherFoldersBesideTrainAndTestAreNamedAndLeftOut) {
    const TemporaryFolder folder;
    for (const char* file : {"train/a/1.jpg", "train/b/2.jpg", "test/a/3.jpg", "extra/4.jpg"})
        write_text(folder / file, image_bytes(".jpg"));
    const Manifest manifest = test::open(folder.path());
    EXPECT_THAT(manifest.class_names, ElementsAre("a", "b"));
    EXPECT_THAT(test::problems_of(manifest), testing::HasSubstr("extra: lies beside"));
}

TEST(ImageFolder, AClassOfTrainsIsNoPart) {
    const TemporaryFolder folder;
    for (const char* file : {"bus/1.jpg", "train/2.jpg"}) write_text(folder / file, image_bytes(".jpg"));
    EXPECT_THAT(test::open(folder.path()).class_names, ElementsAre("bus", "train"));
}

TEST(ImageReader, EveryKindBecomesRgb) {
    const TemporaryFolder folder;
    for (int type : {CV_8UC1, CV_8UC3, CV_8UC4, CV_16UC1, CV_16UC3}) {
        write_text(folder / "x.png", image_bytes(".png", 7, 5, type));
        const cv::Mat rgb = read_image({folder / "x.png", -1});
        EXPECT_EQ(rgb.type(), CV_8UC3) << type;
        EXPECT_EQ(rgb.cols, 7);
    }
}

TEST(ImageReader, ChannelsAreRedGreenBlue) {
    const TemporaryFolder folder;
    cv::imwrite((folder / "red.png").string(),
                cv::Mat(4, 4, CV_8UC3, cv::Scalar(10, 20, 200))); // OpenCV writes blue, green, red
    EXPECT_EQ(read_image({folder / "red.png", -1}).at<cv::Vec3b>(0, 0), cv::Vec3b(200, 20, 10));
}

TEST(ImageReader, AThumbnailsEndIsNotThePicturesEnd) {
    const TemporaryFolder folder;
    const std::string whole = image_bytes(".jpg", 60, 50), thumbnail = image_bytes(".jpg", 8, 8);
    std::string header("\xff\xe1", 2); // an EXIF segment that holds a whole JPEG
    header += {static_cast<char>((thumbnail.size() + 2) >> 8), static_cast<char>((thumbnail.size() + 2) & 0xff)};
    std::string bytes = whole.substr(0, 2) + header + thumbnail + whole.substr(2);
    write_text(folder / "x.jpg", bytes);
    EXPECT_EQ(read_image({folder / "x.jpg", -1}).cols, 60);
    write_text(folder / "x.jpg", bytes.substr(0, bytes.size() - whole.size() / 3));
    EXPECT_THROW(read_image({folder / "x.jpg", -1}), Error);
}

TEST(Thumbnail, IsAtMostAsLongAsAskedAndNeverEnlarged) {
    const TemporaryFolder folder;
    write_text(folder / "x.png", image_bytes(".png", 300, 100));
    const ImagePixels small = read_thumbnail({folder / "x.png", -1}, 96);
    EXPECT_EQ(small.width, 96);
    EXPECT_EQ(small.height, 32);
    EXPECT_EQ(small.rgb.size(), 96U * 32 * 3);
    EXPECT_EQ(read_thumbnail({folder / "x.png", -1}, 1000).width, 300);
}

TEST(ImageFolder, CaltechOpensWhole) {
    SKIP_WITHOUT_REAL_DATA();
    const Manifest manifest = test::open(test::real_data() / "caltech101/images");
    EXPECT_EQ(manifest.samples.size(), 8677U);
    EXPECT_EQ(manifest.class_names.size(), 101U);
    EXPECT_EQ(manifest.problem_count, 0) << test::problems_of(manifest);
}

} // namespace
} // namespace whydah
