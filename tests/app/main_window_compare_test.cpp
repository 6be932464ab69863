#include "app/view_tabs.h"
#include "widgets/compare_view.h"
#include "widgets/comparison_table.h"
#include "widgets/confusion_view.h"
#include "widgets/option_differences_table.h"
#include "widgets/run_gain_plot.h"
#include "widgets/run_strip.h"
#include "window_fixture.h"

#include <QComboBox>
#include <QTemporaryDir>

namespace whydah {
namespace {

/// Folders of runs for the made-up core: what counts is that there is a run.json.
class MainWindowCompareTest : public test::MainWindowTest {
protected:
    QString run_folder(const QString& name) {
        const QString folder = folder_.filePath(name);
        QDir().mkpath(folder);
        QFile card(folder + "/run.json");
        EXPECT_TRUE(card.open(QIODevice::WriteOnly));
        return folder;
    }
    bool compares(int runs) {
        return QTest::qWaitFor([&] { return compare().strip()->run_count() == runs && !window->comparisons().busy(); });
    }
    CompareView& compare() { return *bench().compare(); }

    QTemporaryDir folder_;
};

TEST_F(MainWindowCompareTest, TheRunThatIsOpenIsTheFirst) {
    const QString kept = run_folder("kept");
    ASSERT_TRUE(open(kept));
    ASSERT_TRUE(compares(1));
    EXPECT_TRUE(compare().strip()->facts_text(0).contains("current"));
    EXPECT_TRUE(compare().confusion()->hint().isEmpty()) << "one run is enough";
    EXPECT_EQ(compare().table()->references()->currentText().toStdString(), method_label("plain"));
    window->comparisons().compare_with({kept});
    EXPECT_EQ(window->comparisons().folders().size(), 1) << "it is there already";
}

TEST_F(MainWindowCompareTest, AddsRunsBringsTheTabToTheFrontAndLetsThemGo) {
    ASSERT_TRUE(open(run_folder("kept")));
    window->compare_with({run_folder("longer name")});
    ASSERT_TRUE(compares(2));
    EXPECT_EQ(bench().views()->front_view(), "Compare");
    ASSERT_EQ(compare().options()->row_count(), 1) << "seeds";
    EXPECT_EQ(compare().options()->text(0, 2), "4");
    EXPECT_EQ(compare().options()->text(0, 3), "11");
    Q_EMIT compare().strip()->remove_asked(0);
    EXPECT_EQ(window->comparisons().folders().size(), 2) << "the current run stays";
    Q_EMIT compare().strip()->remove_asked(1);
    EXPECT_TRUE(compares(1));
}

TEST_F(MainWindowCompareTest, AFolderWithoutARunIsToldOfAndLeftOut) {
    ASSERT_TRUE(open(run_folder("kept")));
    ASSERT_TRUE(compares(1));
    QSignalSpy failed(window.get(), &MainWindow::failed);
    window->compare_with({"/somewhere/missing", run_folder("other")});
    ASSERT_TRUE(compares(2));
    EXPECT_EQ(failed.count(), 1);
    EXPECT_TRUE(window->errors().isVisible());
    EXPECT_EQ(window->comparisons().folders().size(), 2);
}

TEST_F(MainWindowCompareTest, ARunIsComparedOnceItHasEnded) {
    ASSERT_TRUE(open());
    EXPECT_EQ(compare().strip()->run_count(), 0);
    bench().form()->edit("out", folder_.filePath("new"));
    ASSERT_TRUE(run_to_end());
    EXPECT_TRUE(compares(1));
    ASSERT_TRUE(open("/other-data"));
    EXPECT_TRUE(compares(0)) << "its results belong to other data";
}

TEST_F(MainWindowCompareTest, AClassChosenThereIsChosenInTheWholeWindow) {
    ASSERT_TRUE(open(run_folder("kept")));
    ASSERT_TRUE(compares(1));
    Q_EMIT compare().confusion()->class_selected(3);
    EXPECT_EQ(bench().selection().label(), 3);
    bench().selection().select(5);
    EXPECT_EQ(compare().selected_class(), 5);
    EXPECT_EQ(compare().gain()->selected_class(), 5);
}

TEST_F(MainWindowCompareTest, OtherBandsAreTestedAnew) {
    ASSERT_TRUE(open(run_folder("kept")));
    ASSERT_TRUE(compares(1));
    QSignalSpy compared(&window->comparisons(), &ComparisonSession::compared);
    bench().form()->edit("many_above", "30");
    ASSERT_TRUE(compared.count() > 0 || compared.wait(5000));
    EXPECT_TRUE(compares(1));
}

TEST_F(MainWindowCompareTest, APictureIsKeptWithItsProtocol) {
    ASSERT_TRUE(open(run_folder("kept")));
    ASSERT_TRUE(compares(1));
    compare().show_page(CompareView::Page::confusion);
    QSignalSpy kept(&window->comparisons(), &ComparisonSession::picture_kept);
    window->comparisons().save_picture(folder_.filePath("confusion.svg"));
    EXPECT_EQ(kept.count(), 1);
    EXPECT_TRUE(QFile::exists(folder_.filePath("confusion.svg")));
    QSignalSpy failed(window.get(), &MainWindow::failed);
    window->comparisons().save_picture("/no/such/folder/confusion.svg");
    EXPECT_EQ(failed.count(), 1);
}

} // namespace
} // namespace whydah
