#include "app/projection_session.h"

#include "fake_core.h"
#include "widgets/long_tail_records.h"
#include "widgets/projection_bar.h"
#include "widgets/trajectory_plot.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace whydah {
namespace {

using State = ProjectionBar::State;

/// A plot of 25 classes with weights, and a session on a made-up core that turns the picture with each iteration.
class ProjectionSessionTest : public testing::Test {
protected:
    ProjectionSessionTest() : session(test::FakeCore::api, &plot) {
        trajectories = test::long_tail_trajectories(test::long_tail_dataset(25, 300), 3);
        trajectories.measured = {trajectories.classes[0], trajectories.classes[1]};
        trajectories.regressed = trajectories.measured;
        trajectories.weights = std::make_shared<WeightRows>();
        plot.show_trajectories({trajectories});
    }
    void choose_tsne() {
        auto* kind = session.bar()->kind();
        kind->setCurrentIndex(1);
        Q_EMIT kind->activated(1);
    }
    void press() { session.bar()->findChild<QPushButton*>()->click(); }
    bool wait_for(State state) {
        return QTest::qWaitFor([&] { return session.bar()->state() == state; });
    }

    TrajectoryPlot plot;
    Trajectories trajectories;
    ProjectionSession session;
};

TEST_F(ProjectionSessionTest, TsneIsShownEvery25IterationsUntilItsEnd) {
    QSignalSpy shown(&session, &ProjectionSession::frame_shown);
    choose_tsne();
    press();
    ASSERT_TRUE(wait_for(State::done));
    ASSERT_EQ(shown.count(), 31) << "the start, then 30 times";
    for (int i = 0; i < 31; ++i) EXPECT_EQ(shown[i][0].toLongLong(), 25 * i);
    EXPECT_EQ(session.bar()->status(), QStringLiteral("iteration 750 · KL 0.001"));
    const auto& turned = plot.shown().classes[3].points[0].position;
    const auto& before = trajectories.classes[3].points[0].position;
    EXPECT_NEAR(turned[0], before[0] * std::cos(30 * 3.14159265 / 180) - before[1] * std::sin(30 * 3.14159265 / 180),
                1e-5)
        << "750 degrees";
    press(); // on to 1500
    ASSERT_TRUE(wait_for(State::done));
    EXPECT_EQ(shown.last()[0].toLongLong(), 1500);
}

TEST_F(ProjectionSessionTest, AStoppedOneGoesOnWhereItWas) {
    QSignalSpy shown(&session, &ProjectionSession::frame_shown);
    choose_tsne();
    press();
    ASSERT_TRUE(QTest::qWaitFor([&] { return shown.count() > 3; }));
    press();
    ASSERT_TRUE(wait_for(State::stopped));
    const auto at = shown.last()[0].toLongLong();
    EXPECT_LT(at, 750);
    press();
    ASSERT_TRUE(wait_for(State::done));
    EXPECT_EQ(shown.last()[0].toLongLong(), 750);
}

// The stop comes while the last step's frame is on its way: the thread has ended, and there is nothing to stop.
TEST_F(ProjectionSessionTest, AStopBetweenTwoStepsIsNotLost) {
    QSignalSpy shown(&session, &ProjectionSession::frame_shown);
    choose_tsne();
    press();
    ASSERT_TRUE(QTest::qWaitFor([&] { return shown.count() > 3; }));
    QTest::qSleep(300); // no event is handled, and the step ends
    press();
    ASSERT_TRUE(wait_for(State::stopped));
    EXPECT_LT(shown.last()[0].toLongLong(), 750);
    press();
    ASSERT_TRUE(wait_for(State::done));
    EXPECT_EQ(shown.last()[0].toLongLong(), 750);
}

TEST_F(ProjectionSessionTest, OneWhoseTrajectoriesAreGoneStops) {
    QSignalSpy shown(&session, &ProjectionSession::frame_shown);
    choose_tsne();
    press();
    ASSERT_TRUE(shown.wait());
    plot.clear(); // another run begins
    ASSERT_TRUE(wait_for(State::idle));
    EXPECT_TRUE(plot.shown().empty());
}

TEST_F(ProjectionSessionTest, PcaComesAtOnceAndMeasuredChainsStandBesidePredictedOnes) {
    QSignalSpy shown(&session, &ProjectionSession::frame_shown);
    auto boxes = session.bar()->findChildren<QComboBox*>();
    boxes[0]->setCurrentIndex(1);
    Q_EMIT boxes[0]->activated(1);
    ASSERT_TRUE(shown.count() > 0 || shown.wait());
    EXPECT_EQ(shown.count(), 1);
    boxes[1]->setCurrentIndex(1);
    ASSERT_EQ(plot.shown().classes.size(), 4U);
    EXPECT_EQ(plot.shown().classes[0].name, trajectories.measured[0].name + " (measured)");
    EXPECT_EQ(plot.shown().classes[2].name, trajectories.regressed[0].name);
    boxes[1]->setCurrentIndex(0);
    EXPECT_EQ(plot.shown().classes.size(), 25U) << "all are there again";
}

} // namespace
} // namespace whydah
