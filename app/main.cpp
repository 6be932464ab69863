#include "app/class_selection.h"
#include "app/dataset_match.h"
#include "app/main_window.h"
#include "app/named_views.h"
#include "app/report.h"
#include "app/report_file.h"
#include "app/startup_time.h"
#include "app/window_command.h"
#include "app/workbench.h"
#include "widgets/opengl_support.h"
#include "widgets/options_form.h"

#include <QApplication>
#include <QIcon>
#include <QScreen>
#include <QTimer>

#include <clocale>
#include <cstdio>
#include <functional>
#include <memory>
#include <utility>

namespace {

using namespace whydah;

/// Brings the asked tab and class to the front. @return whether there is such a class
bool show_asked(MainWindow& window, const WindowCommand& command) {
    if (const auto views = named_views(window); const NamedView* view = find_view(views, command.view)) view->show();
    if (command.select.isEmpty()) return true;
    const int label = label_of(window.workbench().dataset(), command.select.toStdString());
    if (label < 0) std::fprintf(stderr, "whydah: there is no class '%s'\n", qUtf8Printable(command.select));
    window.workbench().selection().select(label);
    return label >= 0;
}

/// Once what was asked is done; what is opened afterwards is shown as always.
void when_done(MainWindow& window, const WindowCommand& command, std::function<void()> then) {
    const bool opens = command.sample || !command.path.isEmpty() || !command.options.isEmpty();
    if (!opens) return then();
    auto once = std::make_shared<std::function<void()>>(std::move(then));
    const auto call = [once] {
        if (*once) std::exchange(*once, nullptr)();
    };
    QObject::connect(&window, &MainWindow::failed, &window, call);
    if (command.run)
        QObject::connect(&window, &MainWindow::run_ended, &window, call);
    else
        QObject::connect(&window, &MainWindow::opened, &window, call);
}

/// Once the list of runs was read, if that is what is to be seen.
void when_listed(MainWindow& window, const WindowCommand& command, std::function<void()> then) {
    if (command.view != QStringLiteral("Runs") || window.library().is_read()) return then();
    auto* once = new QObject(&window);
    QObject::connect(&window.library(), &RunLibrary::changed, once, [&window, once, then = std::move(then)] {
        if (!window.library().is_read()) return;
        QObject::disconnect(&window.library(), nullptr, once, nullptr);
        QTimer::singleShot(0, &window, then);
        once->deleteLater();
    });
}

/// Adds the runs that are to be compared; `then` once their comparison is shown.
void compare(MainWindow& window, const WindowCommand& command, std::function<void()> then) {
    if (command.compare.isEmpty()) return then();
    QObject::connect(&window.comparisons(), &ComparisonSession::compared, &window, std::move(then),
                     Qt::SingleShotConnection);
    window.compare_with(command.compare);
}

/// Keeps a picture, with a moment for thumbnails and animations.
void photograph(MainWindow& window, const WindowCommand& command) {
    const bool done = show_asked(window, command);
    when_listed(window, command, [&window, command, done] {
        QTimer::singleShot(1200, &window, [&window, command, done] {
            QApplication::exit(window.grab().save(command.screenshot) && done ? 0 : 1);
        });
    });
}

void obey(MainWindow& window, const WindowCommand& command) {
    if (command.run) window.run_once_opened();
    when_done(window, command, [&window, command] {
        compare(window, command, [&window, command] {
            command.screenshot.isEmpty() ? static_cast<void>(show_asked(window, command)) : photograph(window, command);
        });
    });
    if (!command.backbone.isEmpty()) window.workbench().form()->edit("backbone", command.backbone);
    if (command.sample) return window.open_sample();
    if (!command.options.isEmpty()) return window.open_options(command.options);
    if (!command.path.isEmpty()) window.open(command.path);
}

bool has_display() {
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

} // namespace

int main(int argc, char** argv) {
    QApplication::setApplicationName(QStringLiteral("whydah"));
    QApplication::setOrganizationName(QStringLiteral("whydah"));
    QApplication::setApplicationVersion(QStringLiteral(WHYDAH_VERSION));
    QStringList arguments;
    for (int i = 0; i < argc; ++i) arguments << QString::fromLocal8Bit(argv[i]);
    int exit_code = 0;
    const auto command = parse_window_command(arguments, exit_code);
    if (!command) return exit_code;
    if (!command->report.isEmpty() || !command->report_file.runs.isEmpty()) qputenv("QT_QPA_PLATFORM", "offscreen");
    if (!has_display()) {
        std::fputs("whydah: there is no display for the window; use whydah-run, or whydah --report FOLDER\n", stderr);
        return 2;
    }
    prepare_for_opengl();
    QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C"); // Qt takes the user's; files have decimal points everywhere
    set_up_looks();
    if (!command->report.isEmpty()) return write_report(command->report, command->report_to);
    if (!command->report_file.runs.isEmpty()) return write_report_file(command->report_file);
    if (command->theme) apply_theme(*command->theme, false);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/whydah/icons/whydah.svg")));
    MainWindow window(core_api, QApplication::applicationFilePath());
    if (!command->workspace.isEmpty()) window.set_workspace(command->workspace, false);
    if (command->size.isValid()) window.resize(command->size);
    if (!command->view.isEmpty())
        if (const auto views = named_views(window); !find_view(views, command->view)) {
            std::fputs(qUtf8Printable(unknown_view_text(views, command->view)), stderr);
            return 2;
        }
    if (command->startup_time) tell_startup_time(window);
    const bool given_size = command->size.isValid() || !command->screenshot.isEmpty();
    const bool placed = command->screenshot.isEmpty() && window.restore_layout(!given_size);
    given_size || placed || fits_on_screen(window.size(), window.screen()->availableSize()) ? window.show() : window.showMaximized();
    obey(window, *command);
    return QApplication::exec();
}
