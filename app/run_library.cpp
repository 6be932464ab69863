#include "app/run_library.h"

#include "widgets/number_text.h"

#include <QUndoCommand>
#include <QWidget>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

namespace whydah {
namespace {

void apply(const RunChange& change, std::vector<RunEntry>& runs) {
    for (RunEntry& run : runs) {
        if (run.id != change.id) continue;
        if (change.name) run.name = *change.name;
        if (change.note) run.note = *change.note;
        if (change.tags) run.tags = *change.tags;
        if (change.deleted) run.deleted = *change.deleted;
    }
}

QString text_of(const std::vector<RunChange>& changes) {
    const RunChange& first = changes.front();
    const QString runs = count_text(static_cast<std::int64_t>(changes.size()), RunLibrary::tr("run"));
    if (first.deleted)
        return *first.deleted ? RunLibrary::tr("delete %1").arg(runs) : RunLibrary::tr("restore %1").arg(runs);
    return first.name   ? RunLibrary::tr("rename %1").arg(runs)
           : first.tags ? RunLibrary::tr("tag %1").arg(runs)
                        : RunLibrary::tr("note");
}

struct Outcome {
    std::optional<std::vector<RunEntry>> runs; ///< nothing: they cannot be read
    std::optional<Error> error;
    bool missing = false; ///< the folder
};

} // namespace

/// Done when it is pushed.
class RunsCommand : public QUndoCommand {
public:
    RunsCommand(RunLibrary& library, std::vector<RunChange> forth, std::vector<RunChange> back)
        : QUndoCommand(text_of(forth)),
          library_(library),
          forth_(std::move(forth)),
          back_(std::move(back)) {}
    void redo() override { library_.carry_out(forth_); }
    void undo() override { library_.carry_out(back_); }

private:
    RunLibrary& library_;
    std::vector<RunChange> forth_, back_;
};

RunLibrary::RunLibrary(CoreLoader core, QObject* parent) : QObject(parent), core_(core) {
    look_.setInterval(look_milliseconds);
    connect(&look_, &QTimer::timeout, this, [this] {
        if (view_ && view_->isVisible() && !view_->window()->isMinimized() && readable_ && !busy()) refresh();
    });
    connect(&runner_, &JobRunner::failed, this, [this](const Error& error) { // nothing that was foreseen
        waiting_.clear();
        readable_ = false;
        Q_EMIT failed(error);
    });
}

void RunLibrary::set_workspace(const QString& folder) {
    if (folder == workspace_) return;
    workspace_ = folder;
    ++epoch_;
    readable_ = true;
    undo_.clear();
    waiting_.clear(); // of the other one; what was begun is finished
    runs_.clear();
    read_ = missing_ = false;
    Q_EMIT changed();
    if (view_ && view_->isVisible()) refresh();
}

void RunLibrary::watch(QWidget* view) { view_ = view; }

void RunLibrary::refresh() {
    readable_ = true;
    if (view_) look_.start();
    if (waiting_.empty() || (waiting_.size() == 1 && runner_.busy())) enqueue({});
}

void RunLibrary::change(const std::vector<RunChange>& changes) {
    std::vector<RunChange> back;
    for (const RunChange& change : changes)
        for (const RunEntry& run : runs_)
            if (run.id == change.id) back.push_back(inverse(change, run));
    if (!changes.empty()) undo_.push(new RunsCommand(*this, changes, std::move(back)));
}

void RunLibrary::carry_out(const std::vector<RunChange>& changes) {
    enqueue(
        {.work = [changes](const CoreApi& core, const std::string& workspace) { core.change_runs(workspace, changes); },
         .changes = changes});
    show(std::exchange(runs_, {}));
}

void RunLibrary::add(const QString& folder) {
    enqueue({.work = [folder = folder.toStdString()](const CoreApi& core,
                                                     const std::string& workspace) { core.add_run(workspace, folder); },
             .changes = {}});
}

void RunLibrary::empty_trash() {
    undo_.clear(); // there is nothing left that it could bring back
    enqueue({.work = [](const CoreApi& core, const std::string& workspace) { core.empty_trash(workspace); },
             .changes = {}});
}

void RunLibrary::enqueue(Task task) {
    waiting_.push_back(std::move(task));
    start_next();
}

void RunLibrary::start_next() {
    if (runner_.busy() || waiting_.empty()) return;
    // The task stays in front until it is over: until the list has its changes, they are shown all the same.
    Work work = std::move(waiting_.front().work);
    runner_.start(
        "Runs",
        [core = core_, work = std::move(work), folder = workspace_.toStdString()](const JobControl& control,
                                                                                  const Report&) {
            Outcome outcome;
            try {
                if (work) work(core(), folder);
            } catch (const Error& error) {
                outcome.error = error; // the list says what was done nevertheless
            }
            try {
                std::error_code ignored; // a workspace to which nothing was written yet has no runs
                outcome.missing = !std::filesystem::is_directory(folder, ignored);
                outcome.runs = outcome.missing ? std::vector<RunEntry>() : core().list_runs(folder, control);
            } catch (const Error& error) {
                if (!outcome.error) outcome.error = error;
            }
            return outcome;
        },
        [this, epoch = epoch_](Outcome outcome) {
            if (epoch == epoch_) take(std::move(outcome.runs), outcome.error.has_value(), outcome.missing);
            if (outcome.error) Q_EMIT failed(*outcome.error);
            start_next();
        });
}

void RunLibrary::take(std::optional<std::vector<RunEntry>> runs, bool failed, bool missing) {
    waiting_.erase(waiting_.begin());
    if (failed) undo_.clear();
    read_ = true;
    missing_ = missing;
    readable_ = runs.has_value();
    show(runs ? std::move(*runs) : std::exchange(runs_, {}));
}

/// Changes that wait are shown as done.
void RunLibrary::show(std::vector<RunEntry> runs) {
    for (const Task& task : waiting_)
        for (const RunChange& change : task.changes) apply(change, runs);
    runs_ = std::move(runs);
    Q_EMIT changed();
}

} // namespace whydah
