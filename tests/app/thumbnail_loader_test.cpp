#include "app/thumbnail_loader.h"

#include "fake_core.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include <set>

namespace whydah {
namespace {

using test::FakeCore;

class Thumbnails : public testing::Test {
protected:
    Thumbnails() {
        FakeCore::reset();
        QObject::connect(&loader, &ThumbnailLoader::loaded, &loader,
                         [this](const ImageRef& image, const ImagePixels& pixels, const QString& problem) {
                             ++loads[image.file];
                             if (pixels.empty()) problems[image.file] = problem.toStdString();
                         });
    }
    ~Thumbnails() override { FakeCore::release(); }
    static std::vector<ImageRef> images(int count) {
        std::vector<ImageRef> all;
        for (int i = 0; i < count; ++i) all.push_back({"/made-up/" + std::to_string(i) + ".png", -1});
        return all;
    }
    std::map<std::string, int> loads;
    std::map<std::string, std::string> problems;
    ThumbnailLoader loader{FakeCore::api};
};

TEST_F(Thumbnails, WhatIsBeingReadIsNotReadAgain) {
    FakeCore::hold_thumbnails = true;
    loader.load(images(10), 56);
    ASSERT_TRUE(QTest::qWaitFor([] { return FakeCore::thumbnails > 0; }));
    loader.load(images(10), 56); // the strip is painted again and still wants them all
    FakeCore::hold_thumbnails = false;
    ASSERT_TRUE(QTest::qWaitFor([&] { return loads.size() == 10; }));
    QTest::qWait(50);
    EXPECT_EQ(FakeCore::thumbnails, 10);
    for (const auto& [file, times] : loads) EXPECT_EQ(times, 1) << file;
}

TEST_F(Thumbnails, NoBrokenPictureKeepsTheOthersWaiting) {
    loader.load(images(20), 56); // 1 fails with an Error, 2 with an exception of a library
    ASSERT_TRUE(QTest::qWaitFor([&] { return loads.size() == 20; }));
    EXPECT_EQ(problems.size(), 2u);
    EXPECT_EQ(problems["/made-up/1.png"], "not an image");
    EXPECT_EQ(problems["/made-up/2.png"], "a decoder's own error");
}

} // namespace
} // namespace whydah
