#include "widgets/help_window.h"

#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QTextDocument>

#include <gtest/gtest.h>

namespace whydah {
namespace {

const QString help_folder = QStringLiteral(WHYDAH_SOURCE "/resources/help");

TEST(HelpWindow, ShowsEveryPageUnderItsTitle) {
    HelpWindow help(help_folder);
    EXPECT_EQ(help.pages().size(), QDir(help_folder).entryList({"*.md"}).size());
    EXPECT_EQ(help.pages().first(), "first-steps");
    for (const QString& page : help.pages()) {
        help.open_page(page);
        EXPECT_EQ(help.page(), page);
        EXPECT_FALSE(help.title(page).isEmpty());
        EXPECT_TRUE(help.text().startsWith(help.title(page))) << page.toStdString();
        EXPECT_GT(help.text().size(), 200) << page.toStdString();
    }
    help.open_page("no such page");
    EXPECT_EQ(help.page(), "first-steps");
}

TEST(HelpWindow, EveryLinkAndPictureOfThePagesIsThere) {
    const QRegularExpression link(QStringLiteral("\\]\\(([^)#:]+)(#[^)]*)?\\)"));
    for (const QString& name : QDir(help_folder).entryList({"*.md"})) {
        QFile file(QDir(help_folder).filePath(name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        for (auto found = link.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext();) {
            const QString target = found.next().captured(1);
            EXPECT_TRUE(QFile::exists(QDir(help_folder).filePath(target)))
                << name.toStdString() << " links to " << target.toStdString();
        }
    }
}

TEST(HelpWindow, FollowsLinksAndMarksTheShownPage) {
    QTemporaryDir folder;
    const auto write = [&](const QString& name, const QByteArray& text) {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write("first-steps.md", "# One\n\nSee [two](two.md).\n");
    write("two.md", "# Two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    HelpWindow help(folder.path());
    help.open_page("first-steps");
    auto* browser = help.findChild<QTextBrowser*>();
    browser->setSource(browser->source().resolved(QUrl("two.md")));
    EXPECT_EQ(help.page(), "two");
    EXPECT_EQ(help.findChild<QListWidget*>()->currentItem()->text(), "Two");
    browser->backward();
    EXPECT_EQ(help.page(), "first-steps");
    EXPECT_EQ(help.findChild<QListWidget*>()->currentItem()->text(), "One");
}

TEST(HelpWindow, SaysWhereItLookedForMissingPages) {
    HelpWindow help("/no/such/folder");
    help.open_page("options");
    EXPECT_TRUE(help.text().contains("/no/such/folder"));
    EXPECT_TRUE(help.text().contains("WHYDAH_RESOURCES"));
}

TEST(HelpWindow, TheNearestPageOfAWidgetIsItsOwn) {
    QWidget outer;
    auto* inner = new QWidget(&outer);
    auto* innermost = new QWidget(inner);
    EXPECT_EQ(help_page_of(innermost), "");
    set_help_page(&outer, "method");
    EXPECT_EQ(help_page_of(innermost), "method");
    set_help_page(inner, "options");
    EXPECT_EQ(help_page_of(innermost), "options");
    EXPECT_EQ(help_page_of(nullptr), "");
}

} // namespace
} // namespace whydah
