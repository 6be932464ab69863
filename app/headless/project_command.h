#pragma once

#include "core/experiment/job_control.h"
#include "records/projection.h"

#include <string>

namespace CLI {
class App;
}

namespace whydah {

/// `whydah-run project RUN`: the weight vectors of a finished run in another projection, or for TensorBoard.
struct ProjectCommand {
    std::string run; ///< folder that whydah-run or the window wrote
    ProjectionOptions options;
    bool projector = false; ///< vectors.tsv and metadata.tsv instead of a projection
    std::int64_t threads = 0;
};

/// Adds the subcommand and its flags. @return to be asked whether it was given
CLI::App* add_project_command(CLI::App& app, ProjectCommand& command);

/// Writes RUN/projection_pca.csv, RUN/projection_tsne.csv or RUN/projector/METHOD_seedS/{vectors,metadata}.tsv, and
/// tells on standard output what they say. @throws Error, Stopped
void run_project(const ProjectCommand& command, const JobControl& control);

} // namespace whydah
