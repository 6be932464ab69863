#include "window_fixture.h"

#include "app/view_tabs.h"
#include "widgets/class_panel.h"
#include "widgets/dynamics_view.h"
#include "widgets/projection_bar.h"
#include "widgets/step_bar.h"
#include "widgets/trajectory_plot.h"

#include <QComboBox>
#include <QFileDialog>
#include <QImageReader>
#include <QTemporaryDir>

#include <gmock/gmock.h>

namespace whydah {
namespace {

using By = TrajectoryColours::By;

class DynamicsExportTest : public test::MainWindowTest {
protected:
    DynamicsExportTest()
        : written(&exporter(), &DynamicsExport::written),
          failed(&exporter(), &DynamicsExport::failed) {}
    DynamicsExport& exporter() { return window->dynamics_export(); }
    DynamicsView& view() { return *bench().dynamics(); }
    QString file(const QString& name) const { return folder.filePath(name); }

    QTemporaryDir folder;
    QSignalSpy written, failed;
};

TEST_F(DynamicsExportTest, APictureHasTheProtocolAndAVtpAllPaths) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    for (const char* suffix : {"png", "svg", "pdf"}) {
        exporter().save_picture(file(QStringLiteral("paths.%1").arg(QLatin1String(suffix))));
        EXPECT_GT(QFileInfo(file(QStringLiteral("paths.%1").arg(QLatin1String(suffix)))).size(), 1000) << suffix;
    }
    exporter().save_vtp(file("paths.vtp"));
    EXPECT_EQ(written.count(), 4);
    QFile vtp(file("paths.vtp"));
    ASSERT_TRUE(vtp.open(QIODevice::ReadOnly));
    EXPECT_TRUE(vtp.readAll().contains("NumberOfLines"));
    exporter().save_picture(file("paths.bmp"));
    EXPECT_EQ(failed.count(), 1);
    EXPECT_FALSE(QFileInfo::exists(file("paths.bmp")));
    exporter().save_vtp(file("not/there/paths.vtp"));
    EXPECT_EQ(failed.count(), 2);
}

TEST_F(DynamicsExportTest, AFileNameIsProposedWithTheRunAndWhatIsInIt) {
    ASSERT_TRUE(open());
    const auto proposed = [this](DynamicsBar::Export what, const QString& filter = {}) {
        exporter().ask(what);
        auto* dialog = window->findChild<QFileDialog*>();
        if (!dialog) return QString();
        if (!filter.isEmpty()) { // as the user chooses it
            auto* filters = dialog->findChild<QComboBox*>("fileTypeCombo");
            filters->setCurrentText(filter);
            Q_EMIT filters->textActivated(filter);
            Q_EMIT filters->activated(filters->currentIndex());
        }
        const QString name = dialog->findChild<QLineEdit*>("fileNameEdit")->text();
        delete dialog;
        return name;
    };
    using What = DynamicsBar::Export;
    EXPECT_EQ(proposed(What::points), "made-up points.csv") << "no run yet: the data's name";
    ASSERT_TRUE(run_to_end());
    const QString run = QFileInfo(QString::fromStdString(window->session().record().options.run.out)).fileName();
    ASSERT_FALSE(run.isEmpty());
    EXPECT_EQ(proposed(What::picture), run + " paths.png");
    EXPECT_EQ(proposed(What::picture, "PDF (*.pdf)"), run + " paths.pdf") << "it goes with the kind of file";
    EXPECT_EQ(proposed(What::vtp), run + " paths.vtp");
    EXPECT_EQ(proposed(What::points), run + " points.csv");
    view().show_page(DynamicsView::Page::norms);
    EXPECT_EQ(proposed(What::picture), run + " norms.png");
}

TEST_F(DynamicsExportTest, AThreeDimensionalPictureWithoutOpenGLIsRefusedWithAReason) {
    if (QGuiApplication::platformName() != u"offscreen") GTEST_SKIP() << "a display";
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    exporter().save_scene(file("scene.png"), {800, 600});
    ASSERT_EQ(failed.count(), 1);
    EXPECT_FALSE(QFileInfo::exists(file("scene.png")));
    EXPECT_TRUE(window->errors().isVisible());
}

TEST_F(DynamicsExportTest, PointsAndVectorsAreWrittenBesideTheWindow) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    const int before = test::FakeCore::written;
    exporter().save_points(file("points.csv"));
    exporter().save_projector(file("projector"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return written.count() == 2; }));
    EXPECT_EQ(test::FakeCore::written, before + 2);
    EXPECT_THAT(status(), testing::HasSubstr("projector"));
}

TEST_F(DynamicsExportTest, GroupsFromAFileColourThePathsUntilOtherDataCome) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    Q_EMIT view().groups_asked(); // names go along; the dialog waits
    exporter().read_groups("/groups.tsv");
    ASSERT_TRUE(QTest::qWaitFor([&] { return view().trajectories()->colours().by == By::group; }));
    EXPECT_EQ(view().facts().groups.size(), 25U);
    EXPECT_EQ(view().facts().bands.size(), 25U);
    EXPECT_EQ(view().facts().gains.size(), 25U) << "of the method that is shown, over plain";
    ASSERT_TRUE(open("/other"));
    EXPECT_TRUE(view().facts().groups.empty());
    EXPECT_EQ(view().trajectories()->colours().by, By::shot);
}

TEST_F(DynamicsExportTest, TheProjectionsControlsStandInTheViewWithThePathsOnly) {
    ASSERT_TRUE(open());
    ProjectionBar& bar = *window->projections().bar();
    bench().views()->show_view("Dynamics");
    EXPECT_FALSE(bar.isVisible()) << "no trajectories yet";
    ASSERT_TRUE(run_to_end());
    bench().views()->show_view("Dynamics");
    EXPECT_TRUE(bar.isVisible());
    EXPECT_EQ(bar.window(), window.get());
    view().show_page(DynamicsView::Page::norms);
    EXPECT_FALSE(bar.isVisible());
    EXPECT_FALSE(view().steps()->isVisible());
    view().show_page(DynamicsView::Page::plane);
    EXPECT_TRUE(bar.isVisible());
    EXPECT_EQ(bar.options().dimensions, 2);
}

TEST_F(DynamicsExportTest, SeveralClassesAreOneSelectionWithTheLastOneCurrent) {
    ASSERT_TRUE(open());
    ASSERT_TRUE(run_to_end());
    QSignalSpy current(&bench().selection(), &ClassSelection::changed);
    view().trajectories()->pick(4, {});
    view().trajectories()->pick(9, Qt::ControlModifier);
    EXPECT_EQ(bench().selection().labels(), (std::vector{4, 9}));
    EXPECT_EQ(bench().selection().label(), 9);
    EXPECT_EQ(bench().class_panel()->shown_class(), 9);
    EXPECT_EQ(view().trajectories()->selected_classes(), (std::vector{4, 9}));
    EXPECT_EQ(current.count(), 2);
    view().trajectories()->pick(4, Qt::ControlModifier); // away; 9 stays current
    EXPECT_EQ(bench().selection().labels(), (std::vector{9}));
    EXPECT_EQ(current.count(), 2);
    bench().selection().select(2);
    EXPECT_EQ(view().trajectories()->selected_classes(), (std::vector{2}));
    bench().selection().select(-1);
    EXPECT_TRUE(view().trajectories()->selected_classes().empty());
}

} // namespace
} // namespace whydah
