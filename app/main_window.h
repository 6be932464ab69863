#pragma once

#include "app/carving_session.h"
#include "app/comparison_session.h"
#include "app/core_library.h"
#include "app/dataset_opener.h"
#include "app/dynamics_export.h"
#include "app/image_session.h"
#include "app/own_options.h"
#include "app/picture_process.h"
#include "app/projection_session.h"
#include "app/run_library.h"
#include "app/run_progress.h"
#include "app/run_queue.h"
#include "app/run_session.h"
#include "app/thumbnail_loader.h"

#include <QElapsedTimer>
#include <QMainWindow>

#include <functional>

class QStackedWidget;

namespace whydah {

class CommandPalette;
class ErrorStrip;
class HelpWindow;
struct PresetRun;
class RunStatus;
class StartPage;
class WindowActions;
class Workbench;

/// The window: joins what is asked (menus, doors, form) with the jobs that do it and the page that shows it.
/// main_window.cpp makes it and shows what comes, main_window_wishes.cpp does what is asked, main_window_finding.cpp
/// finds help, actions and classes, main_window_start.cpp is what the start page asks, main_window_runs.cpp keeps the list of
/// runs, main_window_queue.cpp the queue of experiments, main_window_report.cpp writes reports, main_window_layout.cpp is
/// where panels stand, main_window_links.cpp connects them.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// @param core tests give one of their own
    /// @param program whydah itself, which draws the pictures of runs; empty: no pictures are drawn
    explicit MainWindow(CoreLoader core = core_api, const QString& program = {});

    /// A data set, a run folder or an options file. Refused while a run goes on: its results belong to its data.
    void open(const QString& path);
    void open_sample();
    /// Also an options file that is not called .json.
    void open_options(const QString& file);
    /// A data set with the options that it was last used with, or a run.
    void open_recent(const QString& path, bool is_run);
    /// Now; if something runs, it offers to queue it.
    void run();
    /// The experiment of the form, after those that wait.
    void enqueue();
    /// As soon as what is asked next is open; never if that fails.
    void run_once_opened();
    /// Holds these run folders against the run that is open, in the Compare tab.
    void compare_with(const QStringList& folders);
    /// The same for runs of the workspace, and no others; the first one is opened where none is.
    void compare_kept_runs(const QStringList& folders);

    /// Both go on beside the window, which says when they are done.
    void save_options_to(const QString& file);
    void save_pictures_to(const QString& folder);
    /// What a report would tell of now: the runs of Compare while that is in front, else the run that is shown.
    ReportOrder report_order() const;
    ReportOrder comparison_order() const; ///< the runs of Compare
    void save_report(const ReportOrder& order);

    /// Where runs are kept and listed. @param remember also the next time
    void set_workspace(const QString& folder, bool remember);
    /// "Accuracy": its tab comes to the front. The runs are there also before a data set is open.
    void show_view(const QString& name);

    /// Window and panels as they were when the last window was closed; what cannot be read gives the usual places.
    /// @param with_window its size and place too   @return whether these are those of last time
    bool restore_layout(bool with_window);

    /// "statistics": the help window comes to the front with it.
    void show_help_page(const QString& page);
    HelpWindow* help() const { return help_; }           ///< null before it was asked for
    CommandPalette* palette() const { return palette_; } ///< likewise

    Workbench& workbench() { return *workbench_; }
    RunSession& session() { return session_; }
    RunLibrary& library() { return library_; }
    RunQueue& queue() { return queue_; }
    ProjectionSession& projections() { return projections_; }
    DynamicsExport& dynamics_export() { return dynamics_export_; }
    ComparisonSession& comparisons() { return comparisons_; }
    CarvingSession& carving() { return carving_; }
    ErrorStrip& errors() { return *errors_; }
    RunStatus& status() { return *status_; }
    WindowActions& actions() { return *actions_; }
    StartPage& start_page() { return *start_; }
    ImageSession& images() { return images_; }
    PictureProcess& pictures() { return pictures_; }
    bool shows_start_page() const;

Q_SIGNALS:
    void opened(); ///< what was asked to be opened is shown
    void failed(); ///< what was asked last could not be done
    void run_ended();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void connect_actions();
    void connect_doors();
    void connect_opener();
    void connect_session();
    void connect_runs();
    void connect_workbench();
    void connect_dynamics();
    void connect_comparisons();
    void connect_carving();
    void connect_queue();
    void connect_images();
    void connect_reports();
    void ask_report(ReportOrder order);
    void connect_layout();
    void keep_layout() const;

    bool refuse_while_running(const QString& wish);
    void run_with(std::int64_t seeds);
    void stop();
    void pause_or_resume();
    void name_help_pages();
    void show_help();
    void show_palette();
    void take_edit(const QString& name, const QString& group);
    void remember();

    void show_opened(Opened& opened);
    void show_opened_run(Opened& opened);
    void show_images(Opened& opened);
    void show_failure(const Error& error);
    void end_run();
    void show_progress(const EventBatch& batch);
    void show_dataset_facts();
    void show_idle(const QString& text);
    void show_state();
    void show_counts();
    void refresh_recent();
    void show_start_page();
    void tell_of_missing_workspace();
    /// What is being opened; nothing if that fails.
    void once_opened(std::function<void()> then);
    void open_preset(const PresetRun& run, const QString& path);
    void enqueue_preset(const std::vector<PresetRun>& runs, const QString& path);
    void list_run(const QString& folder);

    void offer_to_queue();
    void show_queue();
    void show_queue_trace(qint64 id);
    void show_queue_progress();
    void show_run_facts();
    void recall_training_view();
    void take_queued(qint64 id, const EventBatch& batch);
    void show_queued(qint64 id);
    void end_queued(qint64 id);
    void close_once_done();

    CoreLoader core_;
    WindowActions* actions_;
    ErrorStrip* errors_;
    QStackedWidget* pages_;
    StartPage* start_;
    Workbench* workbench_;
    RunStatus* status_;
    HelpWindow* help_ = nullptr;
    CommandPalette* palette_ = nullptr;
    RunProgress progress_;
    OwnOptions own_;
    ExperimentOptions form_at_opening_; ///< what the user changes afterwards is carried over
    bool closing_ = false;
    qint64 followed_ = 0; ///< queued run that the views show while it goes on; 0: none
    QString missing_workspace_; ///< that was told of
    QElapsedTimer said_;   ///< since a message was shown
    DatasetOpener opener_;
    ThumbnailLoader thumbnails_;
    RunSession session_;
    RunQueue queue_;
    RunLibrary library_;
    ProjectionSession projections_;
    DynamicsExport dynamics_export_;
    ThumbnailLoader hover_pictures_;
    ComparisonSession comparisons_;
    CarvingSession carving_;
    ImageSession images_;
    JobRunner saver_;
    PictureProcess pictures_;
};

} // namespace whydah
