#pragma once

#include "app/core_library.h"
#include "app/job_runner.h"
#include "records/run_record.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <optional>

namespace whydah {

/// What opening a path gives: a data set with the options that made it, and the run it belongs to, if it is one.
struct Opened {
    ExperimentOptions options;
    DatasetSummary dataset;
    std::optional<RunRecord> run;
    bool is_new = true; ///< not the same data split anew
};

/// Opens data sets, options files and runs on a thread of its own. A new wish stops what is being opened.
class DatasetOpener : public QObject {
    Q_OBJECT
public:
    explicit DatasetOpener(CoreLoader core, QObject* parent = nullptr);

    /// A data set; a folder that holds a run; an options file (.json). @param basis the options of all else
    void open_path(const QString& path, const ExperimentOptions& basis);
    void open_options_file(const QString& file);
    /// The same data with other options of data or split, once these rest for a moment.
    void open_soon(const ExperimentOptions& options);
    void stop();
    /// Loads the core library while there is nothing else to do.
    void warm_up();

    static constexpr int rest_milliseconds = 400;

Q_SIGNALS:
    void started(const QString& what); ///< "caltech101"
    void reported(const whydah::EventBatch& batch);
    void opened(const whydah::Opened& opened);
    void failed(const whydah::Error& error);
    void stopped();

private:
    using Work = std::function<Opened(const JobControl&, const Report&)>;
    void start(const QString& what, Work work);
    void start_next();

    CoreLoader core_;
    QTimer rest_;
    ExperimentOptions resting_;
    QString next_name_;
    Work next_;
    JobRunner runner_;
};

/// A folder that whydah-run or the window wrote.
bool is_run_folder(const QString& path);

} // namespace whydah
