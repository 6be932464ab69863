#pragma once

#include "records/events.h"

#include <QWidget>

#include <array>
#include <map>
#include <string>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace whydah {

class ElidedLabel;

/// The stages of a run, with seeds as groups: what is done and how long it took, what runs and how long it will, what
/// is to come.
class StageList : public QWidget {
    Q_OBJECT
public:
    enum class State { waiting, running, done, stopped, failed, paused };
    static constexpr int share_role = Qt::UserRole + 1; ///< 0..1, negative: a running stage without total
    static constexpr int state_role = Qt::UserRole + 2;
    static constexpr int shorter_role = Qt::UserRole + 8; ///< QStringList: what to write where the text has no room

    explicit StageList(QWidget* parent = nullptr);

    void clear();
    /// Beside the title: "run 12:34 left · 412 MiB · cpu, 2 threads".
    void show_facts(const QString& text);
    QString facts() const;
    /// Where a tab above says already what it is.
    void hide_title();
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
    /// The stage's speed has a column of its own where there is room for it beside the progress, else it is in the tip.
    bool shows_speed() const;
    /// What is shown instead of the stages; empty while there are any.
    void set_hint(const QString& text); ///< in the place of stages
    QString hint() const;

private:
    enum Column { name_column, progress_column, rate_column, time_column, columns };
    /// The stages beneath it, groups in groups included.
    struct Group {
        QTreeWidgetItem* item = nullptr;
        Group* parent = nullptr;
        std::array<int, 6> counts{}; ///< stages in each state
        State state() const;
    };
    struct Stage {
        QTreeWidgetItem* item = nullptr;
        Group* group = nullptr;
        QString unit;
        State state = State::waiting;
    };
    Stage& stage(const std::string& name);
    Group* group(const QString& path);
    void set_state(Stage& stage, State state);
    void show_hint();
    void resizeEvent(QResizeEvent* event) override;
    void share_width();

    QTreeWidget* tree_;
    int name_width_ = 0, speed_width_ = 0; ///< of their columns, also while that of the speed is hidden
    QLabel* hint_;
    QWidget* heading_; ///< title and facts
    ElidedLabel* facts_;
    std::map<std::string, Stage> stages_;
    std::map<QString, Group> groups_;
};

} // namespace whydah
