#include "real_run_fixture.h"

#include "widgets/options_form.h"

#include <QElapsedTimer>

namespace whydah {
namespace {

using test::RealRun;

// The core is another library: what wakes threads of the program need not reach its own.
TEST_F(RealRun, APausedRunStandsStillAndGoesOn) {
    ASSERT_TRUE(open());
    window.workbench().form()->edit("meta_steps", "100000");
    window.run();
    const auto& losses = window.session().record().losses;
    ASSERT_TRUE(QTest::qWaitFor([&] { return !losses.empty(); }, 240'000));
    window.session().pause();
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.session().state() == JobRunner::State::paused; }, 20'000));
    QTest::qWait(2 * JobRunner::batch_milliseconds); // what was on its way arrives
    const std::size_t held = losses.size();
    QTest::qWait(500);
    EXPECT_EQ(losses.size(), held);
    window.session().resume();
    EXPECT_TRUE(QTest::qWaitFor([&] { return losses.size() > held; }, 20'000));
    window.session().pause();
    window.session().stop();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !window.session().busy(); }, 20'000));
}

TEST_F(RealRun, ClosingDuringTrainingKeepsWhatIsDone) {
    ASSERT_TRUE(open());
    window.workbench().form()->edit("meta_steps", "100000"); // long enough to be closed in the middle
    window.run();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window.session().record().losses.empty(); }, 240'000));
    QElapsedTimer clock;
    clock.start();
    window.close();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !window.isVisible(); }, 20'000));
    EXPECT_LT(clock.elapsed(), 5000);
    EXPECT_EQ(window.session().record().state, RunState::stopped);
    const RunRecord kept = core_api().read_run(window.session().record().options.run.out);
    EXPECT_EQ(kept.state, RunState::stopped);
    ASSERT_FALSE(kept.results.empty());
    EXPECT_EQ(kept.results.front().method, "plain");
}

} // namespace
} // namespace whydah
