#include "app/dataset_opener.h"

#include <QDir>
#include <QFileInfo>

namespace whydah {
namespace {

Opened open_run(const CoreApi& core, const std::string& folder) {
    Opened opened;
    opened.run = core.read_run(folder);
    opened.options = opened.run->options;
    opened.dataset = opened.run->dataset;
    return opened;
}

QString name_of(const QString& path) { return QFileInfo(QDir::cleanPath(path)).fileName(); }

} // namespace

bool is_run_folder(const QString& path) { return QFileInfo(QDir(path).filePath(QStringLiteral("run.json"))).isFile(); }

DatasetOpener::DatasetOpener(CoreLoader core, QObject* parent) : QObject(parent), core_(core) {
    rest_.setSingleShot(true);
    rest_.setInterval(rest_milliseconds);
    connect(&rest_, &QTimer::timeout, this, [this] {
        const auto work = [core = core_, options = resting_](const JobControl& control, const Report& report) {
            return Opened{options, core().open_dataset(options, control, report), {}, false};
        };
        start(name_of(QString::fromStdString(resting_.data.data)), work);
    });
    connect(&runner_, &JobRunner::reported, this, &DatasetOpener::reported);
    connect(&runner_, &JobRunner::failed, this, [this](const Error& error) {
        if (!next_) Q_EMIT failed(error);
        start_next();
    });
    connect(&runner_, &JobRunner::stopped, this, [this] {
        if (!next_) Q_EMIT stopped();
        start_next();
    });
}

void DatasetOpener::open_path(const QString& path, const ExperimentOptions& basis) {
    const QString clean = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    if (clean.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive)) return open_options_file(clean);
    if (is_run_folder(clean))
        return start(name_of(clean), [core = core_, folder = clean.toStdString()](const JobControl&, const Report&) {
            return open_run(core(), folder);
        });
    ExperimentOptions options = basis;
    options.data = {};
    options.data.data = clean.toStdString();
    options.run.out.clear();
    start(name_of(clean), [core = core_, options](const JobControl& control, const Report& report) {
        return Opened{options, core().open_dataset(options, control, report), {}, true};
    });
}

void DatasetOpener::open_options_file(const QString& file) {
    const QString folder = QFileInfo(file).dir().dirName();
    start(folder, [core = core_, path = file.toStdString()](const JobControl& control, const Report& report) {
        const ExperimentOptions options = core().read_options(path);
        return Opened{options, core().open_dataset(options, control, report), {}, true};
    });
}

void DatasetOpener::open_soon(const ExperimentOptions& options) {
    resting_ = options;
    rest_.start();
}

void DatasetOpener::warm_up() {
    if (runner_.busy()) return;
    runner_.start(
        "Loading", [core = core_](const JobControl&, const Report&) { return &core(); },
        [this](const CoreApi*) { start_next(); });
}

void DatasetOpener::stop() {
    next_ = {};
    rest_.stop();
    runner_.stop();
}

void DatasetOpener::start(const QString& what, Work work) {
    rest_.stop();
    next_name_ = what;
    next_ = std::move(work);
    Q_EMIT started(what);
    runner_.busy() ? runner_.stop() : start_next();
}

void DatasetOpener::start_next() {
    if (!next_ || runner_.busy()) return;
    runner_.start("Opening " + next_name_.toStdString(), std::exchange(next_, {}), [this](const Opened& result) {
        if (!next_) Q_EMIT opened(result);
        start_next();
    });
}

} // namespace whydah
