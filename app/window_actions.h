#pragma once

#include "app/job_runner.h"
#include "app/recent_datasets.h"

#include <QObject>

class QAction;
class QActionGroup;
class QLabel;
class QMainWindow;
class QMenu;
class QMenuBar;
class QToolBar;
class QWidget;

namespace whydah {

class ElidedLabel;

/// Everything that can be done from menus and the tool bar, with its keys.
class WindowActions : public QObject {
    Q_OBJECT
public:
    explicit WindowActions(QMainWindow* window);

    QAction *open_folder, *open_file, *open_sample, *open_run, *compare_run, *workspace, *open_options, *save_options,
        *save_pictures, *save_report, *export_lists, *quit;
    QAction *run, *run_one_seed, *run_three_seeds, *copy_command, *pause, *stop;
    QAction *search, *find, *log, *help, *about, *back, *forward, *reset_layout, *start_page, *larger, *smaller, *usual_size;
    QMenu* recent;

    /// What can be done now. @param ready there is data and the options are right; `why` not, if not
    void show_state(JobRunner::State state, bool ready, const QString& why, bool has_results);
    /// "caltech101 · 101 classes · 2,896 train · imbalance 386" in the tool bar.
    void show_header(const QString& name, const QString& facts);
    /// Something is being opened, which can be stopped as well.
    void allow_stop();
    void show_recent(const QList<Recent>& recent);
    void fill_views(const QStringList& names);
    /// Panels that can be opened and closed; the last one is the log. @return an action each
    QList<QAction*> fill_panels(const QStringList& titles);
    /// The menu of what can be done with kept runs.
    void fill_runs(const QList<QAction*>& actions);
    /// Of the options: in the experiment's menu.
    void fill_history(const QList<QAction*>& actions);
    /// Beneath the experiment's own actions.
    void fill_queue(const QList<QAction*>& actions);

Q_SIGNALS:
    void recent_asked(const QString& path, bool is_run);
    void recent_cleared();
    void view_asked(const QString& name);

private:
    QAction* action(const QString& text, const QString& icon, const QKeySequence& keys, const QString& tip = {});
    void make_actions();
    void fill_menus(QMenuBar* bar);
    void fill_tool_bar(QToolBar* bar);
    void fill_header();
    QMenu* theme_menu(QWidget* parent);

    QMainWindow* window_;
    QMenu *views_, *runs_, *queue_, *panels_, *experiment_;
    QWidget* header_;
    ElidedLabel* header_name_;
    QLabel* header_facts_;
};

} // namespace whydah
