#include "app/run_session.h"

#include <QDateTime>
#include <QDir>
#include <QStandardPaths>

#include <utility>

namespace whydah {
namespace {

/// "caltech101 2024-05-01 14-03-22": a name that sorts by data set and time and is good in every file system.
QString folder_name(const std::string& name) {
    QString safe = QString::fromStdString(name.empty() ? "run" : name);
    for (QChar& c : safe)
        if (!c.isLetterOrNumber() && !QStringLiteral("-_.").contains(c)) c = u'_';
    return safe + QDateTime::currentDateTime().toString(QStringLiteral(" yyyy-MM-dd HH-mm-ss"));
}

} // namespace

RunSession::RunSession(CoreLoader core, QObject* parent) : QObject(parent), core_(core) {
    connect(&runner_, &JobRunner::state_changed, this, &RunSession::state_changed);
    connect(&runner_, &JobRunner::reported, this, [this](const EventBatch& batch) {
        keep(batch);
        Q_EMIT reported(batch);
    });
    connect(&runner_, &JobRunner::failed, this, [this](const Error& error) {
        record_.state = RunState::failed;
        Q_EMIT failed(error);
    });
    connect(&runner_, &JobRunner::stopped, this, [this] { // stopped before the run began
        record_.state = RunState::stopped;
        Q_EMIT ended();
    });
}

QString RunSession::runs_folder() {
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(QStringLiteral("runs"));
}

void RunSession::start(ExperimentOptions options, const std::string& name) {
    if (options.run.out.empty()) options.run.out = QDir(runs_folder()).filePath(folder_name(name)).toStdString();
    record_ = {};
    record_.options = options;
    runner_.start(
        "Experiment",
        [core = core_, options = std::move(options)](const JobControl& control, const Report& report) {
            return core().run_experiment(options, control, report);
        },
        [this](RunRecord record) {
            show(std::move(record));
            Q_EMIT ended();
        });
    Q_EMIT started();
}

void RunSession::show(RunRecord record) {
    record_ = std::move(record);
    for (MethodResult& result : record_.results) result.predictions.clear();
}

void RunSession::keep(const EventBatch& batch) {
    for (const Event& event : batch.events) keep(event);
    record_.losses.insert(record_.losses.end(), batch.losses.begin(), batch.losses.end());
}

void RunSession::keep(const Event& event) {
    if (const auto* result = std::get_if<MethodResult>(&event)) {
        record_.results.push_back(*result);
        record_.results.back().predictions.clear();
    }
    if (const auto* selection = std::get_if<Selection>(&event)) record_.selections.push_back(*selection);
    if (const auto* paths = std::get_if<Trajectories>(&event)) record_.trajectories.push_back(*paths);
    if (const auto* line = std::get_if<LogLine>(&event)) record_.log.push_back(*line);
    if (const auto* dataset = std::get_if<DatasetSummary>(&event)) record_.dataset = *dataset;
}

} // namespace whydah
