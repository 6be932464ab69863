// A day in the window, with the real core: open, carve, queue, train, pause, stop, continue, compare, export, close and
// reopen. What is asked for is the data, at each station.
#include "app/main_window.h"

#include "app/resource_folder.h"
#include "app/view_tabs.h"
#include "app/workbench.h"
#include "records/option_difference.h"
#include "support/temporary_folder.h"
#include "widgets/carving_panel.h"
#include "widgets/compare_view.h"
#include "widgets/distribution_view.h"
#include "widgets/image_grid.h"
#include "widgets/images_view.h"
#include "widgets/option_differences_table.h"
#include "widgets/options_form.h"
#include "widgets/queue_details.h"
#include "widgets/queue_table.h"
#include "widgets/queue_view.h"
#include "widgets/results_table.h"
#include "widgets/run_strip.h"
#include "widgets/slider_box.h"
#include "widgets/stage_list.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QImage>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace whydah {
namespace {

using testing::HasSubstr;

constexpr int classes = 10;

/// A bar of its own direction for each class, beneath noise; 60 images in the largest class, 15 in the smallest.
void write_images(const std::filesystem::path& folder) {
    QRandomGenerator random(7);
    for (int c = 0; c < classes; ++c) {
        const std::filesystem::path place = folder / ("bar " + std::to_string(c));
        std::filesystem::create_directories(place);
        for (int n = 0; n < 60 - 5 * c; ++n) {
            QImage image(32, 32, QImage::Format_Grayscale8);
            const double angle = 3.1416 * c / classes, x0 = 16 + random.bounded(4.0), y0 = 16 + random.bounded(4.0);
            for (int y = 0; y < 32; ++y)
                for (int x = 0; x < 32; ++x) {
                    const bool bar = std::abs((x - x0) * std::sin(angle) - (y - y0) * std::cos(angle)) < 3;
                    image.scanLine(y)[x] =
                        static_cast<uchar>(std::clamp((bar ? 150 : 60) + random.bounded(-60, 60), 0, 255));
                }
            image.save(QString::fromStdString((place / (std::to_string(n) + ".png")).string()));
        }
    }
}

std::size_t lines(const std::filesystem::path& file) {
    const std::string text = test::text_of(file);
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

class Journey : public testing::Test {
public: // each station is called by its address
    Journey() {
        write_images(folder / "data");
        open_window();
    }
    void open_window() {
        window = std::make_unique<MainWindow>();
        window->resize(1280, 800);
        window->set_workspace(path("workspace"), false);
        window->show();
    }
    QString path(const std::string& name) const { return QString::fromStdString((folder / name).string()); }
    Workbench& bench() { return window->workbench(); }
    QueueView& view() { return *bench().queue(); }
    const QueueEntry& entry(int row) { return window->queue().list().entries().at(static_cast<std::size_t>(row)); }
    bool reaches(int row, QueueState state) {
        return QTest::qWaitFor([&] { return entry(row).state == state; }, 200'000);
    }
    void edit(std::initializer_list<std::pair<const char*, QString>> options) {
        for (const auto& [name, value] : options) bench().form()->edit(name, value);
    }

    void open_and_look();
    void carve();
    void queue_two();
    void pause_and_stop();
    void compare_both();
    void export_all();
    void reopen();

    const test::TemporaryFolder folder;
    std::unique_ptr<MainWindow> window;
    std::string first, second; ///< folders of the runs
};

void Journey::open_and_look() {
    QSignalSpy opened(window.get(), &MainWindow::opened);
    window->open(path("data"));
    ASSERT_TRUE(opened.wait(60'000));
    ASSERT_EQ(bench().dataset().classes.size(), 10U);
    EXPECT_EQ(bench().dataset().classes[3].total(), 45);
    bench().views()->show_view("Images");
    bench().selection().select(3);
    const ImageGrid& grid = *bench().images()->grid();
    EXPECT_EQ(bench().images()->choice().count(), 45) << "of the selected class";
    ASSERT_TRUE(QTest::qWaitFor([&] { return grid.pictures().bytes() > 0 && grid.wanted().empty(); }, 10'000));
    EXPECT_EQ(grid.pictures().find(bench().images()->choice().at(0).image)->image.size(), QSize(32, 32));
    const QString cnn = QString::fromStdString((resource_folder() / "sample" / "small_cnn.pt").string());
    edit({{"backbone", cnn},
          {"input_size", "32"},
          {"resize_side", "32"},
          {"cache", path("cache")},
          {"pca", "8"},
          {"methods", "plain,meta_model_net"},
          {"steps", "60"},
          {"episodes", "4"},
          {"meta_steps", "15"},
          {"head_classes", "2"},
          {"lambda", "0.1"},
          {"test_per_class", "5"},
          {"threads", "2"}});
}

void Journey::carve() {
    bench().views()->show_view("Distribution");
    bench().distribution()->show_page(DistributionView::Page::carving);
    CarvingPanel& panel = *bench().distribution()->carving();
    ASSERT_TRUE(QTest::qWaitFor([&] { return panel.has_counts(); }, 10'000));
    panel.split_box()->setCurrentIndex(1);
    Q_EMIT panel.split_box()->activated(1);
    panel.imbalance()->box()->setValue(8);
    ASSERT_TRUE(panel.plan());
    QSignalSpy opened(window.get(), &MainWindow::opened), written(&window->carving(), &CarvingSession::written);
    panel.use_button()->click();
    ASSERT_TRUE(opened.wait(60'000));
    const DatasetSummary& data = bench().dataset();
    const auto [least, most] = std::minmax_element(data.classes.begin(), data.classes.end(),
                                                   [](const auto& a, const auto& b) { return a.train < b.train; });
    EXPECT_EQ(least->train, most->train / 8);
    window->carving().export_to(path("lists"));
    ASSERT_TRUE(written.wait(10'000));
    EXPECT_EQ(lines(folder / "lists/train.txt"), static_cast<std::size_t>(data.train()));
    EXPECT_EQ(lines(folder / "lists/test.txt"), static_cast<std::size_t>(data.test()));
}

void Journey::queue_two() {
    bench().views()->show_view("Queue");
    view().hold->trigger();
    ASSERT_TRUE(window->queue().held());
    view().add->trigger();
    edit({{"strength", "1"}, {"meta_steps", "120"}});
    view().add->trigger();
    ASSERT_EQ(window->queue().list().entries().size(), 2U);
    EXPECT_EQ(entry(0).state, QueueState::queued) << "held";
    EXPECT_EQ(entry(0).options.data.split, "exponential");
    EXPECT_EQ(entry(1).options.meta.strength, 1);
    EXPECT_TRUE(view().table()->queue()->has_changes()) << "what tells them apart";
    view().hold->trigger();
    ASSERT_TRUE(reaches(0, QueueState::completed)) << entry(0).what;
    first = entry(0).folder;
    EXPECT_EQ(entry(0).finished, entry(0).stages);
    EXPECT_EQ(entry(0).reused, 0);
}

void Journey::pause_and_stop() {
    ASSERT_TRUE(reaches(1, QueueState::running));
    view().table()->select(entry(1).id);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window->queue().record().losses.empty(); }, 60'000));
    view().pause->trigger();
    ASSERT_TRUE(reaches(1, QueueState::paused));
    QTest::qWait(2 * JobRunner::batch_milliseconds); // what was on its way arrives
    const std::size_t held = window->queue().record().losses.size();
    QTest::qWait(300);
    EXPECT_EQ(window->queue().record().losses.size(), held) << "it stands still";
    EXPECT_THAT(view().details()->facts().toStdString(), HasSubstr("paused"));
    view().pause->trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->queue().record().losses.size() > held; }, 20'000)) << "it goes on";
    view().stop->trigger();
    ASSERT_TRUE(reaches(1, QueueState::stopped));
    second = entry(1).folder;
    EXPECT_LT(entry(1).finished, entry(1).stages);
    EXPECT_EQ(core_api().read_run(second).state, RunState::stopped);
    ASSERT_TRUE(view().proceed->isEnabled());
    view().proceed->trigger();
    ASSERT_TRUE(reaches(1, QueueState::completed)) << entry(1).what;
    EXPECT_EQ(entry(1).folder, second) << "in its own folder";
    EXPECT_GE(entry(1).reused, 2) << "features, and the classifiers that the first one trained";
    EXPECT_EQ(view().details()->stages()->done_count(), entry(1).stages);
}

void Journey::compare_both() {
    window->compare_kept_runs({QString::fromStdString(first), QString::fromStdString(second)});
    CompareView& compare = *bench().compare();
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return compare.strip()->run_count() == 2 && !window->comparisons().busy(); }, 20'000));
    const std::string table = compare.options()->as_csv().toStdString();
    EXPECT_THAT(table, HasSubstr("strength,0.5,1"));
    EXPECT_THAT(table, HasSubstr("meta_steps,15,120"));
    const RunRecord a = core_api().read_run(first), b = core_api().read_run(second);
    ASSERT_EQ(a.results.size(), b.results.size());
    for (std::size_t i = 0; i < a.results.size(); ++i) {
        if (a.results[i].method != "plain") continue;
        EXPECT_EQ(a.results[i].predictions, b.results[i].predictions) << "the same classifier, once from the cache";
        std::int64_t tests = 0;
        for (const ClassAccuracy& c : a.results[i].classes) tests += c.test;
        EXPECT_EQ(tests, bench().dataset().test());
    }
    compare.show_page(CompareView::Page::gain);
    window->comparisons().save_picture(path("gain.svg"));
    EXPECT_THAT(test::text_of(folder / "gain.svg"), HasSubstr("<svg"));
}

void Journey::export_all() {
    QSignalSpy written(&window->dynamics_export(), &DynamicsExport::written);
    bench().views()->show_view("Dynamics");
    window->dynamics_export().save_points(path("points.csv"));
    window->dynamics_export().save_projector(path("projector"));
    for (const char* name : {"paths.png", "paths.svg", "paths.pdf"}) window->dynamics_export().save_picture(path(name));
    ASSERT_TRUE(QTest::qWaitFor([&] { return written.count() == 5; }, 20'000));
    const Trajectories& paths = window->session().record().trajectories.front();
    std::size_t points = 0;
    for (const auto* chains : {&paths.classes, &paths.measured, &paths.regressed})
        for (const ClassTrajectory& path : *chains) points += path.points.size();
    ASSERT_GT(points, static_cast<std::size_t>(classes));
    EXPECT_EQ(lines(folder / "projector/vectors.tsv"), points);
    EXPECT_EQ(lines(folder / "projector/metadata.tsv"), points + 1) << "its header";
    EXPECT_EQ(lines(folder / "points.csv"), points + 1);
    EXPECT_FALSE(QImage(path("paths.png")).isNull());
    EXPECT_EQ(test::text_of(folder / "paths.pdf").substr(0, 5), "%PDF-");
    EXPECT_THAT(test::text_of(folder / "paths.svg"), HasSubstr("<svg"));
}

void Journey::reopen() {
    const std::vector<QueueEntry> before = window->queue().list().entries();
    const RunRecord kept = core_api().read_run(first);
    window->close();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window->isVisible(); }, 10'000));
    window.reset();
    open_window();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->queue().list().entries().size() == 2; }, 10'000));
    EXPECT_EQ(window->queue().list().entries(), before);
    window->show_view("Runs");
    ASSERT_TRUE(QTest::qWaitFor([&] { return window->library().runs().size() == 2; }, 10'000));
    QSignalSpy opened(window.get(), &MainWindow::opened);
    window->open(QString::fromStdString(first));
    ASSERT_TRUE(opened.wait(60'000));
    EXPECT_EQ(bench().results()->row_count(), static_cast<int>(kept.results.size()));
    EXPECT_EQ(window->session().record().trajectories.size(), kept.trajectories.size());
    EXPECT_EQ(bench().form()->options().data.imbalance_factor, 8);
    std::int64_t wrong = 0;
    for (const Prediction& p : kept.results.front().predictions) wrong += p.truth != p.predicted;
    bench().views()->show_view("Images");
    bench().images()->set_all_classes(true);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !bench().images()->choice().mistakes().empty(); }, 20'000));
    bench().images()->set_method(QString::fromStdString(kept.results.front().method));
    bench().images()->set_wrong_only(true);
    EXPECT_GT(wrong, 0);
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return bench().images()->choice().count() == wrong; }, 20'000)) // once all are found
        << bench().images()->choice().count() << " marked, " << wrong << " were taken for another class";
}

TEST_F(Journey, OpenCarveQueueTrainPauseStopContinueCompareExportCloseReopen) {
    for (const auto step : {&Journey::open_and_look, &Journey::carve, &Journey::queue_two, &Journey::pause_and_stop,
                            &Journey::compare_both, &Journey::export_all, &Journey::reopen}) {
        (this->*step)();
        if (HasFatalFailure()) return;
    }
}

} // namespace
} // namespace whydah
