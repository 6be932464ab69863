#pragma once

#include "app/job_runner.h"
#include "app/program_run.h"
#include "app/report_order.h"

#include <QObject>
#include <QString>

#include <deque>
#include <string>
#include <vector>

namespace whydah {

/// Draws a run's pictures in a process of its own, `whydah --report RUN --to FOLDER`, and writes reports by
/// `whydah --report-file FILE RUN...`: a picture takes longer to draw than the window may stand still. One at a time, in
/// the order of asking.
class PictureProcess : public QObject {
    Q_OBJECT
public:
    /// @param program whydah itself; empty: nothing can be drawn
    explicit PictureProcess(QString program, QObject* parent = nullptr);

    bool can_draw() const { return !program_.isEmpty(); }
    bool busy() const { return runner_.busy(); }
    void draw(const QString& run, const QString& folder);
    void write(const ReportOrder& order);

Q_SIGNALS:
    void drawn(int pictures, const QString& folder);
    /// @param left_out a line for each run that cannot be read
    void written(const QString& file, const QStringList& left_out);
    void failed(const whydah::Error& error);

private:
    struct Wish {
        std::vector<std::string> arguments;
        QString target; ///< folder or file
        bool report = false;
    };
    void ask(Wish wish);
    void start_next();
    void finish(const ProgramEnd& end);
    void fail(const Wish& wish, const QString& said);

    QString program_;
    std::deque<Wish> wishes_; ///< the first one is being drawn
    JobRunner runner_;        ///< last: lets the one that is being drawn be finished
};

} // namespace whydah
