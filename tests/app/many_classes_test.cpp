#include "window_fixture.h"

#include "app/view_tabs.h"
#include "gap_meter.h"
#include "widgets/data_panel.h"
#include "widgets/results_table.h"

namespace whydah {
namespace {

using test::expect_no_gap;
using test::FakeCore;

class ManyClasses : public test::MainWindowTest {
protected:
    ManyClasses() {
        FakeCore::classes = 8000;
        test::let_run(500); // the window is there
    }
};

TEST_F(ManyClasses, OpeningEightThousandClassesDoesNotHoldTheWindow) {
    expect_no_gap("opening 8,000 classes", [&] {
        ASSERT_TRUE(open());
        test::let_run(300);
    });
    EXPECT_EQ(bench().data_panel()->shown_order().size(), 8000u);
    int drop = 1;
    expect_no_gap("splitting them anew", [&] {
        QSignalSpy opened(window.get(), &MainWindow::opened);
        type("drop", QString::number(++drop));
        ASSERT_TRUE(opened.wait(5000));
        test::let_run(300);
    });
}

TEST_F(ManyClasses, ResultsOfEightThousandClassesComeInWithoutHoldingTheWindow) {
    ASSERT_TRUE(open());
    test::let_run(500);
    for (const QString& view : bench().views()->view_names()) {
        QSignalSpy ended(window.get(), &MainWindow::run_ended);
        expect_no_gap("results, " + view.toStdString() + " in front", [&] {
            FakeCore::hold_run = true;
            window->run();
            bench().views()->show_view(view);
            ASSERT_TRUE(test::let_run_until([&] { return bench().results()->row_count() == 7; }, 5000));
            test::let_run(300);
            FakeCore::hold_run = false;
            ASSERT_TRUE(ended.wait(5000));
            test::let_run(300);
        });
    }
    expect_no_gap("switching views", [&] {
        for (const QString& view : bench().views()->view_names()) {
            bench().views()->show_view(view);
            test::let_run(100);
        }
    });
}

} // namespace
} // namespace whydah
