#include "core/data/idx_array.h"
#include "core/data/image_reader.h"
#include "records/error.h"
#include "support/made_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using test::idx_bytes;
using test::TemporaryFolder;
using test::write_text;

void write_pair(const TemporaryFolder& folder, const std::string& part, bool packed) {
    const std::string images = idx_bytes({3, 2, 2}, "abcdefghijkl"),
                      labels = idx_bytes({3}, std::string{'\0', '\1', '\1'});
    if (packed) {
        test::write_gz(folder / (part + "-images-idx3-ubyte.gz"), images);
        test::write_gz(folder / (part + "-labels-idx1-ubyte.gz"), labels);
    } else {
        write_text(folder / (part + "-images-idx3-ubyte"), images);
        write_text(folder / (part + "-labels-idx1-ubyte"), labels);
    }
}

TEST(IdxFiles, PlainAndPackedPairsAreASplit) {
    const TemporaryFolder folder;
    write_pair(folder, "train", true);
    write_pair(folder, "t10k", false);
    write_text(folder / "class_names.txt", "shirt\nshoe\n");
    const Manifest manifest = test::open(folder.path());
    EXPECT_EQ(manifest.samples.size(), 6U);
    EXPECT_THAT(manifest.class_names, testing::ElementsAre("shirt", "shoe"));
    const DatasetSummary summary = summarise(manifest, make_split(manifest, {}, 0));
    EXPECT_EQ(summary.test(), 3);
    const cv::Mat image = read_image(manifest.samples[1].image);
    EXPECT_EQ(image.size(), cv::Size(2, 2));
    EXPECT_EQ(image.at<cv::Vec3b>(0, 0)[0], 'e') << "the second image begins after four bytes";
}

TEST(IdxFiles, AFileThatIsWrittenAnewIsReadAnew) {
    const TemporaryFolder folder;
    write_text(folder / "x-images-idx3-ubyte", idx_bytes({1, 1, 2}, "ab"));
    EXPECT_EQ(shared_idx(folder / "x-images-idx3-ubyte")->item(0)[0], 'a');
    EXPECT_EQ(shared_idx(folder / "x-images-idx3-ubyte"), shared_idx(folder / "x-images-idx3-ubyte"))
        << "kept as long as it stays the same";
    write_text(folder / "x-images-idx3-ubyte", idx_bytes({1, 1, 3}, "xyz"));
    EXPECT_EQ(shared_idx(folder / "x-images-idx3-ubyte")->item(0)[0], 'x');
}

TEST(IdxFiles, FashionMnistFromDebian) {
    const std::filesystem::path folder = "/usr/share/datasets/fashion-mnist";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the package dataset-fashion-mnist is not installed";
    const Manifest manifest = test::open(folder);
    EXPECT_EQ(manifest.samples.size(), 70'000U);
    EXPECT_EQ(manifest.class_names.size(), 10U);
}

} // namespace
} // namespace whydah
