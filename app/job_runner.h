#pragma once

#include "app/event_batch.h"
#include "core/experiment/job_control.h"
#include "records/error.h"
#include "records/events.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>

namespace whydah {

/// Runs one job at a time on a thread of its own: the only place in Whydah with threads and with a mutex. All members
/// are for the GUI thread, all signals come there. A window has one runner each for experiments, for opening data and
/// for thumbnails, so that none waits for another.
class JobRunner : public QObject {
    Q_OBJECT
public:
    /// `pausing` and `stopping` last until the job has felt it.
    enum class State { idle, running, pausing, paused, stopping };
    /// What a job's thread does; what it returns is called on the GUI thread.
    using Job = std::function<std::function<void()>(const JobControl&, const Report&)>;

    explicit JobRunner(QObject* parent = nullptr);
    /// Stops the job, also a paused one, and waits for it. Its result is dropped.
    ~JobRunner() override;

    State state() const { return state_; }
    bool busy() const { return state_ != State::idle; }
    const std::string& name() const { return name_; }

    /// Runs work(control, report) on the job's thread, then done(result) on the GUI thread. What work throws becomes
    /// failed() or stopped(). Only while idle.
    /// @param name of the job, where an error has no better place: "Experiment"
    template <class Work, class Done>
    void start(std::string name, Work work, Done done) {
        run(std::move(name),
            [work = std::move(work), done = std::move(done)](const JobControl& control, const Report& report) mutable {
                using Result = std::invoke_result_t<Work&, const JobControl&, const Report&>;
                auto result = std::make_shared<Result>(work(control, report));
                return std::function<void()>([result, done]() mutable { done(std::move(*result)); });
            });
    }
    void pause();
    void resume();
    void stop();

    static constexpr int batch_milliseconds = 50; ///< events come at most 20 times a second

    /// What the job that runs tells beside its events; called on its thread.
    void receive(BlockProgress block);

Q_SIGNALS:
    void state_changed(whydah::JobRunner::State state);
    void reported(const whydah::EventBatch& batch);
    void failed(const whydah::Error& error);
    void stopped();

private:
    void run(std::string name, Job job);
    void receive(Event event);              ///< job's thread
    template <class Told>
    void gather(Told told); ///< job's thread
    void hold(const std::stop_token& stop); ///< job's threads
    void deliver();
    void deliver_soon();
    void finish(const std::function<void()>& completion);
    void release();
    void set_state(State state);
    std::function<void()> completion_of(const Job& job, const JobControl& control); ///< job's thread

    std::string name_;
    State state_ = State::idle;
    std::atomic<bool> paused_ = false;
    std::atomic<int> held_ = 0; ///< threads of the job that wait in hold()
    QTimer pace_;               ///< runs after a delivery
    std::mutex mutex_;          ///< of the rest
    std::condition_variable_any go_on_;
    EventGatherer gathered_;
    bool delivery_asked_ = false;
    std::jthread thread_; ///< last: joined before the rest goes
};

} // namespace whydah
