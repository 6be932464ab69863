#pragma once

#include "app/report_order.h"
#include "app/theme.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace whydah {

/// What was asked of `whydah` on the command line.
struct WindowCommand {
    QString path;      ///< data set, run folder or options file to open
    QString report;    ///< run folder whose pictures are to be drawn, without a window
    QString report_to; ///< folder for them, if not the run's own
    ReportOrder report_file; ///< HTML or PDF file that tells of runs, without a window; none if it has no runs
    QString options;   ///< options file
    QString backbone;  ///< for the data set in `path`
    QString workspace; ///< folder of the runs, for this time
    bool sample = false, run = false;
    bool startup_time = false; ///< say how long it took until the window was there, and quit
    QString screenshot, view;  ///< picture of the window once all is done, with this view in front
    QString select;            ///< class to be selected, by its label or name
    QStringList compare; ///< run folders to hold against the run that is opened
    QSize size;
    std::optional<Theme> theme;
};

/// Is there room on the screen for a window with its frame? Else it is maximised: the status line is at its foot.
bool fits_on_screen(const QSize& window, const QSize& room);

/// @return nothing if help or the version was printed, or the line is wrong: `exit_code` says which
std::optional<WindowCommand> parse_window_command(const QStringList& arguments, int& exit_code);

} // namespace whydah
