#include "app/job_runner.h"

#include <QMetaObject>

#include <cassert>
#include <exception>
#include <new>

namespace whydah {
namespace {

/// Libraries append a stack trace to their messages; the first line says what happened.
std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

} // namespace

JobRunner::JobRunner(QObject* parent) : QObject(parent) {
    pace_.setSingleShot(true);
    pace_.setInterval(batch_milliseconds);
    connect(&pace_, &QTimer::timeout, this, &JobRunner::deliver);
}

JobRunner::~JobRunner() {
    blockSignals(true); // whoever listens may be half gone already
    stop();
    if (thread_.joinable()) thread_.join();
}

void JobRunner::run(std::string name, Job job) {
    assert(state_ == State::idle);
    name_ = std::move(name);
    paused_ = false;
    thread_ = std::jthread([this, job = std::move(job)](const std::stop_token& stop) {
        const JobControl control(stop, [this, &stop] { hold(stop); });
        auto completion = completion_of(job, control);
        const auto end = [this, completion = std::move(completion)] { finish(completion); };
        QMetaObject::invokeMethod(this, end, Qt::QueuedConnection);
    });
    set_state(State::running);
}

std::function<void()> JobRunner::completion_of(const Job& job, const JobControl& control) {
    const auto failure = [this](const Error& error) { return [this, error] { Q_EMIT failed(error); }; };
    const auto unexpected = [&](const std::string& what) {
        return failure(Error(
            {.what = what, .where = name_, .mend = "this should not happen; please report it together with the log"}));
    };
    try {
        return job(control, [this](Event event) { receive(std::move(event)); });
    } catch (const Stopped&) {
        return [this] { Q_EMIT stopped(); };
    } catch (const Error& error) {
        return failure(error);
    } catch (const std::bad_alloc&) {
        return failure(Error({.what = "memory ran out",
                              .where = name_,
                              .mend = "close other programs, or make the batch, PCA or bank memory smaller"}));
    } catch (const std::exception& error) {
        return unexpected(first_line(error.what()));
    } catch (...) {
        return unexpected("an error without a message");
    }
}

void JobRunner::hold(const std::stop_token& stop) {
    if (!paused_) return;
    std::unique_lock lock(mutex_);
    ++held_;
    const auto confirm = [this] {
        if (state_ == State::pausing) set_state(State::paused);
    };
    QMetaObject::invokeMethod(this, confirm, Qt::QueuedConnection);
    go_on_.wait(lock, stop, [this] { return !paused_; });
    --held_;
}

void JobRunner::receive(Event event) { gather(std::move(event)); }
void JobRunner::receive(BlockProgress block) { gather(std::move(block)); }

template <class Told>
void JobRunner::gather(Told told) {
    const std::scoped_lock lock(mutex_);
    gathered_.add(std::move(told));
    if (std::exchange(delivery_asked_, true)) return;
    QMetaObject::invokeMethod(this, &JobRunner::deliver_soon, Qt::QueuedConnection);
}

void JobRunner::deliver_soon() {
    if (!pace_.isActive()) deliver();
}

void JobRunner::deliver() {
    EventBatch batch;
    {
        const std::scoped_lock lock(mutex_);
        batch = gathered_.take();
        delivery_asked_ = false;
    }
    if (batch.empty()) return;
    pace_.start();
    Q_EMIT reported(batch);
}

void JobRunner::finish(const std::function<void()>& completion) {
    thread_.join();
    deliver();
    pace_.stop();
    set_state(State::idle);
    completion();
}

void JobRunner::pause() {
    if (state_ != State::running) return;
    paused_ = true;
    set_state(held_ > 0 ? State::paused : State::pausing);
}

void JobRunner::resume() {
    if (state_ != State::pausing && state_ != State::paused) return;
    release();
    set_state(State::running);
}

void JobRunner::release() {
    {
        const std::scoped_lock lock(mutex_);
        paused_ = false;
    }
    go_on_.notify_all();
}

void JobRunner::stop() {
    if (state_ == State::idle || state_ == State::stopping) return;
    thread_.request_stop();
    release();
    set_state(State::stopping);
}

void JobRunner::set_state(State state) {
    if (state_ == state) return;
    state_ = state;
    Q_EMIT state_changed(state);
}

} // namespace whydah
