#include "widgets/class_relations.h"

#include "widgets/clicks.h"
#include "widgets/name_line.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

namespace whydah {
namespace {

class Relations : public testing::Test {
protected:
    Relations() {
        Trajectories paths;
        paths.classes = {{.label = 0, .name = "<ant>", .train = 3, .points = {{1, {}, 0.534}, {0, {}, 1.357}}},
                         {.label = 1, .name = "bee", .train = 300, .points = {{0, {}, 2}}}};
        paths.dynamics.nearest = {{.label = 0, .before = {1}, .after = {2, 1}}};
        relations.set_class_names({"<ant>", "bee", "crab"});
        relations.show_confusions({{"plain", 0, 1, 2}, {"plain", 2, 0, 1}, {"meta_model_net", 0, 2, 1}});
        relations.show_trajectories(paths);
        relations.set_method("plain");
    }
    ClassRelations relations;
};

TEST_F(Relations, SayWithWhatAClassIsConfusedAndWhichAreNear) {
    EXPECT_TRUE(relations.lines().isEmpty()) << "no class is selected";
    relations.show_class(0);
    EXPECT_EQ(relations.lines(), (QStringList{"Taken for bee 2 by Plain", "Taken for it: crab 1 by Plain",
                                              "Nearest: crab, bee", "Norm 0.53 → 1.36"}));
    relations.set_method("meta_model_net");
    EXPECT_EQ(relations.lines()[0], "Taken for crab 1 by MetaModelNet");
    relations.show_class(1);
    EXPECT_TRUE(relations.lines().isEmpty()) << "it is confused with none, and its weights go nowhere";
}

TEST_F(Relations, ANameIsALinkAndShownAsItIsWritten) {
    QSignalSpy selected(&relations, &ClassRelations::class_selected);
    relations.set_method("plain");
    relations.show_class(2);
    test::show(relations, {304, 120});
    const auto lines = relations.findChildren<NameLine*>();
    EXPECT_TRUE(lines[0]->text().contains("<ant>")) << lines[0]->text().toStdString();
    test::click(*lines[0], {2, 5});
    EXPECT_TRUE(selected.isEmpty()) << "the title leads nowhere";
    test::click(*lines[0], lines[0]->place_of(0).center());
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected[0][0].toInt(), 0);
}

TEST_F(Relations, NamesAreReachedByKeysAndThoseWithoutRoomByTheTip) {
    QSignalSpy selected(&relations, &ClassRelations::class_selected);
    relations.show_class(0);
    test::show(relations, {120, 120});
    NameLine* near = relations.findChildren<NameLine*>()[2];
    QTest::keyClick(near, Qt::Key_Right);
    QTest::keyClick(near, Qt::Key_Right); // there are two
    QTest::keyClick(near, Qt::Key_Return);
    ASSERT_EQ(selected.count(), 1);
    EXPECT_EQ(selected[0][0].toInt(), 1);
    EXPECT_LE(near->width(), 120);
    EXPECT_TRUE(near->toolTip().contains("crab"));
}

TEST(NameLine, EndsInThreeDotsWhereNotAllOfItFits) {
    NameLine line;
    line.show_names("Taken for it:", {{0, "crocodile_head", " 6"}, {1, "hedgehog", " 1"}, {2, "emu", " 1"}}, " and 3 more");
    const int whole = line.fontMetrics().horizontalAdvance(line.text());
    for (int width = 90; width < whole - 2; ++width) {
        line.resize(width, 20);
        ASSERT_TRUE(line.shown_text().endsWith(u'…')) << width << ": " << line.shown_text().toStdString();
        ASSERT_LE(line.fontMetrics().horizontalAdvance(line.shown_text()), width + 1);
    }
    line.resize(whole + 4, 20);
    EXPECT_EQ(line.shown_text(), line.text());
}

} // namespace
} // namespace whydah
