#include "app/window_actions.h"

#include "app/theme.h"
#include "app/tinted_icon.h"
#include "widgets/elided_label.h"
#include "widgets/frame_colours.h"
#include "widgets/plain_text.h"

#include <QAction>
#include <QActionGroup>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include <utility>

namespace whydah {

WindowActions::WindowActions(QMainWindow* window)
    : QObject(window),
      recent(new QMenu(tr("Recent"), window)),
      window_(window),
      views_(nullptr),
      runs_(nullptr),
      queue_(nullptr),
      panels_(nullptr),
      experiment_(nullptr),
      header_(new QWidget(window)),
      header_name_(new ElidedLabel(header_)),
      header_facts_(muted_label({}, header_)) {
    make_actions();
    fill_menus(window->menuBar());
    auto* bar = window->addToolBar(tr("Tools"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    fill_tool_bar(bar);
    show_recent({});
}

QAction* WindowActions::action(const QString& text, const QString& icon, const QKeySequence& keys, const QString& tip) {
    auto* made = new QAction(text, window_);
    if (!icon.isEmpty()) made->setIcon(tinted_icon(icon));
    made->setShortcut(keys);
    const QString key = keys.toString(QKeySequence::NativeText);
    QString plain = tip.isEmpty() ? text : tip;
    plain.remove(QStringLiteral("…")).remove(u'&');
    made->setToolTip(key.isEmpty() ? plain : QStringLiteral("%1 (%2)").arg(plain, key));
    return made;
}

void WindowActions::make_actions() {
    open_folder = action(tr("Open &folder…"), QStringLiteral("document-open"), QKeySequence::Open,
                         tr("Open a folder of class folders, list files or IDX files"));
    open_file = action(tr("Open f&ile…"), {}, tr("Ctrl+Shift+O"), tr("Open a feature table, a list or an IDX file"));
    open_sample = action(tr("&Sample"), QStringLiteral("whydah-sample"), tr("Ctrl+G"), tr("Open the built-in sample"));
    open_run = action(tr("&Reopen a run…"), {}, tr("Ctrl+R"), tr("Open the folder of a run with its results"));
    workspace = action(tr("&Workspace…"), {}, {}, tr("Choose the folder that runs are kept in and listed from"));
    compare_run = action(tr("Co&mpare with a run…"), {}, tr("Ctrl+Shift+R"),
                         tr("Hold a run that was kept against the one that is open"));
    open_options = action(tr("&Load options…"), {}, {}, tr("Open what an options file describes"));
    save_options = action(tr("S&ave options…"), {}, QKeySequence::Save, tr("Keep the options of the form in a file"));
    save_pictures = action(tr("Save &pictures…"), {}, tr("Ctrl+P"), tr("Draw the figures of the run into a folder"));
    save_report = action(tr("Sa&ve report…"), {}, tr("Ctrl+Shift+P"),
                         tr("Write a report of the run that is shown, or of the runs in Compare while that is in front"));
    export_lists = action(tr("&Export lists…"), {}, tr("Ctrl+Shift+L"),
                          tr("Write the carving that is shown as train.txt, val.txt and test.txt for other codebases"));
    quit = action(tr("&Quit"), {}, QKeySequence::Quit, tr("Close Whydah; what runs is stopped and kept"));
    run = action(tr("&Run"), QStringLiteral("media-playback-start"), tr("F5"), tr("Run the experiment"));
    run_one_seed = action(tr("Run with &one seed"), {}, tr("Ctrl+F5"), tr("Set the seeds to one, and run"));
    run_three_seeds = action(tr("Run with &three seeds"), {}, tr("Ctrl+Shift+F5"), tr("Set the seeds to three, and run"));
    copy_command = action(tr("&Copy as a command"), {}, tr("Ctrl+Shift+C"),
                          tr("Copy the whydah-run command that gives the same numbers"));
    pause = action(tr("&Pause"), QStringLiteral("media-playback-pause"), tr("F6"));
    stop = action(tr("S&top"), QStringLiteral("media-playback-stop"), tr("Shift+F5"),
                  tr("Stop; what is finished is kept"));
    search = action(tr("&Search classes"), {}, QKeySequence::Find, tr("Find classes by their names or by conditions"));
    find =
        action(tr("Find &anything…"), {}, tr("Ctrl+K"), tr("Find an action, a class or a run by a part of its name"));
    back = action(tr("&Back"), {}, tr("Alt+Left"), tr("Select the classes that were selected before"));
    forward = action(tr("&Forward"), {}, tr("Alt+Right"), tr("Select the classes that were gone back from"));
    start_page = action(tr("Sta&rt page"), {}, tr("Alt+Home"), tr("The sample, the paper's experiments, and what was open"));
    for (QAction* step : {back, forward}) step->setEnabled(false);
    log = action(tr("&Log"), {}, tr("Ctrl+L"), tr("Open or close the log"));
    log->setCheckable(true);
    reset_layout = action(tr("&Reset the layout"), {}, {}, tr("Put all panels back to their usual places"));
    larger = action(tr("&Larger"), {}, QKeySequence::ZoomIn, tr("Larger text"));
    smaller = action(tr("&Smaller"), {}, QKeySequence::ZoomOut, tr("Smaller text"));
    usual_size = action(tr("&Usual"), {}, tr("Ctrl+0"), tr("Text of the usual size"));
    larger->setShortcuts({QKeySequence(QKeySequence::ZoomIn), tr("Ctrl+=")}); // one key less
    help = action(tr("&Help"), {}, QKeySequence::HelpContents, tr("The help page of what is in front"));
    about = action(tr("&About Whydah"), {}, {}, tr("Version, paper and licences"));
}

QMenu* WindowActions::theme_menu(QWidget* parent) {
    auto* menu = new QMenu(tr("&Theme"), parent);
    auto* group = new QActionGroup(menu);
    const std::pair<Theme, QString> themes[] = {
        {Theme::system, tr("As the &desktop")}, {Theme::light, tr("&Light")}, {Theme::dark, tr("&Dark")}};
    for (const auto& [theme, text] : themes) {
        QAction* choice = menu->addAction(text);
        choice->setToolTip(theme == Theme::system ? tr("Light or dark, as the desktop has it")
                                                  : tr("Whatever the desktop has"));
        choice->setCheckable(true);
        choice->setChecked(theme == current_theme());
        group->addAction(choice);
        connect(choice, &QAction::triggered, this, [theme = theme] { apply_theme(theme, true); });
    }
    return menu;
}

void WindowActions::fill_menus(QMenuBar* bar) {
    auto* file = bar->addMenu(tr("&File"));
    file->addActions({open_folder, open_file, open_sample, open_run, compare_run});
    file->addMenu(recent);
    file->addAction(workspace);
    file->addSeparator();
    file->addActions({open_options, save_options, save_pictures, save_report, export_lists});
    file->addSeparator();
    file->addAction(quit);
    auto* experiment = experiment_ = bar->addMenu(tr("&Experiment"));
    experiment->addActions({run, run_one_seed, run_three_seeds, pause, stop});
    experiment->addSeparator();
    experiment->addAction(copy_command);
    queue_ = experiment->addMenu(tr("&Queue"));
    runs_ = bar->addMenu(tr("&Runs"));
    views_ = bar->addMenu(tr("&View"));
    views_->addSeparator();
    views_->addActions({start_page, find, search, back, forward});
    views_->addSeparator();
    panels_ = views_->addMenu(tr("&Panels"));
    views_->addMenu(theme_menu(views_));
    views_->addMenu(tr("F&ont size"))->addActions({larger, smaller, usual_size});
    bar->addMenu(tr("&Help"))->addActions({help, about});
    for (QMenu* menu : bar->findChildren<QMenu*>() + window_->findChildren<QMenu*>()) menu->setToolTipsVisible(true);
}

void WindowActions::fill_tool_bar(QToolBar* bar) {
    const auto drop_down = [&](QAction* main, QList<QAction*> others) {
        bar->addAction(main);
        auto* button = static_cast<QToolButton*>(bar->widgetForAction(main));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        auto* menu = new QMenu(button);
        menu->addActions(others);
        button->setMenu(menu);
        button->setPopupMode(QToolButton::MenuButtonPopup);
        return menu;
    };
    const auto plain = [&](QAction* added, Qt::ToolButtonStyle style) {
        bar->addAction(added);
        static_cast<QToolButton*>(bar->widgetForAction(added))->setToolButtonStyle(style);
    };
    bar->setIconSize({16, 16});
    open_folder->setIconText(tr("Open"));
    auto* open_menu = drop_down(open_folder, {open_folder, open_file, open_sample, open_run});
    open_menu->addMenu(recent);
    plain(open_sample, Qt::ToolButtonTextBesideIcon);
    fill_header();
    bar->addWidget(header_);
    drop_down(run, {run_one_seed, run_three_seeds, copy_command});
    plain(pause, Qt::ToolButtonIconOnly);
    plain(stop, Qt::ToolButtonIconOnly);
}

/// In the middle of the tool bar; where there is little room the name gives way.
void WindowActions::fill_header() {
    QFont strong = header_name_->font();
    strong.setBold(true);
    header_name_->setFont(strong);
    header_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* line = new QHBoxLayout(header_);
    line->setContentsMargins(8, 0, 8, 0);
    line->setSpacing(10);
    line->addStretch(1);
    line->addWidget(header_name_);
    line->addWidget(header_facts_);
    line->addStretch(1);
}

void WindowActions::show_state(JobRunner::State state, bool ready, const QString& why, bool has_results) {
    using State = JobRunner::State;
    const bool idle = state == State::idle, held = state == State::paused || state == State::pausing;
    for (QAction* start : {run, run_one_seed, run_three_seeds}) start->setEnabled(ready);
    export_lists->setEnabled(ready);
    run->setToolTip(!ready ? why : idle ? tr("Run the experiment (F5)") : tr("Queue the experiment: one runs already (F5)"));
    pause->setEnabled(state == State::running || held);
    pause->setText(held ? tr("Res&ume") : tr("&Pause"));
    pause->setIcon(tinted_icon(held ? QStringLiteral("media-playback-start") : QStringLiteral("media-playback-pause")));
    pause->setToolTip(held ? tr("Go on (F6)") : tr("Pause (F6)"));
    stop->setEnabled(state == State::running || held);
    save_pictures->setEnabled(has_results);
}

void WindowActions::show_header(const QString& name, const QString& facts) {
    header_name_->set_text(name);
    header_facts_->setText(facts);
}

void WindowActions::allow_stop() { stop->setEnabled(true); }

void WindowActions::show_recent(const QList<Recent>& entries) {
    recent->clear();
    recent->setEnabled(!entries.isEmpty());
    bool runs = false;
    for (const Recent& known : entries) {
        if (known.is_run && !std::exchange(runs, true)) recent->addSection(tr("Runs"));
        const QFileInfo info(known.path);
        QAction* entry = recent->addAction(info.fileName() + QStringLiteral("\t") + info.path());
        entry->setToolTip(plain_tip(known.path));
        connect(entry, &QAction::triggered, this, [this, known] { Q_EMIT recent_asked(known.path, known.is_run); });
    }
    recent->addSeparator();
    QAction* clear = recent->addAction(tr("Clear the list"));
    clear->setToolTip(tr("Forget these data sets and runs; they stay where they are"));
    connect(clear, &QAction::triggered, this, &WindowActions::recent_cleared);
}

void WindowActions::fill_runs(const QList<QAction*>& actions) { runs_->addActions(actions); }

void WindowActions::fill_history(const QList<QAction*>& actions) {
    experiment_->insertActions(copy_command, actions);
    experiment_->insertSeparator(copy_command);
}

void WindowActions::fill_queue(const QList<QAction*>& actions) { queue_->addActions(actions); }

QList<QAction*> WindowActions::fill_panels(const QStringList& titles) {
    QList<QAction*> made;
    for (int i = 0; i + 1 < titles.size(); ++i) {
        made << action(titles[i], {}, tr("Alt+%1").arg(i + 1), tr("Open or close the panel %1").arg(titles[i]));
        made.back()->setCheckable(true);
    }
    made << log;
    panels_->addActions(made);
    panels_->addSeparator();
    panels_->addAction(reset_layout);
    return made;
}

void WindowActions::fill_views(const QStringList& names) {
    QAction* first = views_->actions().value(0);
    for (int i = 0; i < names.size(); ++i) {
        QAction* entry = action(names[i], {}, tr("Ctrl+%1").arg(i + 1), tr("Show the view %1").arg(names[i]));
        views_->insertAction(first, entry);
        connect(entry, &QAction::triggered, this, [this, name = names[i]] { Q_EMIT view_asked(name); });
    }
}

} // namespace whydah
