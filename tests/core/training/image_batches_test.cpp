#include "core/training/image_batches.h"

#include "core/experiment/memory_limit.h"
#include "core/training/epoch_order.h"
#include "records/error.h"
#include "training/made_images.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

namespace whydah {
namespace {

std::vector<ImageBatch> all_batches(const std::vector<LabelledImage>& images, const Augmentation& augmentation,
                                    std::int64_t batch, std::int64_t threads) {
    ImageBatches batches(images, augmentation,
                         {.order = plain_order(static_cast<std::int64_t>(images.size()), 1)(0),
                          .batch = batch,
                          .seed = 7,
                          .threads = threads});
    std::vector<ImageBatch> all;
    while (auto next = batches.next({})) all.push_back(std::move(*next));
    return all;
}

TEST(ImageBatches, PixelsDoNotDependOnTheNumberOfThreads) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 5, 20);
    const auto one = all_batches(images, test::small_augmentation(1), 32, 1);
    ASSERT_EQ(one.size(), 4U);
    EXPECT_EQ(one[3].labels.size(0), 4);
    for (const std::int64_t threads : {2, 5}) {
        const auto several = all_batches(images, test::small_augmentation(1), 32, threads);
        ASSERT_EQ(several.size(), one.size());
        for (std::size_t b = 0; b < one.size(); ++b) {
            EXPECT_TRUE(several[b].images.equal(one[b].images));
            EXPECT_TRUE(several[b].labels.equal(one[b].labels));
        }
    }
}

TEST(ImageBatches, EveryImageComesOnceButALastSingleOne) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 5, 5);
    std::int64_t shown = 0;
    for (const ImageBatch& batch : all_batches(images, test::small_augmentation(3), 8, 2))
        shown += batch.labels.size(0);
    EXPECT_EQ(shown, 24);
}

TEST(ImageBatches, ImagesThatCannotBeReadAreNamedAndLeftOut) {
    const test::TemporaryFolder folder;
    auto images = test::made_images(folder.path(), 2, 4);
    test::write_text(folder / "broken.jpg", "no picture");
    images.push_back({{(folder / "broken.jpg").string(), -1}, 1});
    const auto batches = all_batches(images, test::small_augmentation(1), 9, 2);
    ASSERT_EQ(batches.size(), 1U);
    EXPECT_EQ(batches[0].labels.size(0), 8);
    EXPECT_EQ(batches[0].images.size(0), 8);
    ASSERT_EQ(batches[0].failures.size(), 1U);
    EXPECT_NE(batches[0].failures[0].find("broken.jpg: cannot be decoded"), std::string::npos)
        << batches[0].failures[0];
}

TEST(ImageBatches, CanBeLeftInTheMiddle) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 5, 20);
    for (int i = 0; i < 50; ++i) {
        ImageBatches batches(images, test::small_augmentation(3),
                             {.order = plain_order(100, 1)(0), .batch = 16, .threads = 3});
        batches.next({});
    }
    std::stop_source source;
    source.request_stop();
    ImageBatches batches(images, test::small_augmentation(3),
                         {.order = plain_order(100, 1)(0), .batch = 16, .threads = 3});
    EXPECT_THROW(batches.next(JobControl(source.get_token())), Stopped);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // their allocators end the program
TEST(ImageBatches, AnImageIsNotLeftOutForWantOfMemory) {
    const test::TemporaryFolder folder;
    std::vector<LabelledImage> images;
    for (const char* name : {"0.png", "1.png"}) {
        cv::imwrite(folder / name, cv::Mat(4000, 4000, CV_8UC3, cv::Scalar::all(51))); // 48 MB, and for its colours again
        images.push_back({{folder / name, -1}, 0});
    }
    EXPECT_EQ(all_batches(images, test::small_augmentation(3), 2, 2)[0].labels.size(0), 2);
    {
        const MemoryLimit limit(std::int64_t{150} << 20); // for one at a time
        EXPECT_EQ(all_batches(images, test::small_augmentation(3), 2, 2)[0].labels.size(0), 2);
    }
    const MemoryLimit limit(std::int64_t{40} << 20);
    EXPECT_THROW(all_batches(images, test::small_augmentation(3), 2, 2), Error);
}
#endif

} // namespace
} // namespace whydah
