#include "app/main_window.h"

#include "app/view_tabs.h"
#include "app/window_actions.h"
#include "app/window_dialogs.h"
#include "app/workbench.h"
#include "widgets/compare_view.h"
#include "widgets/error_strip.h"
#include "widgets/number_text.h"
#include "widgets/options_form.h"
#include "widgets/runs_view.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>

namespace whydah {

void MainWindow::connect_reports() {
    connect(actions_->save_report, &QAction::triggered, this, [this] { ask_report(report_order()); });
    connect(workbench_->compare(), &CompareView::report_asked, this, [this] { ask_report(comparison_order()); });
    connect(workbench_->runs(), &RunsView::report_asked, this, [this](const QStringList& folders) {
        ask_report({.runs = folders, .file = {}, .against = {}, .bands = {}});
    });
    connect(&comparisons_, &ComparisonSession::compared, this, &MainWindow::show_state);
    connect(&pictures_, &PictureProcess::written, this, [this](const QString& file, const QStringList& left_out) {
        show_idle(tr("Report kept in %1").arg(QDir::toNativeSeparators(file)));
        if (left_out.isEmpty()) return;
        const QString runs = count_text(left_out.size(), tr("run"));
        errors_->show_error(Error({.what = tr("the report is without %1 that cannot be read: %2")
                                               .arg(runs, left_out.join(QStringLiteral("; ")))
                                               .toStdString(),
                                   .where = file.toStdString(),
                                   .mend = "the others are in it; see the named folders"}));
    });
}

ReportOrder MainWindow::comparison_order() const {
    ReportOrder order{.runs = comparisons_.folders(),
                      .file = {},
                      .against = {},
                      .bands = bands_text(workbench_->form()->options().run.band_rule())};
    if (const auto& reference = comparisons_.wish().reference) order.against = against_text(*reference);
    return order;
}

ReportOrder MainWindow::report_order() const {
    ReportOrder order = comparison_order();
    const bool shown = !session_.record().results.empty() && !session_.busy();
    if (!shown || (workbench_->views()->front_view() == tr("Compare") && !order.runs.isEmpty())) return order;
    order.runs = {QString::fromStdString(session_.record().options.run.out)};
    order.against.clear();
    return order;
}

void MainWindow::ask_report(ReportOrder order) {
    if (order.runs.isEmpty()) return;
    const QString first = QFileInfo(order.runs.front()).fileName();
    const QString more =
        order.runs.size() > 1 ? tr(" and %1").arg(count_text(order.runs.size() - 1, tr("other"))) : QString();
    ask_file_to_save(
        this, tr("Save a report of %1%2").arg(first, more), tr("HTML (*.html);;PDF (*.pdf)"),
        [this, order](const QString& file) mutable {
            order.file = file;
            save_report(order);
        },
        tr("Report of %1%2").arg(first, more));
}

void MainWindow::save_report(const ReportOrder& order) {
    if (!pictures_.can_draw())
        return show_failure(Error({.what = "reports cannot be written here",
                                   .where = order.file.toStdString(),
                                   .mend = "use whydah --report-file FILE RUN"}));
    pictures_.write(order);
    show_idle(tr("Writing the report"));
}

} // namespace whydah
