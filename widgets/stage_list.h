#pragma once

#include "records/events.h"

#include <QWidget>

#include <map>
#include <string>

class QTreeWidget;
class QTreeWidgetItem;

namespace whydah {

/// The stages of a run, with seeds as groups: what is done and how long it took, what runs and how long it will, what
/// is to come.
class StageList : public QWidget {
    Q_OBJECT
public:
    enum class State { waiting, running, done, stopped, failed };
    static constexpr int share_role = Qt::UserRole + 1; ///< 0..1, negative: a running stage without total
    static constexpr int state_role = Qt::UserRole + 2;

    explicit StageList(QWidget* parent = nullptr);

    void clear();
    void show_plan(const RunPlan& plan);
    /// A stage that was not in the plan is added to it.
    void start(const StageStarted& stage);
    void show_progress(const StageProgress& progress);
    void finish(const StageFinished& stage);
    /// The run is over: what still ran was stopped, or failed.
    void end(State state);

    int stage_count() const { return static_cast<int>(stages_.size()); }
    int done_count() const;
    State state(const std::string& stage) const;
    /// "610 of 1,000 steps", "1.3 s".
    QString text(const std::string& stage) const;
    /// Share of the stages' work that is done: each stage counts the same, 0..1.
    double overall_share() const;

private:
    enum Column { name_column, progress_column, rate_column, time_column, columns };
    struct Stage {
        QTreeWidgetItem* item = nullptr;
        QString unit;
        State state = State::waiting;
        double share = 0;
    };
    Stage& stage(const std::string& name);
    QTreeWidgetItem* group(const QString& path);
    void set_state(Stage& stage, State state);
    void show_groups();

    QTreeWidget* tree_;
    std::map<std::string, Stage> stages_;
    std::map<QString, QTreeWidgetItem*> groups_;
};

} // namespace whydah
