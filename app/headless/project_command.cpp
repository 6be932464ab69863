#include "app/headless/project_command.h"

#include "core/projection/projection_run.h"
#include "core/store/projector_export.h"
#include "core/store/run_folder.h"
#include "records/error.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

namespace whydah {
namespace {

using Kind = ProjectionOptions::Kind;
using Scaling = ProjectionOptions::Scaling;

constexpr std::int64_t report_every = 25; // iterations

/// To the end, with a line every 25 iterations.
ProjectionFrame carried_out(const Trajectories& t, const ProjectCommand& command, const JobControl& control) {
    const ProjectionRun run = begin_projection(t, command.options, command.threads, control);
    if (command.options.kind == Kind::pca) return run(0, control);
    ProjectionFrame frame;
    while (frame.iteration < command.options.iterations) {
        frame = run(std::min(report_every, command.options.iterations - frame.iteration), control);
        std::fprintf(stderr, "%s seed %ld: iteration %ld, KL %.4f\n", t.method.c_str(), static_cast<long>(t.seed),
                     static_cast<long>(frame.iteration), *frame.divergence);
    }
    return frame;
}

void tell(const Trajectories& t, const ProjectionFrame& frame) {
    if (frame.divergence)
        std::printf("%s, seed %ld: t-SNE of %zu points, perplexity %g, %s, %ld iterations, KL %.4f\n", t.method.c_str(),
                    static_cast<long>(t.seed), frame.positions.size(), frame.perplexity,
                    frame.exact ? "exact" : "Barnes-Hut", static_cast<long>(frame.iteration), *frame.divergence);
    else
        std::printf("%s, seed %ld: PCA of %zu points, variance explained %.1f %%, %.1f %%, %.1f %%\n", t.method.c_str(),
                    static_cast<long>(t.seed), frame.positions.size(), 100 * frame.variance_share[0],
                    100 * frame.variance_share[1], 100 * frame.variance_share[2]);
    for (const std::string& warning : frame.warnings) std::printf("  note: %s\n", warning.c_str());
}

} // namespace

CLI::App* add_project_command(CLI::App& app, ProjectCommand& command) {
    CLI::App* project = app.add_subcommand(
        "project", "Project the weight vectors of a finished run, or export them for TensorBoard's projector: "
                   "whydah-run project RUN [--kind tsne]");
    ProjectionOptions& o = command.options;
    project->add_option("run", command.run, "Folder of the run")->required();
    project->add_option("--kind", o.kind, "pca or tsne (default pca)")
        ->type_name("KIND")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Kind>{{"pca", Kind::pca}, {"tsne", Kind::tsne}})
                        .description(""));
    project->add_option("--scaling", o.scaling, "none, unit_norm or cosine (default none)")
        ->type_name("SCALING")
        ->transform(CLI::CheckedTransformer(std::map<std::string, Scaling>{{"none", Scaling::none},
                                                                           {"unit_norm", Scaling::unit_norm},
                                                                           {"cosine", Scaling::cosine}})
                        .description(""));
    project->add_flag("!--no-centre", o.centre, "Do not subtract the mean");
    project->add_flag("--axes-of-measured", o.axes_of_measured,
                      "PCA: fit the axes to the measured chains and project all others on them");
    project->add_flag("!--no-measured", o.measured, "Leave the measured and regressed chains of head classes out");
    project->add_option("--dimensions", o.dimensions, "t-SNE: 2 or 3 (default 2)")
        ->type_name("N")
        ->check(CLI::Range(2, 3).description(""));
    project->add_option("--perplexity", o.perplexity, "t-SNE: clamped to a third of the points (default 30)")
        ->type_name("NUMBER")
        ->check(CLI::Range(1.0, 1e6).description(""));
    project->add_option("--map-seed", o.seed, "t-SNE: where the points begin (default 0)")->type_name("SEED");
    project->add_option("--iterations", o.iterations, "t-SNE (default 750)")
        ->type_name("N")
        ->check(CLI::PositiveNumber);
    project->add_option("--project-threads", command.threads, "0: all cores")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    project->add_flag("--projector", command.projector,
                      "Write vectors.tsv and metadata.tsv for TensorBoard's projector, and project nothing");
    return project;
}

void run_project(const ProjectCommand& command, const JobControl& control) {
    const std::filesystem::path folder = command.run;
    const RunRecord record = read_run(folder);
    if (record.trajectories.empty())
        throw Error({.what = "the run has no trajectories",
                     .where = command.run,
                     .mend = "run MetaModelNet (--methods meta_model_net)"});
    std::string text = points_header();
    for (const Trajectories& t : record.trajectories) {
        if (command.projector) {
            const auto to = folder / "projector" / (t.method + "_seed" + std::to_string(t.seed));
            write_projector(to, t);
            std::printf("written to %s\n", to.c_str());
            continue;
        }
        const ProjectionFrame frame = carried_out(t, command, control);
        tell(t, frame);
        text += points_lines(placed(t, frame));
    }
    if (command.projector) return;
    const auto to = folder / (command.options.kind == Kind::tsne ? "projection_tsne.csv" : "projection_pca.csv");
    write_file_safely(to, text);
    std::printf("written to %s\n", to.c_str());
}

} // namespace whydah
