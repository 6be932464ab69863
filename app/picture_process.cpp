#include "app/picture_process.h"

#include <algorithm>
#include <utility>

namespace whydah {

PictureProcess::PictureProcess(QString program, QObject* parent) : QObject(parent), program_(std::move(program)) {
    connect(&runner_, &JobRunner::failed, this, [this](const Error& error) { // no thread, no memory
        wishes_.pop_front();
        Q_EMIT failed(error);
        start_next();
    });
}

void PictureProcess::draw(const QString& run, const QString& folder) {
    ask({.arguments = {"--report", run.toStdString(), "--to", folder.toStdString()}, .target = folder});
}

void PictureProcess::write(const ReportOrder& order) {
    Wish wish{.arguments = {"--report-file", order.file.toStdString()}, .target = order.file, .report = true};
    if (!order.against.isEmpty())
        wish.arguments.insert(wish.arguments.end(), {"--against", order.against.toStdString()});
    if (!order.bands.isEmpty()) wish.arguments.insert(wish.arguments.end(), {"--bands", order.bands.toStdString()});
    for (const QString& run : order.runs) wish.arguments.push_back(run.toStdString());
    ask(std::move(wish));
}

void PictureProcess::ask(Wish wish) {
    wishes_.push_back(std::move(wish));
    if (wishes_.size() == 1) start_next();
}

void PictureProcess::start_next() {
    if (wishes_.empty()) return;
    std::vector<std::string> command{program_.toStdString()};
    const auto& arguments = wishes_.front().arguments;
    command.insert(command.end(), arguments.begin(), arguments.end());
    runner_.start(
        wishes_.front().report ? "Report" : "Pictures",
        [command](const JobControl&, const Report&) { return run_program(command); },
        [this](const ProgramEnd& end) { finish(end); });
}

void PictureProcess::finish(const ProgramEnd& end) {
    const Wish wish = wishes_.front();
    wishes_.pop_front();
    QStringList said; // Qt's own warnings are not for the user
    for (const QString& line : QString::fromStdString(end.errors).split(u'\n'))
        if (line.startsWith(QStringLiteral("whydah: "))) said << line.mid(8);
    if (end.exit_code == 0 && !wish.report)
        Q_EMIT drawn(static_cast<int>(std::count(end.output.begin(), end.output.end(), '\n')), wish.target);
    else if (wish.report && (end.exit_code == 0 || end.exit_code == report_without_some))
        Q_EMIT written(wish.target, said);
    else
        fail(wish, said.isEmpty() ? QString::fromStdString(end.errors).trimmed().section(u'\n', -1) : said.back());
    start_next();
}

void PictureProcess::fail(const Wish& wish, const QString& said) {
    const std::string why = said.isEmpty() ? std::string() : ": " + said.toStdString();
    Q_EMIT failed(
        Error({.what = (wish.report ? "the report could not be written" : "the pictures could not be drawn") + why,
               .where = wish.target.toStdString(),
               .mend = wish.report ? "try again with File, Save report" : "try again with File, Save pictures"}));
}

} // namespace whydah
