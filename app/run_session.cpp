#include "app/run_session.h"

#include "app/workspace.h"

#include <QDateTime>
#include <QDir>

#include <filesystem>
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

/// Counts and names: the images stay with the page that shows them.
DatasetSummary without_images(const DatasetSummary& dataset) {
    DatasetSummary counts;
    counts.name = dataset.name, counts.source = dataset.source, counts.kind = dataset.kind,
    counts.split = dataset.split;
    counts.has_features = dataset.has_features, counts.feature_dimension = dataset.feature_dimension;
    for (const ClassSummary& c : dataset.classes)
        counts.classes.push_back({.name = c.name,
                                  .train = c.train,
                                  .validation = c.validation,
                                  .test = c.test,
                                  .left_out = c.left_out,
                                  .images = {},
                                  .image_parts = {}});
    counts.problems = dataset.problems, counts.problem_count = dataset.problem_count;
    return counts;
}

namespace fs = std::filesystem;

/// Nobody else's from now on.
bool claim(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder.parent_path(), error);
    return fs::create_directory(folder, error) || error; // what cannot be made is the run's to complain about
}

bool holds_a_run(const fs::path& folder) {
    std::error_code error;
    for (const char* file : {"run.json", "results.csv", "run.lock"})
        if (fs::exists(folder / file, error)) return true;
    return false;
}

} // namespace

std::string unused_run_folder(const std::string& out, const std::string& usual) {
    // Absolute: the list of recent runs outlives the folder that the window was started in.
    const fs::path wanted = fs::absolute(out.empty() ? usual : out).lexically_normal();
    const fs::path plain = wanted.has_filename() ? wanted : wanted.parent_path(); // "runs/" is "runs"
    fs::path folder = plain;
    for (int number = 2; out.empty() ? !claim(folder) : holds_a_run(folder); ++number)
        folder = plain.string() + " " + std::to_string(number);
    return folder.string();
}

RunSession::RunSession(CoreLoader core, QObject* parent)
    : QObject(parent),
      core_(core),
      workspace_(remembered_workspace()) {
    connect(&runner_, &JobRunner::state_changed, this, [this](JobRunner::State state) {
        if (state == JobRunner::State::idle) time_left_.end();
        Q_EMIT state_changed(state);
    });
    connect(&runner_, &JobRunner::reported, this, [this](const EventBatch& batch) {
        take_folder(); // what is reported comes after it was chosen
        keep(batch);
        for (const Event& event : batch.events) time_left_.take(event);
        Q_EMIT reported(batch);
    });
    connect(&runner_, &JobRunner::failed, this, [this](const Error& error) {
        take_folder();
        record_.state = RunState::failed;
        Q_EMIT failed(error);
    });
    connect(&runner_, &JobRunner::stopped, this, [this] { // stopped before the run began
        take_folder();
        record_.state = RunState::stopped;
        Q_EMIT ended();
    });
}

QString RunSession::runs_folder() const { return QDir(workspace_).filePath(QStringLiteral("runs")); }

void RunSession::start(ExperimentOptions options, const std::string& name) {
    const std::string usual = QDir(runs_folder()).filePath(folder_name(name)).toStdString();
    run(std::move(options), [usual](const std::string& out) { return unused_run_folder(out, usual); });
}

void RunSession::go_on_in(const std::string& folder, ExperimentOptions options) {
    run(std::move(options), [folder](const std::string&) { return folder; });
}

void RunSession::run(ExperimentOptions options, std::function<std::string(const std::string& out)> choose_folder) {
    record_ = {};
    record_.options = options;
    time_left_.begin(options);
    const auto folder = std::make_shared<std::string>();
    folder_ = folder;
    runner_.start(
        "Experiment",
        [this, core = core_, options = std::move(options), choose = std::move(choose_folder),
         folder](const JobControl& control, const Report& report) mutable {
            *folder = options.run.out = choose(options.run.out);
            return core().run_experiment(options, control, report,
                                         [this](BlockProgress block) { runner_.receive(std::move(block)); });
        },
        [this](RunRecord record) {
            show(std::move(record));
            Q_EMIT ended();
        });
    Q_EMIT started();
}

void RunSession::take_folder() {
    if (!folder_->empty()) record_.options.run.out = *folder_;
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
    if (const auto* dataset = std::get_if<DatasetSummary>(&event)) record_.dataset = without_images(*dataset);
    if (const auto* plan = std::get_if<RunPlan>(&event)) record_.plan = *plan;
    if (const auto* stage = std::get_if<StageFinished>(&event)) record_.stages.push_back(*stage);
}

} // namespace whydah
