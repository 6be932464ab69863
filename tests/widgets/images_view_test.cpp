#include "widgets/images_view.h"

#include "widgets/clicks.h"
#include "widgets/image_facts.h"
#include "widgets/image_grid.h"
#include "widgets/image_viewer.h"
#include "widgets/stop_watch.h"

#include <QCheckBox>
#include <QComboBox>
#include <QScrollBar>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

namespace whydah {
namespace {

ImageRef picture(int label, int i) {
    return {.file = "/data/" + std::to_string(label) + "/" + std::to_string(i) + ".png", .index = -1};
}

/// Of each class's images every second one is for training, every fourth for validation, the others for the test.
std::shared_ptr<const DatasetSummary> made_dataset(int classes, int images) {
    static const char* const names[] = {"ant", "bee", "crab"};
    DatasetSummary data;
    data.classes.resize(static_cast<std::size_t>(classes));
    for (int c = 0; c < classes; ++c) {
        ClassSummary& of = data.classes[static_cast<std::size_t>(c)];
        of.name = c < 3 ? names[c] : "class " + std::to_string(c);
        for (int i = 0; i < images; ++i) {
            of.images.push_back(picture(c, i));
            of.image_parts.push_back(i % 2 == 0   ? SplitPart::train
                                     : i % 4 == 1 ? SplitPart::validation
                                                  : SplitPart::test);
        }
    }
    return std::make_shared<const DatasetSummary>(std::move(data));
}

/// Test images 3 and 7 of the ant: plain takes 3 for a bee in both seeds, MetaModelNet 7 for a crab in seed 0.
std::shared_ptr<const ImageMistakes> made_mistakes() {
    const std::vector<KeptSample> samples{{0, 0, picture(0, 3), {}}, {1, 0, picture(0, 7), {}}};
    const auto said = [](const char* method, std::int64_t seed, std::vector<Prediction> predictions) {
        MethodResult result;
        result.method = method, result.seed = seed, result.predictions = std::move(predictions);
        return result;
    };
    return std::make_shared<const ImageMistakes>(
        samples, std::vector<MethodResult>{said("plain", 0, {{0, 0, 1, 0.7F}, {1, 0, 0, 0.9F}}),
                                           said("plain", 1, {{0, 0, 1, 0.9F}, {1, 0, 0, 0.9F}}),
                                           said("meta_model_net", 0, {{0, 0, 0, 0.6F}, {1, 0, 2, 0.5F}})});
}

ImagePixels pixels(int width, int height) {
    return {.width = width,
            .height = height,
            .rgb = std::vector<std::uint8_t>(3U * static_cast<unsigned>(width * height), 120)};
}

class Images : public testing::Test {
protected:
    Images() {
        view.show_dataset(made_dataset(3, 8));
        test::show(view, {640, 500});
    }
    std::vector<ImageRef> shown() const {
        std::vector<ImageRef> all;
        for (int i = 0; i < view.choice().count(); ++i) all.push_back(view.choice().at(i).image);
        return all;
    }
    ImagesView view;
};

TEST_F(Images, AreThoseOfTheSelectedClassesTrainingFirst) {
    EXPECT_EQ(view.choice().count(), 24);
    EXPECT_EQ(view.count_text_shown(), "24 images of all classes");
    view.select_classes({1});
    EXPECT_EQ(shown(), (std::vector<ImageRef>{picture(1, 0), picture(1, 2), picture(1, 4), picture(1, 6), picture(1, 1),
                                              picture(1, 5), picture(1, 3), picture(1, 7)}));
    EXPECT_EQ(view.count_text_shown(), "8 images of bee");
    view.select_classes({2, 0});
    EXPECT_EQ(view.count_text_shown(), "16 images of 2 classes");
    EXPECT_EQ(view.choice().at(0).label, 0);
}

TEST_F(Images, OfOnePart) {
    view.select_classes({0});
    view.set_part(SplitPart::test);
    EXPECT_EQ(shown(), (std::vector<ImageRef>{picture(0, 3), picture(0, 7)}));
    view.set_part({});
    EXPECT_EQ(view.choice().count(), 8);
}

TEST_F(Images, ThatWereTakenForAnotherClassByAnyOrOneMethod) {
    auto* wrong = view.findChild<QCheckBox*>();
    EXPECT_FALSE(wrong->isVisible()) << "there is no run";
    view.show_mistakes(made_mistakes());
    EXPECT_TRUE(wrong->isVisible());
    view.set_wrong_only(true);
    EXPECT_EQ(shown(), (std::vector<ImageRef>{picture(0, 3), picture(0, 7)}));
    EXPECT_EQ(view.grid()->caption(0), "→ bee 2/3");
    EXPECT_EQ(mistake_lines(view.choice(), 0), QStringList{"taken for bee by Plain (seeds 0, 1, up to 90 % sure)"});
    view.set_method("meta_model_net");
    EXPECT_EQ(shown(), std::vector<ImageRef>{picture(0, 7)});
    EXPECT_EQ(view.grid()->caption(0), "→ crab");
    view.set_method("plain");
    EXPECT_EQ(view.grid()->caption(0), "→ bee 2/2");
    view.show_mistakes(nullptr);
    EXPECT_EQ(view.choice().count(), 24) << "without a run nothing is wrong, and all is shown";
    EXPECT_EQ(view.grid()->caption(0), "0.png");
}

TEST_F(Images, AClickAmongAllClassesSelectsThatOfTheImage) {
    QSignalSpy selected(&view, &ImagesView::classes_selected);
    view.set_all_classes(true);
    test::click(*view.grid()->viewport(), view.grid()->place(9).center());
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected[0][0].value<std::vector<int>>(), std::vector<int>{1});
    view.select_classes({1});
    EXPECT_EQ(view.choice().count(), 24) << "the others stay under the mouse";
    EXPECT_EQ(view.grid()->current(), 9);
    view.set_all_classes(false);
    EXPECT_EQ(view.choice().count(), 8);
}

TEST_F(Images, AreGoneThroughByKeys) {
    ImageGrid& grid = *view.grid();
    const int columns = grid.columns();
    ASSERT_GT(columns, 2);
    const auto press = [&](Qt::Key key) { QTest::keyClick(&grid, key); };
    press(Qt::Key_Right);
    EXPECT_EQ(grid.current(), 0);
    press(Qt::Key_Right);
    press(Qt::Key_Down);
    EXPECT_EQ(grid.current(), 1 + columns);
    press(Qt::Key_End);
    EXPECT_EQ(grid.current(), 23);
    EXPECT_TRUE(grid.viewport()->rect().contains(grid.place(23))) << "it is in sight";
    press(Qt::Key_Home);
    EXPECT_EQ(grid.current(), 0);
    EXPECT_TRUE(grid.viewport()->rect().contains(grid.place(0)));
}

TEST_F(Images, OneIsEnlargedAndPagedThrough) {
    QSignalSpy asked(&view, &ImagesView::full_image_asked);
    view.show_mistakes(made_mistakes());
    view.select_classes({0});
    view.set_part(SplitPart::test);
    QTest::mouseDClick(view.grid()->viewport(), Qt::LeftButton, {}, view.grid()->place(0).center());
    ASSERT_NE(view.viewer(), nullptr);
    ImageViewer& viewer = *view.viewer();
    EXPECT_TRUE(viewer.geometry().contains(view.geometry().center())) << "over the window, not in the screen's corner";
    EXPECT_TRUE(viewer.isVisible());
    EXPECT_FALSE(viewer.isModal());
    ASSERT_EQ(asked.count(), 1);
    EXPECT_EQ(viewer.image(), picture(0, 3));
    view.show_full_pixels(picture(0, 7), pixels(5, 5), {});
    EXPECT_TRUE(viewer.picture().isNull()) << "of another image";
    view.show_full_pixels(picture(0, 3), pixels(300, 200), {});
    EXPECT_EQ(viewer.picture().size(), QSize(300, 200));
    EXPECT_EQ(viewer.facts_text(), "3.png · ant · test\n300 × 200 pixels · /data/0/3.png\n1 of 2\n"
                                   "taken for bee by Plain (seeds 0, 1, up to 90 % sure)");
    QTest::keyClick(&viewer, Qt::Key_Right);
    EXPECT_EQ(viewer.image(), picture(0, 7));
    EXPECT_EQ(view.grid()->current(), 1);
    QTest::keyClick(&viewer, Qt::Key_Right);
    EXPECT_EQ(viewer.image(), picture(0, 7)) << "the last one";
    QTest::keyClick(&viewer, Qt::Key_Home);
    EXPECT_EQ(viewer.image(), picture(0, 3));
    QTest::keyClick(&viewer, Qt::Key_Escape);
    EXPECT_FALSE(viewer.isVisible());
}

TEST_F(Images, ASmallOneIsNotBlownUpBeyondRecognition) {
    view.enlarge(0);
    view.show_full_pixels(picture(0, 0), pixels(28, 14), {});
    EXPECT_EQ(view.viewer()->picture_rect().size(), QSize(16 * 28, 16 * 14));
}

TEST(ImageNames, RowsOfOneFileAreToldApartByTheirNumberWhereThereIsLittleRoom) {
    EXPECT_EQ(short_image_name({.file = "/d/train-images-idx3-ubyte.gz", .index = 9833}), "row 9833");
    EXPECT_EQ(image_name({.file = "/d/train-images-idx3-ubyte.gz", .index = 9833}),
              "train-images-idx3-ubyte.gz, row 9833");
    EXPECT_EQ(short_image_name(picture(0, 3)), "3.png");
    const ImageRef photo{.file = "/d/class/n01440764_image_0037.jpg", .index = -1};
    const QFontMetrics font{QFont()};
    const auto fitted = [&](const char* words) { return fitted_image_name(photo, font, font.horizontalAdvance(words) + 2); };
    EXPECT_EQ(fitted("n01440764_image_0037.jpg"), "n01440764_image_0037.jpg");
    EXPECT_EQ(fitted("n01440764_image_0037"), "n01440764_image_0037");
    EXPECT_TRUE(fitted("image_0037.jpg").endsWith("_0037")) << "what tells images apart stays";
}

TEST(ImageNames, HowOftenAnImageWasWrongIsNotCutOffWithALongName) {
    const QFontMetrics metrics{QFont()};
    const QString whole = "→ a class with a very long name 3/7";
    EXPECT_EQ(elided_mark(whole, metrics, 10'000), whole);
    const QString cut = elided_mark(whole, metrics, metrics.horizontalAdvance("→ a class w 3/7"));
    EXPECT_TRUE(cut.startsWith("→ a cl") && cut.endsWith("… 3/7")) << cut.toStdString();
    EXPECT_FALSE(elided_mark("→ a class with a very long name", metrics, 60).contains("name"));
}

class ManyImages : public testing::Test {
protected:
    ManyImages() {
        view.show_dataset(made_dataset(100, 1000));
        QObject::connect(&view, &ImagesView::thumbnails_asked, &view, [this](const std::vector<ImageRef>& images) {
            most_asked = std::max(most_asked, images.size());
            for (const ImageRef& image : images) view.show_pixels(image, pixels(104, 80), {});
        });
        test::show(view, {1600, 900});
    }
    std::size_t most_asked = 0;
    ImagesView view;
};

TEST_F(ManyImages, ScrollSmoothly) {
    ASSERT_EQ(view.choice().count(), 100'000);
    QScrollBar& bar = *view.grid()->verticalScrollBar();
    std::vector<double> frames;
    for (int i = 0; i < 200; ++i) {
        const double begin = test::thread_milliseconds();
        bar.setValue(i % 4 == 3 ? bar.maximum() / 200 * i : bar.value() + bar.singleStep()); // steps, and leaps
        view.grid()->viewport()->repaint();
        frames.push_back(test::thread_milliseconds() - begin);
        QCoreApplication::processEvents(); // pictures are asked for and come
    }
    std::sort(frames.begin(), frames.end());
    std::printf("100,000 images: a frame takes %.1f ms in the median, %.1f ms in the 99th percentile\n", frames[100],
                frames[197]);
    EXPECT_LT(frames[100], test::call_limit_ms * 33 / 50);
}

TEST_F(ManyImages, OnlyWhatIsVisibleIsAskedForAndMemoryHasALimit) {
    QScrollBar& bar = *view.grid()->verticalScrollBar();
    for (int i = 0; i < 120; ++i) {
        bar.setValue(bar.maximum() / 120 * i);
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }
    const PictureCache& pictures = view.grid()->pictures();
    EXPECT_GT(most_asked, 20u);
    EXPECT_LT(most_asked, 200u);
    EXPECT_GT(pictures.bytes(), pictures.most_bytes() / 2) << "many were seen";
    EXPECT_LE(pictures.bytes(), pictures.most_bytes());
}

TEST_F(ManyImages, AClassIsSelectedWithinFiftyMilliseconds) {
    int label = 0;
    const double ms = test::best_milliseconds([&] {
        view.select_classes({label = (label + 7) % 100});
        QCoreApplication::processEvents();
    });
    std::printf("a class among 100,000 images is selected in %.1f ms\n", ms);
    EXPECT_LT(ms, test::call_limit_ms);
}

} // namespace
} // namespace whydah
