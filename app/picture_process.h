#pragma once

#include "app/job_runner.h"
#include "app/program_run.h"

#include <QObject>
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

    bool can_draw() const { return !program_.isEmpty(); }
    bool busy() const { return runner_.busy(); }
    void draw(const QString& run, const QString& folder);

Q_SIGNALS:
    void drawn(int pictures, const QString& folder);
    void failed(const whydah::Error& error);

private:
    struct Wish {
        QString run, folder;
    };
    void start_next();
    void finish(const ProgramEnd& end);

    QString program_;
    std::deque<Wish> wishes_; ///< the first one is being drawn
    JobRunner runner_;        ///< last: lets the one that is being drawn be finished
};

} // namespace whydah
