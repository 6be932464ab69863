#include "app/projection_session.h"

#include "widgets/projection_bar.h"
#include "widgets/trajectory_plot.h"

#include <algorithm>
#include <utility>

namespace whydah {
namespace {

using State = ProjectionBar::State;

/// Measured and regressed chains in the place of those of test time.
Trajectories of_head_classes(Trajectories all) {
    all.classes = all.measured;
    for (ClassTrajectory& chain : all.classes) chain.name += " (measured)";
    all.classes.insert(all.classes.end(), all.regressed.begin(), all.regressed.end());
    return all;
}

} // namespace

ProjectionSession::ProjectionSession(CoreLoader core, TrajectoryPlot* plot, QObject* parent)
    : QObject(parent),
      core_(core),
      plot_(plot),
      bar_(new ProjectionBar(plot)) {
    bar_->hide(); // whoever shows the plot has a place for it
    connect(bar_, &ProjectionBar::projection_asked, this, &ProjectionSession::begin);
    connect(bar_, &ProjectionBar::continue_asked, this, [this] {
        if (bar_->state() == State::done) until_ = frame_.iteration + options_.iterations; // a stopped one to its end
        go_on();
    });
    connect(bar_, &ProjectionBar::stop_asked, this, [this] {
        stop_asked_ = true; // also where the step has ended already and its frame is on its way
        runner_.stop();
    });
    connect(bar_, &ProjectionBar::chains_changed, this, &ProjectionSession::show);
    connect(&runner_, &JobRunner::stopped, this, [this] {
        stop_asked_ = false;
        if (std::exchange(again_, false)) return begin();
        if (bar_->state() == State::running) bar_->set_state(run_ ? State::stopped : State::idle);
    });
    connect(&runner_, &JobRunner::failed, this, [this](const Error& error) {
        again_ = false;
        bar_->set_state(State::idle);
        Q_EMIT failed(error);
    });
}

bool ProjectionSession::is_shown() const {
    return source_.weights && plot_->shown().weights == source_.weights && !plot_->shown().empty();
}

Trajectories ProjectionSession::full() const {
    if (!is_shown()) return plot_->shown();
    return frame_.positions.empty() ? source_ : placed(source_, frame_);
}

void ProjectionSession::begin() {
    if (runner_.busy()) {
        again_ = true;
        return runner_.stop();
    }
    if (plot_->shown().empty()) return;
    if (!is_shown()) source_ = plot_->shown();
    options_ = bar_->options();
    until_ = options_.kind == ProjectionOptions::Kind::tsne ? options_.iterations : 0;
    run_ = {}, frame_ = {};
    stop_asked_ = false;
    bar_->set_state(State::running);
    run([core = core_, source = source_, options = options_](const JobControl& control) {
        ProjectionRun started = core().begin_projection(source, options, 0, control);
        ProjectionFrame frame = started(0, control);
        return std::pair(std::move(started), std::move(frame));
    });
}

void ProjectionSession::go_on() {
    if (runner_.busy() || !run_) return;
    bar_->set_state(State::running);
    run([going = run_, iterations = std::min(frame_iterations, until_ - frame_.iteration)](const JobControl& control) {
        ProjectionFrame frame = going(iterations, control);
        return std::pair(going, std::move(frame));
    });
}

void ProjectionSession::run(std::function<std::pair<ProjectionRun, ProjectionFrame>(const JobControl&)> work) {
    runner_.start(
        "Projection", [work = std::move(work)](const JobControl& control, const Report&) { return work(control); },
        [this](std::pair<ProjectionRun, ProjectionFrame> result) {
            run_ = std::move(result.first);
            if (std::exchange(again_, false)) return begin();
            if (bar_->state() != State::running) return; // asked for something else meanwhile
            take(result.second);
        });
}

void ProjectionSession::take(const ProjectionFrame& frame) {
    if (!is_shown()) return bar_->set_state(State::idle);
    frame_ = frame;
    show();
    bar_->show_frame(frame);
    Q_EMIT frame_shown(frame.iteration);
    const bool stop = std::exchange(stop_asked_, false);
    if (frame.iteration < until_) return stop ? bar_->set_state(State::stopped) : go_on();
    bar_->set_state(options_.kind == ProjectionOptions::Kind::tsne ? State::done : State::idle);
}

void ProjectionSession::show() {
    if (!is_shown()) { // nothing was projected: only other chains of the run's own picture
        if (plot_->shown().empty()) return;
        source_ = plot_->shown(), frame_ = {};
    }
    Trajectories shown = full();
    const std::size_t measured =
        bar_->chains() == ProjectionBar::Chains::head_classes ? shown.measured.size() : std::size_t{0};
    plot_->add_trajectories(measured ? of_head_classes(std::move(shown)) : shown, measured);
}

} // namespace whydah
