#include "app/window_command.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

#include <cstdio>

namespace whydah {
namespace {

void print(std::FILE* to, const QString& text) { std::fputs(qUtf8Printable(text), to); }

void add_options(QCommandLineParser& parser) {
    parser.setApplicationDescription(QStringLiteral("Workbench for long-tailed recognition"));
    parser.addPositionalArgument(QStringLiteral("path"), QStringLiteral("Data set, run folder or options file (.json)"),
                                 QStringLiteral("[path]"));
    const QCommandLineOption options[] = {
        {QStringLiteral("sample"), QStringLiteral("Open the built-in sample")},
        {QStringLiteral("options"), QStringLiteral("Open what an options file describes"), QStringLiteral("file")},
        {QStringLiteral("backbone"), QStringLiteral("Network for images"), QStringLiteral("file")},
        {QStringLiteral("workspace"), QStringLiteral("Keep and list runs there, for this time"),
         QStringLiteral("folder")},
        {QStringLiteral("run"), QStringLiteral("Run the experiment once the data is open")},
        {QStringLiteral("report"), QStringLiteral("Draw the pictures of a run folder into it, without a window"),
         QStringLiteral("folder")},
        {QStringLiteral("report-file"),
         QStringLiteral("Write a report of these run folders as .html or .pdf, without a window"),
         QStringLiteral("file")},
        {QStringLiteral("against"), QStringLiteral("In a report file: test all methods against this one, as A:plain"),
         QStringLiteral("run:method")},
        {QStringLiteral("bands"),
         QStringLiteral("In a report file: decoupling, oltr, mislas, or many above and few below as 100/20"),
         QStringLiteral("rule")},
        {QStringLiteral("to"), QStringLiteral("Draw these pictures into another folder"), QStringLiteral("folder")},
        {QStringLiteral("theme"), QStringLiteral("system, light or dark, for this time"), QStringLiteral("name")},
        {QStringLiteral("size"), QStringLiteral("Of the window, as 1280x800"), QStringLiteral("WxH")},
        {QStringLiteral("screenshot"), QStringLiteral("Keep a picture of the window once all is done, and quit"),
         QStringLiteral("file")},
        {QStringLiteral("view"),
         QStringLiteral(
             "Bring this tab to the front: Distribution, Distribution/Carving, ..., Dynamics/3-D, Compare/Confusions"),
         QStringLiteral("name")},
        {QStringLiteral("select"), QStringLiteral("Select this class: its name or its number from 0"),
         QStringLiteral("class")},
        {QStringLiteral("compare"), QStringLiteral("Hold this run against the one that is opened; can be given again"),
         QStringLiteral("folder")},
        {QStringLiteral("startup-time"), QStringLiteral("Say how long the window took to open, and quit")},
    };
    for (const QCommandLineOption& option : options) parser.addOption(option);
}

/// Qt knows the program's name only once there is an application, which needs a display; help does not.
QString help_text(const QCommandLineParser& parser) {
    static const QRegularExpression name(QStringLiteral("^Usage: \\S+"));
    return parser.helpText().replace(name, QStringLiteral("Usage: whydah"));
}

std::optional<WindowCommand> values_of(const QCommandLineParser& parser, QString& problem) {
    WindowCommand command;
    const QStringList paths = parser.positionalArguments();
    const bool reports = parser.isSet(QStringLiteral("report-file"));
    command.report_file = {.runs = reports ? paths : QStringList(),
                           .file = parser.value(QStringLiteral("report-file")),
                           .against = parser.value(QStringLiteral("against")),
                           .bands = parser.value(QStringLiteral("bands"))};
    if (reports) {
        if (paths.isEmpty() || command.report_file.file.isEmpty())
            problem = QStringLiteral("--report-file FILE needs the folders of the runs behind it");
    } else if (paths.size() > 1)
        problem = QStringLiteral("only one path can be opened");
    command.path = paths.value(0);
    command.report = parser.value(QStringLiteral("report"));
    command.report_to = parser.value(QStringLiteral("to"));
    command.startup_time = parser.isSet(QStringLiteral("startup-time"));
    command.options = parser.value(QStringLiteral("options"));
    command.backbone = parser.value(QStringLiteral("backbone"));
    command.workspace = parser.value(QStringLiteral("workspace"));
    command.sample = parser.isSet(QStringLiteral("sample"));
    command.run = parser.isSet(QStringLiteral("run"));
    command.screenshot = parser.value(QStringLiteral("screenshot"));
    command.view = parser.value(QStringLiteral("view"));
    command.select = parser.value(QStringLiteral("select"));
    command.compare = parser.values(QStringLiteral("compare"));
    if (const QString name = parser.value(QStringLiteral("theme")); !name.isEmpty()) {
        command.theme = theme_from(name);
        if (theme_name(*command.theme) != name) problem = QStringLiteral("--theme is system, light or dark");
    }
    if (const QString size = parser.value(QStringLiteral("size")); !size.isEmpty()) {
        const auto match = QRegularExpression(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$")).match(size);
        command.size = {match.captured(1).toInt(), match.captured(2).toInt()};
        if (!match.hasMatch()) problem = QStringLiteral("--size is written as 1280x800");
    }
    return problem.isEmpty() ? std::optional(command) : std::nullopt;
}

} // namespace

bool fits_on_screen(const QSize& window, const QSize& room) {
    constexpr int title_bar = 32, border = 4; // about: the frame is known only once the window is shown
    return window.width() + 2 * border <= room.width() && window.height() + title_bar + border <= room.height();
}

std::optional<WindowCommand> parse_window_command(const QStringList& arguments, int& exit_code) {
    QCommandLineParser parser;
    add_options(parser);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    exit_code = 0;
    const bool understood = parser.parse(arguments);
    QString problem = understood ? QString() : parser.errorText();
    if (understood && parser.isSet(help)) return print(stdout, help_text(parser)), std::nullopt;
    if (understood && parser.isSet(version))
        return print(stdout, QStringLiteral("whydah %1\n").arg(QCoreApplication::applicationVersion())), std::nullopt;
    if (understood)
        if (auto command = values_of(parser, problem)) return command;
    print(stderr, QStringLiteral("whydah: %1 (whydah --help tells more)\n").arg(problem));
    exit_code = 2;
    return std::nullopt;
}

} // namespace whydah
