#include "app/dataset_opener.h"

#include <QDir>
#include <QFileInfo>

#include <filesystem>

namespace whydah {
namespace {

using Kind = Opened::Kind;

Opened open_run(const CoreApi& core, const QString& folder) {
    Opened opened{.kind = Kind::run, .path = folder, .options = {}, .dataset = {}, .run = {}, .missing = {}};
    opened.run = core.read_run(folder.toStdString());
    opened.run->options.run.out = folder.toStdString(); // where it is now, wherever it was written
    opened.options = opened.run->options;
    opened.options.run.out.clear(); // a new run gets a folder of its own
    return opened;
}

Opened open_data(const CoreApi& core, Kind kind, const QString& path, const ExperimentOptions& options,
                 const JobControl& control, const Report& report) {
    return {.kind = kind,
            .path = path,
            .options = options,
            .dataset = core.open_dataset(options, control, report),
            .run = {},
            .missing = {}};
}

Opened find_images(const CoreApi& core, const ExperimentOptions& options, const JobControl& control,
                   const Report& report) {
    try {
        return open_data(core, Kind::images, {}, options, control, report);
    } catch (const Error& error) {
        return {
            .kind = Kind::images, .path = {}, .options = options, .dataset = {}, .run = {}, .missing = Error(error)};
    }
}

QString data_path(const ExperimentOptions& options) { return QString::fromStdString(options.data.data); }
QString name_of(const QString& path) { return QFileInfo(QDir::cleanPath(path)).fileName(); }

} // namespace

bool is_run_folder(const std::string& path) {
    std::error_code unreadable;
    return std::filesystem::is_regular_file(std::filesystem::path(path) / "run.json", unreadable);
}

DatasetOpener::DatasetOpener(CoreLoader core, QObject* parent) : QObject(parent), core_(core) {
    rest_.setSingleShot(true);
    rest_.setInterval(rest_milliseconds);
    connect(&rest_, &QTimer::timeout, this, [this] { start(next_name_, asked_, std::exchange(resting_, {})); });
    connect(&runner_, &JobRunner::reported, this, [this](const EventBatch& batch) {
        if (asked_ && !rest_.isActive() && !next_) Q_EMIT reported(batch);
    });
    connect(&runner_, &JobRunner::failed, this, [this](const Error& error) {
        if (!next_ && !rest_.isActive()) {
            set_asked({});
            Q_EMIT failed(error);
        }
        start_next();
    });
    connect(&runner_, &JobRunner::stopped, this, [this] {
        const bool told = !next_ && opening() && !rest_.isActive();
        if (told) set_asked({});
        if (told) Q_EMIT stopped();
        start_next();
    });
}

void DatasetOpener::open_path(const QString& path, const ExperimentOptions& options) {
    const QString clean = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    if (clean.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive)) return open_options_file(clean);
    start(name_of(clean), Kind::data, [core = core_, clean, options](const JobControl& control, const Report& report) {
        if (is_run_folder(clean.toStdString())) return open_run(core(), clean);
        ExperimentOptions there = options;
        there.data.data = clean.toStdString();
        return ::whydah::open_data(core(), Kind::data, clean, there, control, report);
    });
}

void DatasetOpener::open_data(const ExperimentOptions& options) {
    const QString path = data_path(options);
    start(name_of(path), Kind::data, [core = core_, path, options](const JobControl& control, const Report& report) {
        return ::whydah::open_data(core(), Kind::data, path, options, control, report);
    });
}

void DatasetOpener::open_options_file(const QString& file) {
    const QString folder = QFileInfo(file).dir().dirName();
    start(folder, Kind::file, [core = core_, file](const JobControl& control, const Report& report) {
        const ExperimentOptions options = core().read_options(file.toStdString());
        return ::whydah::open_data(core(), Kind::file, file, options, control, report);
    });
}

void DatasetOpener::open_soon(const ExperimentOptions& options, Kind kind) {
    const QString path = data_path(options);
    next_name_ = name_of(path);
    resting_ = [core = core_, kind, path, options](const JobControl& control, const Report& report) {
        return ::whydah::open_data(core(), kind, path, options, control, report);
    };
    next_ = {};
    rest_.start();
    set_asked(kind);
}

void DatasetOpener::find_images(const ExperimentOptions& options) {
    start({}, {}, [core = core_, options](const JobControl& control, const Report& report) {
        return ::whydah::find_images(core(), options, control, report);
    });
}

void DatasetOpener::warm_up() {
    if (runner_.busy()) return;
    runner_.start(
        "Loading", [core = core_](const JobControl&, const Report&) { return &core(); },
        [this](const CoreApi*) { start_next(); });
}

void DatasetOpener::stop() {
    const bool waited = opening() && (next_ || rest_.isActive());
    next_ = {};
    resting_ = {};
    rest_.stop();
    runner_.stop();
    if (!waited && runner_.busy()) return; // told once the job has felt it
    set_asked({});
    if (waited) Q_EMIT stopped();
}

void DatasetOpener::start(const QString& what, std::optional<Kind> asked, Work work) {
    rest_.stop();
    next_name_ = what;
    next_ = std::move(work);
    set_asked(asked);
    if (asked) Q_EMIT started(what);
    runner_.busy() ? runner_.stop() : start_next();
}

void DatasetOpener::start_next() {
    if (!next_ || runner_.busy()) return;
    runner_.start("Opening " + next_name_.toStdString(), std::exchange(next_, {}), [this](Opened result) {
        if (!next_ && !rest_.isActive()) {
            set_asked({});
            Q_EMIT opened(result);
        }
        start_next();
    });
}

void DatasetOpener::set_asked(std::optional<Kind> asked) {
    if (asked_ == asked) return;
    asked_ = asked;
    Q_EMIT opening_changed();
}

} // namespace whydah
