#include "app/queue_list.h"

#include "app/queue_file.h"
#include "app/running_clock.h"

#include <QElapsedTimer>
#include <QTest>

#include <gmock/gmock.h>

#include <limits>

namespace whydah {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::int64_t> ids(const QueueList& list) {
    std::vector<std::int64_t> all;
    for (const QueueEntry& entry : list.entries()) all.push_back(entry.id);
    return all;
}

class Queue : public testing::Test {
protected:
    Queue() {
        for (const char* name : {"one", "two", "three", "four"}) list.add({}, name);
    }
    QueueState state(std::int64_t id) const { return list.find(id)->state; }
    QueueList list;
};

TEST_F(Queue, RunsInTheOrderOfAddingUnlessMoved) {
    EXPECT_EQ(list.next()->id, 1);
    EXPECT_TRUE(list.move(3, 0));
    EXPECT_THAT(ids(list), ElementsAre(3, 1, 2, 4));
    EXPECT_EQ(list.next()->id, 3);
    EXPECT_TRUE(list.move(3, 4));
    EXPECT_THAT(ids(list), ElementsAre(1, 2, 4, 3));
    EXPECT_TRUE(list.move(1, 2));
    EXPECT_THAT(ids(list), ElementsAre(2, 1, 4, 3));
    EXPECT_FALSE(list.move(2, 0));  // it is there
    EXPECT_FALSE(list.move(2, 1));  // before the one behind it
    EXPECT_FALSE(list.move(99, 0)); // nobody
}

TEST_F(Queue, NothingThatWaitsComesBeforeWhatBegan) {
    list.begin(1, 5);
    EXPECT_TRUE(list.move(4, 0));
    EXPECT_THAT(ids(list), ElementsAre(1, 4, 2, 3));
    EXPECT_FALSE(list.move(1, 3)); // it runs
    list.begin(3, 6);              // whoever is begun leaves those that wait
    EXPECT_THAT(ids(list), ElementsAre(1, 3, 4, 2));
}

TEST_F(Queue, ARunningOneIsNotRemovedOrCleared) {
    list.begin(1, 5);
    EXPECT_FALSE(list.remove(1));
    list.set_state(1, QueueState::paused);
    EXPECT_FALSE(list.remove(1));
    EXPECT_FALSE(list.clear_finished());
    EXPECT_TRUE(list.remove(2));
    EXPECT_THAT(ids(list), ElementsAre(1, 3, 4));
}

TEST_F(Queue, ClearsWhatCompletedOrWasStoppedAndKeepsWhatWantsAnAnswer) {
    RunRecord record;
    record.state = RunState::completed;
    list.begin(1, 1), list.end(1, record);
    record.state = RunState::stopped;
    list.begin(2, 1), list.end(2, record);
    list.begin(3, 1), list.fail(3, Error({.what = "bad", .where = "here", .mend = "mend"}), 1);
    EXPECT_EQ(state(1), QueueState::completed);
    EXPECT_EQ(state(2), QueueState::stopped);
    EXPECT_EQ(state(3), QueueState::failed);
    EXPECT_TRUE(list.clear_finished());
    EXPECT_THAT(ids(list), ElementsAre(3, 4));
}

TEST_F(Queue, AFailureKeepsWhatWhereAndHowToMend) {
    list.begin(1, 1);
    list.set_folder(1, "/runs/one");
    list.fail(1, Error({.what = "the disk is full", .where = "/runs/one", .mend = "free some space"}), 2.5);
    const QueueEntry& entry = *list.find(1);
    EXPECT_EQ(entry.what, "the disk is full");
    EXPECT_EQ(entry.where, "/runs/one");
    EXPECT_EQ(entry.mend, "free some space");
    EXPECT_EQ(entry.seconds, 2.5);
    EXPECT_EQ(list.next()->id, 2); // the others go on
}

TEST_F(Queue, WhatWasAddedBeforeTheKeptOnesWereReadStaysWhatItWas) {
    QueueList early, read;
    early.add({}, "first"), early.add({}, "second");
    const std::vector<QueueEntry> entries = early.entries();
    read.restore({});
    for (const QueueEntry& entry : entries) read.append(entry);
    ASSERT_EQ(read.entries().size(), 2U);
    EXPECT_EQ(read.find(entries[1].id)->name, "second");
    for (const QueueEntry& entry : entries) read.append(entry); // ids that others have
    ASSERT_EQ(read.entries().size(), 4U);
    EXPECT_EQ(read.find(entries[1].id)->name, "second");
    EXPECT_NE(read.entries()[3].id, entries[1].id);
}

TEST_F(Queue, OutOfMemoryIsAStateOfItsOwn) {
    list.begin(1, 1);
    list.fail(1, Error({.what = "memory ran out", .where = "stage 'x'", .mend = "smaller"}), 1);
    EXPECT_EQ(state(1), QueueState::out_of_memory);
    list.begin(2, 1);
    list.fail(2, Error({.what = "CUDA out of memory. Tried to allocate", .where = "x", .mend = ""}), 1);
    EXPECT_EQ(state(2), QueueState::out_of_memory);
    EXPECT_TRUE(can_continue(state(1)));
}

TEST_F(Queue, WhatIsContinuedIsTheNextOneAndKeepsItsFolder) {
    list.begin(1, 1), list.begin(2, 1);
    list.set_folder(2, "/runs/two");
    list.fail(2, Error({.what = "x", .where = "y", .mend = "z"}), 4);
    EXPECT_TRUE(list.proceed(2));
    EXPECT_THAT(ids(list), ElementsAre(1, 2, 3, 4));
    EXPECT_EQ(list.next()->id, 2);
    EXPECT_TRUE(list.find(2)->continues);
    EXPECT_EQ(list.find(2)->folder, "/runs/two");
    EXPECT_EQ(list.find(2)->what, "");
    EXPECT_FALSE(list.proceed(2)); // it waits already
    EXPECT_FALSE(list.proceed(1)); // it runs
    RunRecord record;
    record.state = RunState::completed;
    list.begin(2, 1), list.end(2, record);
    EXPECT_FALSE(list.proceed(2)); // nothing is left to do
    EXPECT_FALSE(list.find(2)->continues);
}

TEST_F(Queue, LearnsFromItsFolderHowFarAKilledOneCame) {
    list.begin(1, 100);
    RunRecord record;
    record.plan.stages = {"a", "b", "c"};
    record.stages = {{.stage = "a", .seconds = 1, .note = "from the cache"}, {.stage = "b", .seconds = 2, .note = ""}};
    record.started = 101, record.seconds = 7, record.peak_memory = 5, record.device = "cpu", record.threads = 2;
    list.learn(1, record);
    EXPECT_EQ(list.find(1)->finished, 0) << "it runs: it tells of itself";
    list.set_state(1, QueueState::interrupted);
    list.learn(1, record);
    const QueueEntry& entry = *list.find(1);
    EXPECT_EQ(entry.stages, 3);
    EXPECT_EQ(entry.finished, 2);
    EXPECT_EQ(entry.reused, 1);
    EXPECT_EQ(entry.seconds, 7);
    EXPECT_EQ(entry.peak_memory, 5);
    EXPECT_EQ(entry.device, "cpu");
    record.started = 99; // what the folder still has of an earlier part was counted then
    list.learn(1, record);
    EXPECT_EQ(entry.seconds, 7);
}

TEST(RunningClock, StandsStillWhileItIsHeld) {
    qint64 now = 5000;
    RunningClock clock([&now] { return now; });
    EXPECT_EQ(clock.seconds(), 0);
    now += 40; // before it begins
    EXPECT_EQ(clock.seconds(), 0);
    clock.start();
    now += 30;
    EXPECT_EQ(clock.seconds(), 0.03) << "it goes on";
    clock.hold();
    now += 100;
    EXPECT_EQ(clock.seconds(), 0.03);
    clock.hold(); // once more changes nothing
    EXPECT_EQ(clock.seconds(), 0.03);
    clock.go_on();
    now += 20;
    EXPECT_EQ(clock.seconds(), 0.05);
    clock.go_on(); // it does already
    EXPECT_EQ(clock.seconds(), 0.05);
    clock.start();
    EXPECT_EQ(clock.seconds(), 0);
}

TEST(RunningClock, GoesWithTheTimeOfTheSystem) {
    QElapsedTimer around, within;
    around.start();
    RunningClock clock;
    clock.start();
    within.start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return within.elapsed() >= 30; }));
    const double least = static_cast<double>(within.elapsed() - 1) / 1000; // each is cut to milliseconds
    const double seconds = clock.seconds();
    EXPECT_GE(seconds, least);
    EXPECT_LE(seconds, static_cast<double>(around.elapsed() + 1) / 1000);
}

TEST_F(Queue, CountsStagesAndThoseThatWereNotComputed) {
    list.begin(1, 1);
    list.note(1, RunPlan{{"a", "b", "c"}});
    list.note(1, StageFinished{.stage = "a", .seconds = 1, .note = "from the cache"});
    list.note(1, StageFinished{.stage = "b", .seconds = 1, .note = "2 of 3 from the cache"});
    list.note(1, LogLine{.level = LogLine::Level::info, .text = "device cuda:0, threads 4, LibTorch 1.13"});
    EXPECT_EQ(list.find(1)->stages, 3);
    EXPECT_EQ(list.find(1)->finished, 2);
    EXPECT_EQ(list.find(1)->reused, 1);
    EXPECT_EQ(list.find(1)->device, "cuda:0");
    EXPECT_EQ(list.find(1)->threads, 4);
}

TEST_F(Queue, DeviceAndThreadsAreChosenWhileItWaits) {
    EXPECT_TRUE(list.set_place(1, "cpu", 1));
    EXPECT_EQ(list.find(1)->options.run.device, "cpu");
    EXPECT_EQ(list.find(1)->options.run.threads, 1);
    EXPECT_FALSE(list.set_place(1, "cpu", 1)); // no change
    list.begin(1, 1);
    EXPECT_FALSE(list.set_place(1, "auto", 2));
}

// Restart.

TEST_F(Queue, ComesBackFromItsFileWithEveryOption) {
    ExperimentOptions options;
    options.data.data = "/data/äöü, \"quoted\"";
    options.meta.lambda = {0.1, 1};
    options.classifier.methods = {"plain", "meta_model_net"};
    options.run.seeds = 3, options.run.stage_cache = false, options.run.device = "cpu";
    const std::int64_t id = list.add(options, "five");
    list.begin(1, 17);
    list.set_folder(1, "/runs/one");
    list.begin(2, 18);
    list.fail(2, Error({.what = "w", .where = "x", .mend = "m"}), 1.5);
    const auto read = queue_from_json(queue_to_json(list.entries()), "queue.json");
    ASSERT_EQ(read.size(), list.entries().size());
    for (std::size_t i = 0; i < read.size(); ++i) EXPECT_EQ(read[i], list.entries()[i]) << i;
    QueueList again;
    again.restore(read);
    EXPECT_EQ(option_text(again.find(id)->options.meta.lambda), "0.1,1");
    EXPECT_EQ(again.find(id)->options.data.data, options.data.data);
}

TEST_F(Queue, WhatRanIsInterruptedAfterwardsAndTheRestStillWaits) {
    QueueList again;
    for (QueueState ran : {QueueState::running, QueueState::pausing, QueueState::paused, QueueState::stopping}) {
        list.begin(1, 1);
        list.set_state(1, ran);
        again.restore(queue_from_json(queue_to_json(list.entries()), "queue.json"));
        EXPECT_EQ(again.find(1)->state, QueueState::interrupted);
        EXPECT_EQ(again.active(), nullptr);
        EXPECT_EQ(again.next()->id, 2);
    }
    EXPECT_TRUE(again.proceed(1));
    EXPECT_EQ(again.add({}, "new"), 5); // no number twice
}

TEST(QueueFile, SaysWhatIsWrongWithIt) {
    for (const char* text : {"", "{", "[]", "{\"queue\": 3}"})
        try {
            queue_from_json(text, "/w/queue.json");
            ADD_FAILURE() << text;
        } catch (const Error& error) {
            EXPECT_EQ(error.where(), "/w/queue.json");
            EXPECT_THAT(error.problem(), HasSubstr("cannot be read"));
        }
}

TEST(QueueFile, OfAnotherVersionLosesOnlyWhatIsNotKnown) {
    const auto read = queue_from_json(
        R"({"version": 9, "queue": [{"id": 7, "state": "dreaming", "options": {"seeds": "4", "unheard_of": "1"}}]})", "f");
    ASSERT_EQ(read.size(), 1u);
    EXPECT_EQ(read[0].options.run.seeds, 4);
    EXPECT_EQ(read[0].state, QueueState::interrupted); // neither begun by itself nor lost
}

TEST(QueueState, HasANameOfItsOwnEach) {
    for (int i = 0; i <= static_cast<int>(QueueState::interrupted); ++i) {
        const auto state = static_cast<QueueState>(i);
        EXPECT_EQ(queue_state_named(queue_state_name(state)), state);
        EXPECT_EQ(is_active(state) + is_over(state) + (state == QueueState::queued), 1) << queue_state_name(state);
    }
}

} // namespace
} // namespace whydah
