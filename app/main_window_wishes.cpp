#include "app/main_window.h"

#include "app/recent_datasets.h"
#include "app/resource_folder.h"
#include "app/window_actions.h"
#include "app/workbench.h"
#include "widgets/options_form.h"

#include <QAction>
#include <QFileInfo>

#include <functional>
#include <utility>

namespace whydah {

bool MainWindow::refuse_while_running(const QString& wish) {
    if (!session_.busy()) return false;
    show_failure(Error({.what = "a run is going on, and its results belong to the data that is shown",
                        .where = wish.toStdString(),
                        .mend = "stop the run (Shift+F5) or wait for its end, then open this again"}));
    return true;
}

void MainWindow::open(const QString& path) {
    if (refuse_while_running(path)) return;
    form_at_opening_ = workbench_->form()->options();
    opener_.open_path(path, own_.for_data(path.toStdString()));
}

void MainWindow::open_options(const QString& file) {
    if (refuse_while_running(file)) return;
    form_at_opening_ = workbench_->form()->options();
    opener_.open_options_file(file);
}

void MainWindow::open_sample() {
    try {
        open_options(QString::fromStdString(sample_options_file().string()));
    } catch (const Error& error) {
        show_failure(error);
    }
}

void MainWindow::open_recent(const QString& path, bool is_run) {
    if (is_run) return open(path);
    if (refuse_while_running(path)) return;
    form_at_opening_ = workbench_->form()->options();
    opener_.open_data(RecentDatasets::options_for(path));
}

void MainWindow::run() {
    if (!actions_->run->isEnabled()) return;
    if (session_.busy() || queue_.busy()) return offer_to_queue();
    opener_.stop(); // a split that is being made anew: the run makes it itself
    remember();
    session_.start(workbench_->form()->options(), workbench_->dataset().name);
}

void MainWindow::run_once_opened() {
    once_opened([this] { run(); });
}

void MainWindow::once_opened(std::function<void()> then) {
    auto* armed = new QObject(this);
    const auto disarm = [armed] {
        armed->disconnect();
        armed->deleteLater();
    };
    connect(this, &MainWindow::failed, armed, disarm);
    connect(this, &MainWindow::opened, armed, [this, armed, disarm, then = std::move(then)] {
        const auto kept = then; // this one goes with its connection
        disconnect(this, nullptr, armed, nullptr);
        disarm();
        kept();
    });
}

void MainWindow::compare_with(const QStringList& folders) { comparisons_.compare_with(folders); }

void MainWindow::run_with(std::int64_t seeds) {
    workbench_->form()->edit(QStringLiteral("seeds"), QString::number(seeds));
    run();
}

void MainWindow::stop() {
    if (session_.busy()) return session_.stop();
    opener_.opening() ? opener_.stop() : queue_.stop();
}

void MainWindow::pause_or_resume() {
    if (session_.busy()) return session_.state() == JobRunner::State::running ? session_.pause() : session_.resume();
    queue_.state() == JobRunner::State::running ? queue_.pause() : queue_.resume();
}

void MainWindow::take_edit(const QString& name, const QString& group) {
    OptionsForm& form = *workbench_->form();
    own_.edited(form.options());
    const ExperimentOptions options = form.options();
    const bool other_data = options.data.data != workbench_->dataset().source;
    if (name == u"bands" || name == u"many_above" || name == u"few_below") {
        workbench_->show_rule(session_.record());
        comparisons_.set_rule(options.run.band_rule());
    }
    if (name == u"data" && other_data && refuse_while_running(QString::fromStdString(options.data.data)))
        return form.edit(QStringLiteral("data"), QString::fromStdString(workbench_->dataset().source));
    // During a run another split is the next run's, and what is being opened takes all edits along when it is shown.
    const bool of_shown_data = !session_.busy() && !other_data && !opener_.opening_other();
    if (form.is_valid() && !options.data.data.empty()) {
        if (name == u"data" && other_data) {
            form_at_opening_ = options;
            opener_.open_soon(own_.for_data(options.data.data), Opened::Kind::data);
        } else if ((group == u"Data" || group == u"Split" || name == u"seed") && of_shown_data) {
            opener_.open_soon(options, Opened::Kind::again);
        }
    }
    show_state();
}

void MainWindow::save_options_to(const QString& file) {
    if (saver_.busy()) {
        QTimer::singleShot(50, this, [this, file] { save_options_to(file); });
        return;
    }
    saver_.start(
        "Saving options",
        [core = core_, file, options = workbench_->form()->options()](const JobControl&, const Report&) {
            core().write_file_safely(file.toStdString(), core().options_to_json(options));
            return file;
        },
        [this](const QString& written) { show_idle(tr("Options kept in %1").arg(written)); });
}

void MainWindow::save_pictures_to(const QString& folder) {
    if (!pictures_.can_draw())
        return show_failure(Error({.what = "pictures cannot be drawn here",
                                   .where = folder.toStdString(),
                                   .mend = "use whydah --report FOLDER"}));
    pictures_.draw(QString::fromStdString(session_.record().options.run.out), folder);
    show_idle(tr("Drawing pictures"));
}

/// The shown data set with the options of the form, for the list of recent ones.
void MainWindow::remember() {
    const std::string& source = workbench_->dataset().source;
    const ExperimentOptions options = workbench_->form()->options();
    if (source.empty() || options.data.data != source) return;
    RecentDatasets::add_data(QString::fromStdString(source), options);
    refresh_recent();
}

} // namespace whydah
