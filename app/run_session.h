#pragma once

#include "app/core_library.h"
#include "app/job_runner.h"
#include "records/run_record.h"

#include <QObject>
#include <QString>

namespace whydah {

/// The experiment that runs, or the last one: keeps its record as it grows. Every run is kept in a folder; where the
/// options name none, in one of its own among the user's data.
class RunSession : public QObject {
    Q_OBJECT
public:
    explicit RunSession(CoreLoader core, QObject* parent = nullptr);

    /// Only while none runs. @param name of the data set
    void start(ExperimentOptions options, const std::string& name);
    void pause() { runner_.pause(); }
    void resume() { runner_.resume(); }
    void stop() { runner_.stop(); }
    JobRunner::State state() const { return runner_.state(); }
    bool busy() const { return runner_.busy(); }

    /// Without the predictions: each view keeps a copy of the results, and none shows single images. The run folder has
    /// them.
    const RunRecord& record() const { return record_; }
    /// A run that was read from its folder takes the last one's place. Only while none runs.
    void show(RunRecord record);

    /// Where runs are kept whose options name no folder.
    static QString runs_folder();

Q_SIGNALS:
    void state_changed(whydah::JobRunner::State state);
    void started();
    void reported(const whydah::EventBatch& batch); ///< the record has it already
    void ended();                                   ///< completed or stopped: see record().state
    void failed(const whydah::Error& error);

private:
    void keep(const EventBatch& batch);
    void keep(const Event& event);

    CoreLoader core_;
    RunRecord record_;
    JobRunner runner_;
};

} // namespace whydah
