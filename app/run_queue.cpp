#include "app/run_queue.h"

#include "app/queue_file.h"
#include "app/run_trace.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QLockFile>

#include <algorithm>
#include <utility>

namespace whydah {

RunQueue::RunQueue(CoreLoader core, QObject* parent) : QObject(parent), core_(core), session_(core) {
    connect(&session_, &RunSession::state_changed, this, &RunQueue::show_state);
    connect(&session_, &RunSession::reported, this, &RunQueue::take);
    connect(&session_, &RunSession::ended, this, [this] {
        end([this] {
            list_.end(active_, session_.record());
            if (interrupted_ && session_.record().state != RunState::completed)
                list_.set_state(active_, QueueState::interrupted);
        });
    });
    connect(&session_, &RunSession::failed, this, [this](const Error& error) {
        end([this, &error] {
            list_.set_folder(active_, session_.record().options.run.out);
            list_.fail(active_, error, clock_.seconds());
        });
    });
    connect(&saver_, &JobRunner::failed, this, [this](const Error& error) {
        if (std::exchange(loading_, false)) readable_ = false; // what cannot be read is not overwritten
        Q_EMIT failed(error);
        Q_EMIT saved();
        start_next();
    });
    connect_reader();
}

RunQueue::~RunQueue() = default;

void RunQueue::set_workspace(const QString& folder) {
    if ((folder == workspace_ && wanted_.isEmpty()) || busy()) return;
    if (unsaved_ && !saver_.busy()) save();
    if (saver_.busy()) { // what is being written belongs to the other one
        wanted_ = folder;
        connect(
            &saver_, &JobRunner::state_changed, this,
            [this] {
                if (!wanted_.isEmpty()) set_workspace(QString(wanted_));
            },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        return;
    }
    workspace_ = folder;
    session_.set_workspace(folder);
    std::vector<QueueEntry> early;
    for (const std::int64_t id : std::exchange(added_meanwhile_, {}))
        if (const QueueEntry* entry = list_.find(id)) early.push_back(*entry);
    list_.restore({});
    for (QueueEntry& entry : early) list_.append(std::move(entry));
    traces_.clear(), trace_asked_ = 0, learning_ = 0;
    removed_.clear();
    wanted_.clear(), unsaved_ = false, kept_ = readable_ = true, loading_ = true;
    lock_ = std::make_shared<QLockFile>(QDir(folder).filePath(QStringLiteral("queue.lock")));
    lock_->setStaleLockTime(0); // a dead program's is taken; a living one's never
    saver_.start(
        "Queue",
        [lock = lock_, folder](const JobControl&, const Report&) {
            Loaded loaded;
            QFile file(QDir(folder).filePath(QStringLiteral("queue.json")));
            if (!file.exists()) return loaded;
            loaded.kept = lock->tryLock(0);
            if (loaded.kept && file.open(QIODevice::ReadOnly))
                loaded.entries = queue_from_json(file.readAll().toStdString(), file.fileName().toStdString());
            return loaded;
        },
        [this](Loaded loaded) { take_loaded(std::move(loaded)); });
}

/// What was added meanwhile comes after what had been left there.
void RunQueue::take_loaded(Loaded loaded) {
    loading_ = false;
    kept_ = loaded.kept;
    std::vector<QueueEntry> early = list_.entries();
    const auto broken = std::find_if(loaded.entries.begin(), loaded.entries.end(),
                                     [](const QueueEntry& entry) { return is_active(entry.state); });
    learning_ = broken == loaded.entries.end() ? 0 : broken->id; // the program was killed while it ran
    list_.restore(std::move(loaded.entries));
    if (learning_ != 0) trace(learning_);
    held_ = list_.next() != nullptr;
    const bool more = !early.empty();
    for (QueueEntry& entry : early) list_.append(std::move(entry));
    Q_EMIT changed();
    if (more) save();
    start_next();
}

std::int64_t RunQueue::add(ExperimentOptions options, const std::string& name) {
    const std::int64_t id = list_.add(std::move(options), name);
    if (!wanted_.isEmpty()) added_meanwhile_.push_back(id);
    change();
    return id;
}

void RunQueue::move(std::int64_t id, int row) {
    if (list_.move(id, row)) change();
}

void RunQueue::keep_removed(std::int64_t id) {
    if (!std::exchange(removing_, true)) {
        removed_.emplace_back();
        QMetaObject::invokeMethod(this, [this] { removing_ = false; }, Qt::QueuedConnection);
    }
    const QueueEntry* entry = list_.find(id);
    removed_.back().push_back({*entry, static_cast<int>(entry - list_.entries().data())});
}

void RunQueue::remove(std::int64_t id) {
    const QueueEntry* entry = list_.find(id);
    if (!entry || is_active(entry->state)) return;
    keep_removed(id);
    list_.remove(id);
    traces_.erase(id);
    change();
}

void RunQueue::clear_finished() {
    const std::vector<QueueEntry> before = list_.entries();
    for (const QueueEntry& entry : before)
        if (entry.state == QueueState::completed || entry.state == QueueState::stopped)
            keep_removed(entry.id), list_.remove(entry.id);
    if (list_.entries().size() != before.size()) change();
}

std::vector<std::int64_t> RunQueue::put_back() {
    if (removed_.empty()) return {};
    std::vector<Removed> back = std::move(removed_.back());
    removed_.pop_back();
    std::vector<std::int64_t> ids;
    for (const Removed& one : back) ids.push_back(one.entry.id);
    for (auto one = back.rbegin(); one != back.rend(); ++one) list_.put_back(std::move(one->entry), one->row);
    change();
    return ids;
}

void RunQueue::proceed(std::int64_t id) {
    if (list_.proceed(id)) change();
}

void RunQueue::set_place(std::int64_t id, const std::string& device, std::int64_t threads) {
    if (list_.set_place(id, device, threads)) change();
}

void RunQueue::set_held(bool held) {
    if (held_ == held) return;
    held_ = held;
    Q_EMIT changed();
    start_next();
}

void RunQueue::set_blocked(bool blocked) {
    if (std::exchange(blocked_, blocked) == blocked) return;
    Q_EMIT changed();
    start_next();
}

void RunQueue::interrupt() {
    interrupted_ = held_ = true;
    session_.stop();
}

void RunQueue::change() {
    save(); // first: whoever hears of the change may wait for the writing
    Q_EMIT changed();
    start_next();
}

void RunQueue::start_next() {
    const QueueEntry* next = list_.next();
    if (!next || held_ || blocked_ || loading_ || !wanted_.isEmpty() || busy() || active_ != 0) return;
    active_ = next->id;
    const ExperimentOptions options = next->options;
    const std::string name = next->name, folder = next->continues ? next->folder : std::string();
    list_.begin(active_, QDateTime::currentSecsSinceEpoch());
    progress_.clear();
    stage_.reset(), stage_progress_.reset();
    interrupted_ = false;
    clock_.start();
    folder.empty() ? session_.start(options, name) : session_.go_on_in(folder, options);
    Q_EMIT began(active_);
    Q_EMIT changed();
    save();
}

void RunQueue::show_state(JobRunner::State state) {
    using State = JobRunner::State;
    if (active_ == 0 || state == State::idle) return; // how it ended is told next
    state == State::paused ? clock_.hold() : clock_.go_on();
    list_.set_state(active_, state == State::pausing    ? QueueState::pausing
                             : state == State::paused   ? QueueState::paused
                             : state == State::stopping ? QueueState::stopping
                                                        : QueueState::running);
    Q_EMIT changed();
}

void RunQueue::take(const EventBatch& batch) {
    const std::string folder = list_.find(active_)->folder;
    for (const Event& event : batch.events) {
        list_.note(active_, event);
        if (const auto* started = std::get_if<StageStarted>(&event)) stage_ = *started, stage_progress_.reset();
        if (const auto* progress = std::get_if<StageProgress>(&event)) stage_progress_ = *progress;
    }
    progress_.take(batch);
    list_.set_folder(active_, session_.record().options.run.out);
    if (folder != list_.find(active_)->folder) save(); // where a killed run can be taken up again
    Q_EMIT reported(active_, batch);
}

void RunQueue::end(const std::function<void()>& into_list) {
    into_list();
    traces_[active_] = trace_of(session_.record());
    const qint64 id = std::exchange(active_, 0);
    Q_EMIT ended(id);
    change();
}

double RunQueue::all_seconds_left() const {
    double left = active_ != 0 ? seconds_left() : 0;
    for (const QueueEntry& entry : list_.entries()) {
        if (entry.state != QueueState::queued) continue;
        const double one = seconds_of(entry);
        left = left < 0 || one < 0 ? -1 : left + one;
    }
    return left;
}

void RunQueue::save() {
    if (!kept_ || !readable_ || workspace_.isEmpty()) return;
    unsaved_ = true;
    if (saver_.busy()) {
        connect(
            &saver_, &JobRunner::state_changed, this,
            [this] {
                if (unsaved_ && !saver_.busy()) save();
            },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        return;
    }
    unsaved_ = false;
    std::vector<QueueEntry> entries = list_.entries();
    std::erase_if(entries,
                  [this](const QueueEntry& entry) { return std::ranges::count(added_meanwhile_, entry.id) > 0; });
    saver_.start(
        "Queue",
        [core = core_, lock = lock_, folder = workspace_, entries = std::move(entries)](const JobControl&,
                                                                                        const Report&) {
            QDir().mkpath(folder);
            if (!lock->isLocked() && !lock->tryLock(0)) return false;
            core().write_file_safely(QDir(folder).filePath(QStringLiteral("queue.json")).toStdString(),
                                     queue_to_json(entries));
            return true;
        },
        [this](bool kept) {
            if (std::exchange(kept_, kept) != kept) Q_EMIT changed();
            if (is_saved()) Q_EMIT saved();
        });
}

} // namespace whydah
