#pragma once

#include "records/queue_entry.h"
#include "records/run_record.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QTabWidget;
class QTableWidget;

namespace whydah {

class ElidedLabel;
class ErrorLabel;
class LogView;
class StageList;

/// All about one experiment of the queue: its error with the way to mend it, stages, log, the options that are not the
/// usual ones, where it runs, and its command.
class QueueDetails : public QWidget {
    Q_OBJECT
public:
    explicit QueueDetails(QWidget* parent = nullptr);

    /// Null: none is selected. What was shown of its run stays if it is the same one.
    void show_entry(const QueueEntry* entry);
    /// Stages and log, from the start. Null: nothing is known. @param stage, progress of a run that goes on
    void show_trace(const RunRecord* trace, const std::optional<StageStarted>& stage = {},
                    const std::optional<StageProgress>& progress = {});
    /// What the shown run reports.
    void take(const std::vector<Event>& events);
    /// Of a run that goes on: "412 MiB now, 530 MiB at most", and what it has taken without its pauses.
    void show_running(const QString& memory, double seconds);

    std::int64_t id() const { return id_; }
    QString facts() const;
    QString problem() const; ///< the error, empty for none
    QString command() const;
    StageList* stages() const { return stages_; }
    LogView* log() const { return log_; }
    QTabWidget* tabs() const { return tabs_; }
    QTableWidget* options() const { return options_; }
    QComboBox* device() const { return device_; }
    QSpinBox* threads() const { return threads_; }

Q_SIGNALS:
    void place_changed(qint64 id, const QString& device, int threads);

private:
    QWidget* options_page();
    QWidget* command_line();
    void show_options(const QueueEntry& entry);
    void show_facts();
    void show_break(const RunRecord& trace);
    void tell_place();

    std::int64_t id_ = 0;
    QueueEntry entry_;
    QString memory_;
    double so_far_ = -1; ///< seconds; negative: not known
    ElidedLabel* title_;
    QLabel* facts_;
    ErrorLabel* problem_;
    ElidedLabel* folder_;
    QTabWidget* tabs_;
    StageList* stages_;
    LogView* log_;
    QTableWidget* options_;
    QComboBox* device_;
    QSpinBox* threads_;
    QLineEdit* command_;
};

} // namespace whydah
