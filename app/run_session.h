#pragma once

#include "app/core_library.h"
#include "app/job_runner.h"
#include "app/time_left.h"
#include "records/run_record.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <string>

namespace whydah {

/// The experiment that runs, or the last one: keeps its record as it grows. Every run is kept in a folder of its own:
/// the one that the options name, or one among the user's data. A folder that holds a run already is never written to:
/// "NAME 2" beside it is taken.
class RunSession : public QObject {
    Q_OBJECT
public:
    explicit RunSession(CoreLoader core, QObject* parent = nullptr);

    /// Only while none runs. @param name of the data set
    void start(ExperimentOptions options, const std::string& name);
    /// Takes a run up again that ended before its end: in its own folder, whose files stay until there are better ones.
    /// What its stages and networks left in the cache is not computed again.
    void go_on_in(const std::string& folder, ExperimentOptions options);
    void pause() { runner_.pause(); }
    void resume() { runner_.resume(); }
    void stop() { runner_.stop(); }
    JobRunner::State state() const { return runner_.state(); }
    bool busy() const { return runner_.busy(); }

    /// Without the predictions: each view keeps a copy of the results, and none shows single images. The run folder has
    /// them.
    const RunRecord& record() const { return record_; }
    const TimeLeft& time_left() const { return time_left_; }
    /// A run that was read from its folder, or none, takes the last one's place. Only while none runs.
    void show(RunRecord record);
    /// What another session's run reported, whose record show() got before. Only while none runs.
    void follow(const EventBatch& batch) { keep(batch); }

    /// Where runs are kept whose options name no folder.
    QString runs_folder() const;
    void set_workspace(const QString& folder) { workspace_ = folder; }

Q_SIGNALS:
    void state_changed(whydah::JobRunner::State state);
    void started();
    void reported(const whydah::EventBatch& batch); ///< the record has it already
    void ended();                                   ///< completed or stopped: see record().state
    void failed(const whydah::Error& error);

private:
    void run(ExperimentOptions options, std::function<std::string(const std::string& out)> choose_folder);
    void take_folder();
    void keep(const EventBatch& batch);
    void keep(const Event& event);

    CoreLoader core_;
    QString workspace_;
    RunRecord record_;
    TimeLeft time_left_;
    std::shared_ptr<const std::string> folder_; ///< chosen on the job's thread; read here once that is over
    JobRunner runner_;
};

/// Makes sure that a run overwrites no other. @param out the folder that the user wants, or nothing
/// @param usual folder for this run where the user wants none   @return `out` or `usual`, with " 2", " 3" ... behind it
/// if a run is there already
std::string unused_run_folder(const std::string& out, const std::string& usual);

} // namespace whydah
