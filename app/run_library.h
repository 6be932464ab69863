#pragma once

#include "app/core_library.h"
#include "app/job_runner.h"
#include "records/run_entry.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>

#include <functional>
#include <optional>
#include <vector>

class QWidget;

namespace whydah {

/// The runs of the workspace, read and changed on a thread of its own. What the user changes is shown at once and
/// written right after; if that fails, the list shows what is. Every change can be undone. While somebody watches, runs
/// that other programs add or end appear by themselves.
class RunLibrary : public QObject {
    Q_OBJECT
public:
    explicit RunLibrary(CoreLoader core, QObject* parent = nullptr);

    /// Read when it is looked at: what is not seen must not hold the window's start. Undo ends at its door.
    void set_workspace(const QString& folder);
    const QString& workspace() const { return workspace_; }
    const std::vector<RunEntry>& runs() const { return runs_; }
    bool is_read() const { return read_; } ///< at least once
    bool is_missing() const { return missing_; } ///< there is no such folder, when it was read last
    bool busy() const { return runner_.busy() || !waiting_.empty(); }

    /// Reads the list again. Asked while it is being read, it is read once more.
    void refresh();
    /// Looks for news every two seconds while `view` is seen, from when refresh() was called first.
    void watch(QWidget* view);
    void change(const std::vector<RunChange>& changes);
    /// Lists a run that was written to a folder outside of the workspace.
    void add(const QString& folder);
    void empty_trash();
    QUndoStack* undo() { return &undo_; }

    static constexpr int look_milliseconds = 2000;

Q_SIGNALS:
    void changed();
    void failed(const whydah::Error& error);

private:
    using Work = std::function<void(const CoreApi&, const std::string& workspace)>;
    struct Task {
        Work work;                      ///< nothing: only reading
        std::vector<RunChange> changes; ///< that it makes, to be shown meanwhile
    };
    friend class RunsCommand;
    void carry_out(const std::vector<RunChange>& changes);
    void enqueue(Task task);
    void start_next();
    void take(std::optional<std::vector<RunEntry>> runs, bool failed, bool missing);
    void show(std::vector<RunEntry> runs);

    CoreLoader core_;
    QString workspace_;
    std::vector<RunEntry> runs_;
    bool read_ = false, readable_ = true, missing_ = false;
    int epoch_ = 0; ///< goes up with every other workspace
    QUndoStack undo_;
    std::vector<Task> waiting_;
    QTimer look_;
    QWidget* view_ = nullptr;
    JobRunner runner_;
};

} // namespace whydah
