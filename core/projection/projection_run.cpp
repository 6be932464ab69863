#include "core/projection/projection_run.h"

#include "core/experiment/threads.h"
#include "core/projection/pca.h"
#include "core/projection/tsne.h"
#include "records/error.h"

#include <algorithm>
#include <memory>
#include <string>
#include <torch/utils.h>

namespace whydah {
namespace {

using Scaling = ProjectionOptions::Scaling;

constexpr double chain_perplexity = 8; // below about the length of a chain each chain is an island (field.md 4.9)

std::int64_t points_of(const std::vector<ClassTrajectory>& chains) {
    std::int64_t points = 0;
    for (const ClassTrajectory& chain : chains) points += static_cast<std::int64_t>(chain.points.size());
    return points;
}

/// What is to be projected, and which of it gives the axes.
struct Points {
    torch::Tensor all;    ///< [n, D] float64
    torch::Tensor fitted; ///< rows of all
};

Points points_for(const Trajectories& from, const ProjectionOptions& options) {
    if (!from.weights || from.weights->rows() == 0)
        throw Error({.what = "the run keeps no weight vectors to project",
                     .where = "trajectories of " + from.method,
                     .mend = "run the experiment again with this version"});
    const std::int64_t tested = points_of(from.classes), measured = points_of(from.measured),
                       rows = from.weights->rows();
    if (rows != tested + measured + points_of(from.regressed))
        throw Error({.what = "there are " + std::to_string(rows) + " weight vectors for another number of points",
                     .where = "trajectories of " + from.method,
                     .mend = "the run's files do not belong together: run the experiment again"});
    if (options.axes_of_measured && (measured < 2 || !options.measured))
        throw Error({.what = "there are no measured chains to fit the axes to",
                     .where = "projection",
                     .mend = "fit the axes to all chains"});
    const torch::Tensor weights = torch::from_blob(const_cast<float*>(from.weights->values.data()),
                                                   {rows, from.weights->dimension}, torch::kFloat)
                                      .to(torch::kDouble);
    if (!torch::isfinite(weights).all().item<bool>())
        throw Error({.what = "a weight vector has a coordinate that is no finite number",
                     .where = "trajectories of " + from.method,
                     .mend = "look for a classifier that diverged: a smaller learning rate helps"});
    Points out{options.measured ? weights : weights.narrow(0, 0, tested), {}};
    const auto fitted = [&] { return options.axes_of_measured ? out.all.narrow(0, tested, measured) : out.all; };
    if (options.scaling == Scaling::cosine && options.centre) out.all = out.all - fitted().mean(0, true);
    if (options.scaling != Scaling::none) out.all = out.all / out.all.norm(2, 1, true).clamp_min(1e-30);
    out.fitted = fitted();
    return out;
}

ProjectionFrame principal_frame(const Points& points, const ProjectionOptions& options) {
    const bool through_origin = options.scaling == Scaling::cosine || !options.centre;
    const PrincipalAxes axes = principal_axes(points.fitted, 3, !through_origin);
    const torch::Tensor projected = (points.all - axes.mean).mm(axes.axes.t()).contiguous();
    ProjectionFrame frame;
    frame.positions.resize(static_cast<std::size_t>(projected.size(0)));
    for (std::int64_t axis = 0; axis < projected.size(1); ++axis) {
        for (std::size_t i = 0; i < frame.positions.size(); ++i)
            frame.positions[i][static_cast<std::size_t>(axis)] =
                projected.data_ptr<double>()[static_cast<std::int64_t>(i) * projected.size(1) + axis];
        if (axes.total_variance > 0)
            frame.variance_share[static_cast<std::size_t>(axis)] =
                axes.variances[axis].item<double>() / axes.total_variance;
    }
    return frame;
}

std::vector<std::string> warnings_for(const Tsne& tsne, const ProjectionOptions& options, std::int64_t longest_chain) {
    std::vector<std::string> out;
    if (tsne.perplexity() < options.perplexity)
        out.push_back("perplexity " + std::to_string(tsne.perplexity()).substr(0, 5) +
                      ": more is not possible with so few points");
    if (tsne.perplexity() < std::max(chain_perplexity, static_cast<double>(longest_chain)))
        out.push_back("with a perplexity below the length of a chain, each chain may become an island of its own");
    return out;
}

} // namespace

ProjectionRun begin_projection(const Trajectories& trajectories, const ProjectionOptions& options, std::int64_t threads,
                               const JobControl& control) {
    set_thread_budget(threads);
    const torch::NoGradGuard no_gradients;
    const Points points = points_for(trajectories, options);
    if (options.kind == ProjectionOptions::Kind::pca)
        return [frame = principal_frame(points, options)](std::int64_t, const JobControl&) { return frame; };
    TsneSettings settings;
    settings.dimensions = options.dimensions, settings.perplexity = options.perplexity, settings.seed = options.seed;
    auto tsne = std::make_shared<Tsne>(points.all, settings, control);
    std::size_t longest = 0;
    for (const auto* chains : {&trajectories.classes, &trajectories.measured})
        for (const ClassTrajectory& chain : *chains) longest = std::max(longest, chain.points.size());
    return [tsne, threads, warnings = warnings_for(*tsne, options, static_cast<std::int64_t>(longest))](
               std::int64_t iterations, const JobControl& running) {
        set_thread_budget(threads); // each call may come on another thread
        tsne->iterate(iterations, running);
        ProjectionFrame frame;
        frame.positions = tsne->positions();
        frame.iteration = tsne->iteration();
        frame.divergence = tsne->divergence();
        frame.perplexity = tsne->perplexity();
        frame.exact = tsne->exact();
        frame.warnings = warnings;
        return frame;
    };
}

} // namespace whydah
