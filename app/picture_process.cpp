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
    wishes_.push_back({run, folder});
    if (wishes_.size() == 1) start_next();
}

void PictureProcess::start_next() {
    if (wishes_.empty()) return;
    const Wish& wish = wishes_.front();
    runner_.start(
        "Pictures",
        [command = std::vector<std::string>{program_.toStdString(), "--report", wish.run.toStdString(), "--to",
                                            wish.folder.toStdString()}](const JobControl&, const Report&) {
            return run_program(command);
        },
        [this](const ProgramEnd& end) { finish(end); });
}

void PictureProcess::finish(const ProgramEnd& end) {
    const Wish wish = wishes_.front();
    wishes_.pop_front();
    const QString said = QString::fromStdString(end.errors).trimmed();
    if (end.exit_code == 0)
        Q_EMIT drawn(static_cast<int>(std::count(end.output.begin(), end.output.end(), '\n')), wish.folder);
    else
        Q_EMIT failed(Error({.what = "the pictures could not be drawn" +
                                     (said.isEmpty() ? std::string() : ": " + said.split('\n').last().toStdString()),
                             .where = wish.folder.toStdString(),
                             .mend = "try again with File, Save pictures"}));
    start_next();
}

} // namespace whydah
