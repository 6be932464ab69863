#include "core/data/npy_array.h"
#include "core/projection/projection_run.h"
#include "core/store/run_folder.h"
#include "records/error.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <sys/resource.h>

namespace {

using namespace whydah;

/// Each row as a chain of one point.
Trajectories points_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    const NpyArray array(std::move(bytes).str(), file);
    if (array.shape().size() != 2)
        throw Error({.what = "is no table of points", .where = file, .mend = "save an array of two dimensions"});
    Trajectories out;
    out.classes.resize(static_cast<std::size_t>(array.shape()[0]));
    for (ClassTrajectory& point : out.classes) point.points.resize(1);
    out.weights = std::make_shared<WeightRows>(WeightRows{array.shape()[1], array.floats()});
    return out;
}

double wall_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double cpu_seconds() {
    rusage use{};
    ::getrusage(RUSAGE_SELF, &use);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    return seconds(use.ru_utime) + seconds(use.ru_stime);
}

void run(int argc, char** argv) {
    const Trajectories points = points_of(argv[1]);
    ProjectionOptions options;
    options.kind = ProjectionOptions::Kind::tsne;
    options.iterations = argc > 3 ? std::atoll(argv[3]) : 750;
    options.perplexity = argc > 4 ? std::atof(argv[4]) : 30;
    const std::int64_t threads = argc > 5 ? std::atoll(argv[5]) : 0;
    const double wall = wall_seconds(), cpu = cpu_seconds();
    const ProjectionRun tsne = begin_projection(points, options, threads, JobControl());
    std::printf("neighbours and probabilities: %.2f s, cpu %.2f s\n", wall_seconds() - wall, cpu_seconds() - cpu);
    ProjectionFrame frame;
    while (frame.iteration < options.iterations) frame = tsne(25, JobControl()); // as the window asks for it
    std::printf("all %ld iterations of %zu points, %s: %.2f s, cpu %.2f s, KL %.5f\n",
                static_cast<long>(frame.iteration), frame.positions.size(), frame.exact ? "exact" : "Barnes-Hut",
                wall_seconds() - wall, cpu_seconds() - cpu, *frame.divergence);
    std::string text;
    for (const auto& [x, y, z] : frame.positions) text += std::to_string(x) + "," + std::to_string(y) + "\n";
    write_file_safely(argv[2], text);
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "whydah-bench-tsne POINTS.npy OUT.csv [iterations [perplexity [threads]]]\n");
        return 2;
    }
    try {
        run(argc, argv);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
