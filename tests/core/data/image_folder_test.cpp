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
