#pragma once

#include "app/core_library.h"
#include "app/dataset_opener.h"
#include "app/projection_session.h"
#include "app/run_progress.h"
#include "app/run_session.h"
#include "app/thumbnail_loader.h"

#include <QMainWindow>

class QStackedWidget;

namespace whydah {

class ErrorStrip;
class RunStatus;
class StartPage;
class WindowActions;
class Workbench;

/// The window: joins what is asked (menus, doors, form) with the jobs that do it and the page that shows it.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// @param core tests give one of their own
    explicit MainWindow(CoreLoader core = core_api);

    /// A data set, a run folder or an options file.
    void open(const QString& path);
    void open_sample();
    /// Also an options file that is not called .json.
    void open_options(const QString& file);
    void run();

    Workbench& workbench() { return *workbench_; }
    RunSession& session() { return session_; }
    ProjectionSession& projections() { return projections_; }
    ErrorStrip& errors() { return *errors_; }
    RunStatus& status() { return *status_; }
    WindowActions& actions() { return *actions_; }
    bool shows_start_page() const;

Q_SIGNALS:
    void opened(); ///< what was asked to be opened is shown
    void failed(); ///< what was asked last could not be done
    void run_ended();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void connect_actions();
    void connect_jobs();
    void connect_workbench();
    void run_with(std::int64_t seeds);
    void pause_or_resume();
    void save_options_to(const QString& file);
    void save_pictures_to(const QString& folder);

    void show_opened(const Opened& opened);
    void show_failure(const Error& error);
    void end_run();
    void show_progress(const EventBatch& batch);
    void show_header();
    void show_idle(const QString& text);
    void show_state();
    void show_counts();
    void refresh_recent();

    CoreLoader core_;
    WindowActions* actions_;
    ErrorStrip* errors_;
    QStackedWidget* pages_;
    StartPage* start_;
    Workbench* workbench_;
    RunStatus* status_;
    RunProgress progress_;
    bool closing_ = false;
    DatasetOpener opener_;
    ThumbnailLoader thumbnails_;
    RunSession session_;
    ProjectionSession projections_;
};

} // namespace whydah
