#include "app/picture_process.h"

#include <utility>

namespace whydah {
namespace {

constexpr int patience = 30'000; // milliseconds: far more than three pictures take

} // namespace

PictureProcess::PictureProcess(QString program, QObject* parent) : QObject(parent), program_(std::move(program)) {
    connect(&process_, &QProcess::finished, this, &PictureProcess::finish);
    connect(&process_, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) finish(-1, QProcess::CrashExit); // finished() does not come then
    });
}

PictureProcess::~PictureProcess() {
    blockSignals(true);
    process_.disconnect(this);
    if (busy()) process_.waitForFinished(patience);
}

void PictureProcess::draw(const QString& run, const QString& folder) {
    wishes_.push_back({run, folder});
    if (wishes_.size() == 1) start_next();
}

void PictureProcess::start_next() {
    if (wishes_.empty()) return;
    const Wish& wish = wishes_.front();
    process_.start(program_, {QStringLiteral("--report"), wish.run, QStringLiteral("--to"), wish.folder});
}

void PictureProcess::finish(int exit_code, QProcess::ExitStatus status) {
    const Wish wish = wishes_.front();
    wishes_.pop_front();
    const QByteArray said = process_.readAllStandardError().trimmed();
    const auto pictures = process_.readAllStandardOutput().count('\n');
    if (status == QProcess::NormalExit && exit_code == 0)
        Q_EMIT drawn(static_cast<int>(pictures), wish.folder);
    else
        Q_EMIT failed(Error({.what = "the pictures could not be drawn" +
                                     (said.isEmpty() ? std::string() : ": " + said.split('\n').last().toStdString()),
                             .where = wish.folder.toStdString(),
                             .mend = "try again with File, Save pictures"}));
    start_next();
}

} // namespace whydah
