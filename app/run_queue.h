#pragma once

#include "app/core_library.h"
#include "app/job_runner.h"
#include "app/queue_list.h"
#include "app/run_progress.h"
#include "app/run_session.h"
#include "app/running_clock.h"

#include <QObject>
#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <vector>

class QLockFile;

namespace whydah {

/// Runs the experiments of a queue one after another, whatever the window shows, and keeps the queue in the workspace's
/// queue.json. One that fails does not stop the others. After a restart it waits until the user lets it go on. Of two
/// Whydahs on one workspace the first one keeps the queue; the other's is forgotten when it ends.
class RunQueue : public QObject {
    Q_OBJECT
public:
    explicit RunQueue(CoreLoader core, QObject* parent = nullptr);
    ~RunQueue() override;

    /// Reads the queue that was left there. Only while none runs.
    void set_workspace(const QString& folder);
    const QueueList& list() const { return list_; }
    bool busy() const { return session_.busy(); }
    JobRunner::State state() const { return session_.state(); }
    /// The run that goes on, its results as they come.
    const RunRecord& record() const { return session_.record(); }
    std::int64_t active_id() const { return active_; } ///< 0: none runs
    const RunProgress& progress() const { return progress_; }
    /// Plan, stages and log of an entry; null: not known. Those of an earlier session are read when they are asked for,
    /// and trace_read() tells.
    const RunRecord* trace(std::int64_t id);
    /// What began last and how far it is, of the run that goes on.
    const std::optional<StageStarted>& stage() const { return stage_; }
    const std::optional<StageProgress>& stage_progress() const { return stage_progress_; }
    double seconds_left() const { return session_.time_left().seconds(); } ///< of its seeds and stages; -1: not known
    double seconds_of(const QueueEntry& waiting) const { return session_.time_left().seconds_of(waiting.options); }
    double all_seconds_left() const; ///< with those that wait; -1: not known
    double seconds() const { return busy() ? clock_.seconds() : 0; } ///< that it has taken, pauses not counted

    std::int64_t add(ExperimentOptions options, const std::string& name);
    void move(std::int64_t id, int row);
    void remove(std::int64_t id);
    void clear_finished();
    /// What was removed last, as it was; what is removed at once comes back at once. @return which they are
    std::vector<std::int64_t> put_back();
    std::size_t removed() const { return removed_.empty() ? 0 : removed_.back().size(); } ///< that put_back() brings
    void proceed(std::int64_t id); ///< continue
    void set_place(std::int64_t id, const std::string& device, std::int64_t threads);

    void pause() { session_.pause(); }
    void resume() { session_.resume(); }
    /// The one that runs; what is finished is kept, and the next one begins.
    void stop() { session_.stop(); }
    /// The one that runs is stopped as by the program's end: it stays as interrupted, and the queue does not go on.
    void interrupt();
    /// Held, no other one begins.
    void set_held(bool held);
    bool held() const { return held_; }
    /// As long as something else trains on this machine.
    void set_blocked(bool blocked);

    bool is_loaded() const { return !loading_ && wanted_.isEmpty(); } ///< what was left in the workspace
    bool is_kept() const { return kept_; }                            ///< in the workspace
    bool is_saved() const { return !unsaved_ && wanted_.isEmpty() && (loading_ || !saver_.busy()); }

Q_SIGNALS:
    void changed(); ///< the list, a state, or whether it is held
    void began(qint64 id);
    void reported(qint64 id, const whydah::EventBatch& batch); ///< the record has it already
    void ended(qint64 id);                                     ///< in whichever way; the record is still that run's
    void failed(const whydah::Error& error); ///< of the queue itself: an entry's own failure is in the entry
    void trace_read(qint64 id);
    void saved();

private:
    struct Loaded {
        std::vector<QueueEntry> entries;
        bool kept = true;
    };
    void start_next();
    void show_state(JobRunner::State state);
    void take(const EventBatch& batch);
    void end(const std::function<void()>& into_list);
    void take_loaded(Loaded loaded);
    void save();
    void change();
    void keep_removed(std::int64_t id);
    void connect_reader();
    void read_what_was_asked();
    void take_trace(std::int64_t id, const std::string& folder, RunRecord trace, bool readable);

    CoreLoader core_;
    QueueList list_;
    QString workspace_;
    std::int64_t active_ = 0;
    bool held_ = false, blocked_ = false, interrupted_ = false;
    QString wanted_;                            ///< to another workspace, as soon as the queue of this one is written
    std::vector<std::int64_t> added_meanwhile_; ///< it goes along
    bool loading_ = false, kept_ = true, readable_ = true, unsaved_ = false;
    RunProgress progress_;
    std::optional<StageStarted> stage_;
    std::optional<StageProgress> stage_progress_;
    RunningClock clock_;
    std::map<std::int64_t, RunRecord> traces_; ///< without results
    struct Removed {
        QueueEntry entry;
        int row = 0;
    };
    std::vector<std::vector<Removed>> removed_; ///< the last group last
    bool removing_ = false;                     ///< in this turn of the event loop
    std::int64_t reading_ = 0;                 ///< whose trace is being read
    std::string reading_folder_;
    std::int64_t trace_asked_ = 0; ///< while another one was being read
    std::int64_t learning_ = 0;                ///< whose folder is asked how far it came
    std::shared_ptr<QLockFile> lock_;          ///< of the workspace's queue; for the saver's jobs alone
    RunSession session_;
    JobRunner reader_;
    JobRunner saver_;
};

} // namespace whydah
