#pragma once

#include "app/core_library.h"
#include "app/job_runner.h"
#include "records/projection.h"

#include <QObject>

namespace whydah {

class ProjectionBar;
class TrajectoryPlot;

/// Other projections of what the trajectory plot shows, made by the core on a thread of its own. Its bar is to be
/// placed by whoever shows the plot. A t-SNE is shown every 25 iterations, can be stopped and goes on where it was; one
/// whose trajectories are no longer shown stops.
class ProjectionSession : public QObject {
    Q_OBJECT
public:
    ProjectionSession(CoreLoader core, TrajectoryPlot* plot, QObject* parent = nullptr);

    ProjectionBar* bar() const { return bar_; }
    /// What is shown, with the chains that are not: as it goes into files.
    Trajectories full() const;
    static constexpr std::int64_t frame_iterations = 25;

Q_SIGNALS:
    void failed(const whydah::Error& error);
    void frame_shown(std::int64_t iteration);

private:
    void begin();
    void go_on();
    void run(std::function<std::pair<ProjectionRun, ProjectionFrame>(const JobControl&)> work);
    void take(const ProjectionFrame& frame);
    void show();
    bool is_shown() const; ///< the plot still has what is projected

    CoreLoader core_;
    TrajectoryPlot* plot_;
    ProjectionBar* bar_;
    Trajectories source_;
    ProjectionOptions options_;
    ProjectionRun run_;
    ProjectionFrame frame_;
    std::int64_t until_ = 0; ///< iterations
    bool again_ = false, stop_asked_ = false;     ///< another one was asked for while one ran
    JobRunner runner_;
};

} // namespace whydah
