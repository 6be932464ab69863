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

/// What opening gives: a data set with the options that made it, and the run that it belongs to, if it is one.
struct Opened {
    enum class Kind {
        data,   ///< a data set, by its path or with all its options
        file,   ///< what an options file describes
        run,    ///< a run's folder
        again,  ///< the shown data, split anew
        images, ///< the data behind a run that is shown already: only its images are wanted
    };
    Kind kind = Kind::data;
    QString path; ///< that was opened: a data set, an options file or a run's folder
    ExperimentOptions options;
    DatasetSummary dataset;
    std::optional<RunRecord> run;
    std::optional<Error> missing; ///< `images`: why there are none
};

/// Opens data sets, options files and runs on a thread of its own. A new wish stops what is being opened.
class DatasetOpener : public QObject {
    Q_OBJECT
public:
    explicit DatasetOpener(CoreLoader core, QObject* parent = nullptr);

    /// A data set; a folder that holds a run; an options file (.json). @param options for a data set
    void open_path(const QString& path, const ExperimentOptions& options);
    void open_data(const ExperimentOptions& options);
    void open_options_file(const QString& file);
    /// The same data with other options of data or split, once these rest for a moment.
    void open_soon(const ExperimentOptions& options, Opened::Kind kind);
    /// A run's images, if its data is still there.
    void find_images(const ExperimentOptions& options);
    void stop();
    /// Loads the core library while there is nothing else to do.
    void warm_up();
    /// Something that the user asked for is being opened, or will be in a moment.
    bool opening() const { return asked_.has_value(); }
    /// What is opened is not the shown data.
    bool opening_other() const { return asked_ && *asked_ != Opened::Kind::again; }

    static constexpr int rest_milliseconds = 400;

Q_SIGNALS:
    void started(const QString& what); ///< "caltech101"
    void reported(const whydah::EventBatch& batch);
    void opened(whydah::Opened& opened); ///< may be moved from
    void failed(const whydah::Error& error);
    void stopped();
    void opening_changed();

private:
    using Work = std::function<Opened(const JobControl&, const Report&)>;
    void start(const QString& what, std::optional<Opened::Kind> asked, Work work);
    void start_next();
    void set_asked(std::optional<Opened::Kind> asked);

    CoreLoader core_;
    QTimer rest_;
    Work resting_;
    QString next_name_;
    Work next_;
    std::optional<Opened::Kind> asked_;
    JobRunner runner_;
};

/// A folder that whydah-run or the window wrote. Looks at the disk.
bool is_run_folder(const std::string& path);

} // namespace whydah
