#include "widgets/class_panel.h"

#include "widgets/recall_bars.h"
#include "widgets/thumbnail_strip.h"

#include "widgets/long_tail_records.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

DatasetSummary pictures(int images) {
    DatasetSummary data = test::long_tail_dataset(3, 300);
    ClassSummary& c = data.classes[0];
    for (int i = 0; i < images; ++i) {
        c.images.push_back({.file = "/data/" + std::to_string(i) + ".jpg", .index = -1});
        c.image_parts.push_back(i % 2 ? SplitPart::train : SplitPart::test);
    }
    return data;
}

ImagePixels grey_square(int side) {
    return {.width = side,
            .height = side,
            .rgb = std::vector<std::uint8_t>(static_cast<std::size_t>(3 * side * side), 128)};
}

TEST(ClassPanel, SaysWhereAClassEntersTheNetwork) {
    EXPECT_EQ(entry_text(1, 6), "enters at block 0 (1 shot)");
    EXPECT_EQ(entry_text(7, 6), "enters at block 2 (4 shots)");
    EXPECT_EQ(entry_text(8, 6), "enters at block 3 (8 shots)");
    EXPECT_EQ(entry_text(127, 6), "enters at block 6 (64 shots)");
    EXPECT_EQ(entry_text(128, 6), "keeps its weights (beyond block 6)");
    EXPECT_EQ(entry_text(128, -1), "enters at block 7 (128 shots), if there is one");
    EXPECT_EQ(entry_text(0, 6), "no training image");
}

TEST(ClassPanel, ShowsCountsAndBand) {
    ClassPanel panel;
    const DatasetSummary data = pictures(0);
    panel.show_class(data, BandRule(), 0);
    EXPECT_EQ(panel.facts_text(), "300 train · 30 validation · 40 test\nmany · enters at block 8 (256 shots), if there is one");
    panel.show_class(data, BandRule(), -1);
    EXPECT_EQ(panel.facts_text(), "");
    panel.show_class(data, BandRule(), 99);
    EXPECT_EQ(panel.shown_class(), -1);
}

TEST(ClassPanel, ShowsTheMeanRecallOfEachMethod) {
    const DatasetSummary data = pictures(0);
    auto results = test::long_tail_results(data, 2);
    double recall = 0;
    for (const MethodResult& result : results)
        if (result.method == "plain") recall += *result.classes[0].recall() / 2;
    ClassPanel panel;
    panel.show_class(data, BandRule(), 0);
    panel.show_results(results);
    ASSERT_EQ(panel.recalls()->row_count(), 7);
    EXPECT_EQ(panel.recalls()->text(0), QString("Plain %1").arg(100 * recall, 0, 'f', 1));
    const auto interval = panel.recalls()->interval(0);
    ASSERT_TRUE(interval.has_value());
    EXPECT_LT(interval->low, recall);
    EXPECT_GT(interval->high, recall);
    const double half = (interval->high - interval->low) / 2;
    EXPECT_GT(half, 0.05) << "40 test images are 40, however many seeds";
    panel.show_class(data, BandRule(), -1);
    EXPECT_EQ(panel.recalls()->row_count(), 0);
}

TEST(ThumbnailStrip, AsksOnlyForVisiblePicturesTrainingOnesFirst) {
    ThumbnailStrip strip;
    strip.resize(200, 150);
    strip.show();
    const DatasetSummary data = pictures(400);
    QSignalSpy asked(&strip, &ThumbnailStrip::asked);
    strip.show_images(data.classes[0].images, data.classes[0].image_parts, {});
    ASSERT_TRUE(asked.wait(1000));
    const auto images = asked[0][0].value<std::vector<ImageRef>>();
    EXPECT_GE(images.size(), 3u);
    EXPECT_LE(images.size(), 15u);
    EXPECT_EQ(images[0].file, "/data/1.jpg");
    for (const ImageRef& image : images) strip.show_pixels(image, grey_square(32));
    EXPECT_TRUE(strip.wanted().empty());
    strip.verticalScrollBar()->setValue(strip.verticalScrollBar()->maximum());
    ASSERT_TRUE(asked.wait(1000));
    EXPECT_EQ(asked.back()[0].value<std::vector<ImageRef>>().back().file, "/data/398.jpg");
}

TEST(ThumbnailStrip, ForgetsPicturesBeyondItsMemory) {
    ThumbnailStrip strip;
    const DatasetSummary data = pictures(200);
    const auto& images = data.classes[0].images;
    strip.show_images(images, data.classes[0].image_parts, {});
    for (const ImageRef& image : images) strip.show_pixels(image, grey_square(300));
    int kept = 0;
    for (const ImageRef& image : images) kept += strip.has_pixels(image);
    EXPECT_LE(kept * 300 * 300 * 4, ThumbnailStrip::memory);
    EXPECT_GT(kept, 80);
    EXPECT_TRUE(strip.has_pixels(images.back()));
}

TEST(ThumbnailStrip, AnUnreadablePictureIsNotAskedForAgain) {
    ThumbnailStrip strip;
    strip.resize(200, 150);
    strip.show();
    const DatasetSummary data = pictures(1);
    strip.show_images(data.classes[0].images, data.classes[0].image_parts, {});
    ASSERT_EQ(strip.wanted().size(), 1u);
    strip.show_pixels(data.classes[0].images[0], {}, "not an image");
    EXPECT_TRUE(strip.wanted().empty());
}

} // namespace
} // namespace whydah
