#include "widgets/error_strip.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

const Error missing({.what = "no such file", .where = "/data/a.npz", .mend = "check the path"});

TEST(ErrorStrip, ShowsWhatWhereAndHowToMend) {
    ErrorStrip strip;
    EXPECT_TRUE(strip.isHidden());
    strip.show_error(missing);
    EXPECT_FALSE(strip.isHidden());
    EXPECT_EQ(strip.what(), "No such file");
    EXPECT_EQ(strip.where(), "/data/a.npz");
    EXPECT_EQ(strip.mend(), "Check the path");
}

TEST(ErrorStrip, CopiesAllThreePartsAndCloses) {
    ErrorStrip strip;
    strip.show_error(missing);
    strip.show();
    const auto buttons = strip.findChildren<QToolButton*>();
    ASSERT_EQ(buttons.size(), 2);
    buttons[0]->click();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), "No such file\n/data/a.npz\nCheck the path");
    buttons[1]->click();
    EXPECT_TRUE(strip.isHidden());
}

} // namespace
} // namespace whydah
