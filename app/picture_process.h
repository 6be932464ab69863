#pragma once

#include "records/error.h"

#include <QObject>
#include <QProcess>
#include <QString>

#include <deque>

namespace whydah {

/// Draws a run's pictures in a process of its own, `whydah --report RUN --to FOLDER`: a picture takes longer to draw
/// than the window may stand still. One at a time, in the order of asking.
class PictureProcess : public QObject {
    Q_OBJECT
public:
    /// @param program whydah itself; empty: nothing can be drawn
    explicit PictureProcess(QString program, QObject* parent = nullptr);
    /// Lets the one that is being drawn be finished.
    ~PictureProcess() override;

    bool can_draw() const { return !program_.isEmpty(); }
    bool busy() const { return process_.state() != QProcess::NotRunning; }
    void draw(const QString& run, const QString& folder);

Q_SIGNALS:
    void drawn(int pictures, const QString& folder);
    void failed(const whydah::Error& error);

private:
    struct Wish {
        QString run, folder;
    };
    void start_next();
    void finish(int exit_code, QProcess::ExitStatus status);

    QString program_;
    std::deque<Wish> wishes_; ///< the first one is being drawn
    QProcess process_;
};

} // namespace whydah
