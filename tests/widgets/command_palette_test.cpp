#include "widgets/command_palette.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QTest>

#include <gtest/gtest.h>

namespace whydah {
namespace {

struct Finding : testing::Test {
    Finding() { window.resize(800, 600), window.show(); }
    PaletteEntry entry(const QString& text, bool enabled = true) {
        return {.text = text, .kind = "action", .hint = {}, .enabled = enabled, .then = [this, text] { done << text; }};
    }
    QWidget window;
    CommandPalette palette{&window};
    QStringList done;
};

TEST_F(Finding, FindsByPartsOfWordsBestFirst) {
    palette.open({entry("Save pictures"), entry("Open folder"), entry("picture frame"), entry("Theme: Dark")});
    EXPECT_EQ(palette.found().size(), 4);
    QTest::keyClicks(palette.line(), "pic");
    EXPECT_EQ(palette.found(), (QStringList{"picture frame", "Save pictures"}));
    palette.line()->setText("pictures SAVE");
    EXPECT_EQ(palette.found(), QStringList{"Save pictures"}) << "words in any order, letters of any size";
    palette.line()->setText("td");
    EXPECT_EQ(palette.found(), QStringList{"Theme: Dark"}) << "initials, when nothing has the words";
    palette.line()->setText("xyzzy");
    EXPECT_TRUE(palette.found().isEmpty());
}

TEST_F(Finding, SaysSoWhenNothingMatches) {
    palette.open({entry("Save pictures"), entry("Open folder")});
    EXPECT_EQ(palette.hint(), "");
    palette.line()->setText("xyzzy");
    EXPECT_TRUE(palette.hint().contains("xyzzy")) << palette.hint().toStdString();
    QTest::keyClick(palette.line(), Qt::Key_Return);
    EXPECT_TRUE(palette.isVisible());
    EXPECT_TRUE(done.isEmpty());
    palette.line()->setText("pictures");
    EXPECT_EQ(palette.hint(), "");
    EXPECT_EQ(palette.found(), QStringList{"Save pictures"});
    palette.line()->setText(QString(500, 'x'));
    EXPECT_LT(palette.hint().size(), 200) << "what is long is cut";
    palette.open({});
    EXPECT_TRUE(palette.found().isEmpty());
}

TEST_F(Finding, TheKeyboardChoosesAndClosesFirst) {
    palette.open({entry("one"), entry("two"), entry("three")});
    QTest::keyClick(palette.line(), Qt::Key_Down);
    QTest::keyClick(palette.line(), Qt::Key_Return);
    EXPECT_EQ(done, QStringList{"two"});
    EXPECT_FALSE(palette.isVisible());
    palette.open({entry("one")});
    EXPECT_EQ(palette.line()->text(), "") << "opens empty each time";
    QTest::keyClick(&palette, Qt::Key_Escape);
    EXPECT_FALSE(palette.isVisible());
    EXPECT_EQ(done.size(), 1);
}

TEST_F(Finding, WhatCannotBeDoneIsShownAndNotDone) {
    palette.open({entry("Pause", false)});
    EXPECT_EQ(palette.found(), QStringList{"Pause"});
    palette.choose();
    EXPECT_TRUE(done.isEmpty());
    EXPECT_TRUE(palette.isVisible());
}

TEST_F(Finding, StaysQuickWithManyEntries) {
    std::vector<PaletteEntry> entries;
    for (int i = 0; i < 8000; ++i) entries.push_back(entry(QStringLiteral("class number %1 of many").arg(i)));
    palette.open(std::move(entries));
    QElapsedTimer clock;
    clock.start();
    palette.line()->setText("number 7999");
    EXPECT_LT(clock.elapsed(), 50);
    EXPECT_EQ(palette.found(), QStringList{"class number 7999 of many"});
}

} // namespace
} // namespace whydah
