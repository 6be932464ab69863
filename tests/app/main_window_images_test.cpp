// The Images view in the whole window: its pictures, the marks of a run, duplicates found beside everything else.
#include "widgets/data_panel.h"
#include "widgets/duplicate_line.h"
#include "widgets/image_grid.h"
#include "widgets/image_viewer.h"
#include "widgets/images_view.h"
#include "widgets/problem_list.h"
#include "window_fixture.h"

#include <QElapsedTimer>
#include <QToolButton>

namespace whydah::test {
namespace {

class WindowImages : public MainWindowTest {
protected:
    ImagesView& view() { return *bench().images(); }
    const ImageMistakes& mistakes() { return view().choice().mistakes(); }
    bool searched() {
        return QTest::qWaitFor([&] { return !window->images().searching(); });
    }
    QStringList problems() { return bench().data_panel()->problems()->lines(); }
    DuplicateLine& line() { return *bench().data_panel()->duplicates(); }
};

TEST_F(WindowImages, AreDecodedOnceTheirTabIsInFront) {
    ASSERT_TRUE(open());
    EXPECT_EQ(view().choice().count(), 40);
    QTest::qWait(50);
    EXPECT_EQ(FakeCore::thumbnails, 0) << "nobody sees them";
    window->show_view("Images");
    const ImageRef first{.file = "/made-up/0.png", .index = -1};
    EXPECT_TRUE(QTest::qWaitFor([&] { return view().grid()->pictures().contains(first); }));
}

TEST_F(WindowImages, OneIsEnlargedByAWorkerOrSaysWhyNot) {
    ASSERT_TRUE(open());
    view().enlarge(0);
    EXPECT_TRUE(QTest::qWaitFor([&] { return view().viewer()->picture().size() == QSize(500, 500); }));
    QTest::keyClick(view().viewer(), Qt::Key_Right);
    EXPECT_TRUE(QTest::qWaitFor([&] { return view().viewer()->problem() == "not an image"; }));
    EXPECT_TRUE(view().viewer()->picture().isNull());
}

TEST_F(WindowImages, AreMarkedOnceARunEndedAndNoMoreWhenTheNextBegins) {
    ASSERT_TRUE(open());
    FakeCore::predict = true;
    ASSERT_TRUE(run_to_end());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !mistakes().empty(); }));
    view().set_wrong_only(true);
    EXPECT_EQ(view().choice().count(), 20) << "every second image is taken for class 5";
    EXPECT_EQ(view().choice().mistakes_of(0).front().predicted, 5);
    ASSERT_TRUE(run_and_hold());
    EXPECT_TRUE(mistakes().empty());
    EXPECT_EQ(view().choice().count(), 40);
}

TEST_F(WindowImages, OfOtherDataAreNotMarked) {
    FakeCore::predict = true;
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !mistakes().empty(); }));
    ASSERT_TRUE(open("/other"));
    EXPECT_TRUE(mistakes().empty());
}

TEST_F(WindowImages, DuplicatesAreListedWithTheProblems) {
    FakeCore::twice = true;
    ASSERT_TRUE(open());
    ASSERT_TRUE(QTest::qWaitFor([&] { return problems().contains("0.png (train), 1.png (train): byte-identical"); }))
        << problems().join('\n').toStdString();
    EXPECT_EQ(line().text(), "1 group of byte-identical images (1 copy among 40): 0 with different labels, 0 across "
                             "parts of the split");
    FakeCore::twice = false;
    ASSERT_TRUE(open("/other")); // the same images: nothing is read again
    EXPECT_EQ(FakeCore::searches, 1);
}

TEST_F(WindowImages, TheSearchForDuplicatesHoldsNothingUpAndCanBeStopped) {
    FakeCore::hold_search = true;
    ASSERT_TRUE(open());
    ASSERT_TRUE(QTest::qWaitFor([&] { return line().text() == "Looking for duplicates · 7 of 40"; }));
    ASSERT_TRUE(run_to_end()) << "a run goes on beside it";
    EXPECT_TRUE(window->images().searching());
    line().button()->click();
    ASSERT_TRUE(searched());
    EXPECT_EQ(line().text(), "Duplicates were not looked for to the end");
    FakeCore::hold_search = false;
    line().button()->click();
    ASSERT_TRUE(searched());
    EXPECT_EQ(line().text(), "") << "there are none";
}

TEST_F(WindowImages, TheWindowClosesWhileDuplicatesAreLookedFor) {
    FakeCore::hold_search = true;
    ASSERT_TRUE(open());
    ASSERT_TRUE(QTest::qWaitFor([] { return FakeCore::searches == 1; }));
    QElapsedTimer clock;
    clock.start();
    window.reset();
    EXPECT_LT(clock.elapsed(), 2000) << "the search is held: it has to be stopped, not waited for";
}

TEST_F(WindowImages, SelectionsAreGoneBackToByAKey) {
    ASSERT_TRUE(open());
    EXPECT_FALSE(window->actions().back->isEnabled());
    bench().selection().select(3);
    bench().selection().select(5);
    QTest::keyClick(window.get(), Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(bench().selection().label(), 3);
    window->actions().forward->trigger();
    EXPECT_EQ(bench().selection().label(), 5);
    EXPECT_FALSE(window->actions().forward->isEnabled());
}

} // namespace
} // namespace whydah::test
