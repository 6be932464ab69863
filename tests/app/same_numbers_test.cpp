#include "app/main_window.h"

#include "app/workbench.h"
#include "support/program.h"
#include "support/synthetic_features.h"
#include "support/temporary_folder.h"
#include "widgets/options_form.h"

#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace whydah {
namespace {

TEST(SameNumbers, ARunFromTheWindowAndOneFromTheCommandLineWriteTheSameFilesByteForByte) {
    const test::TemporaryFolder folder;
    test::write_synthetic_features(folder / "data", test::long_tail(12, 90, 10), 16);
    MainWindow window;
    window.show();
    OptionsForm& form = *window.workbench().form();
    for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const char*>>{{"split", "sun"},
                                                                                                {"drop", "1"},
                                                                                                {"test_per_class", "4"},
                                                                                                {"steps", "40"},
                                                                                                {"pca", "8"},
                                                                                                {"episodes", "4"},
                                                                                                {"seeds", "2"},
                                                                                                {"meta_steps", "5"},
                                                                                                {"head_classes", "2"},
                                                                                                {"lambda", "0.1,1"},
                                                                                                {"literal_models", "2"},
                                                                                                {"literal_steps", "20"},
                                                                                                {"stage_cache", "false"}, // both train
                                                                                                {"threads", "2"}})
        form.edit(name, value);
    QSignalSpy opened(&window, &MainWindow::opened), ended(&window, &MainWindow::run_ended);
    window.open(QString::fromStdString((folder / "data").string()));
    ASSERT_TRUE(opened.wait(60'000));
    form.edit("out", QString::fromStdString((folder / "window").string()));
    window.run();
    ASSERT_TRUE(ended.wait(100'000));
    ASSERT_EQ(window.session().record().state, RunState::completed);
    EXPECT_EQ(window.session().record().results.size(), 2 * method_names.size());

    const int code =
        test::Program(WHYDAH_RUN,
                      {"--options", folder / "window/options.json", "--out", folder / "headless", "--no-pictures"},
                      folder / "stdout", folder / "stderr")
            .wait();
    ASSERT_EQ(code, 0) << test::text_of(folder / "stderr");
    for (const char* file : {"results.csv", "per_class.csv", "trajectories.csv", "losses.csv"}) {
        EXPECT_GT(test::text_of(folder / "window" / file).size(), 100u) << file;
        EXPECT_EQ(test::text_of(folder / "window" / file), test::text_of(folder / "headless" / file)) << file;
    }
}

} // namespace
} // namespace whydah
