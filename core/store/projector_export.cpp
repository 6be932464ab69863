#include "core/store/projector_export.h"

#include "core/store/csv.h"
#include "core/store/run_folder.h"
#include "core/store/weights_file.h"
#include "records/error.h"
#include "records/experiment_options.h"

#include <charconv>

namespace whydah {
namespace {

/// A tab or a line end within a name would shift all that follows.
std::string field(std::string name) {
    for (char& c : name)
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    return name;
}

void append_number(std::string& text, double value) {
    char number[32];
    text.append(number, std::to_chars(number, number + sizeof number, static_cast<float>(value)).ptr);
}

} // namespace

std::string projector_vectors(const Trajectories& t) {
    if (!t.weights || t.weights->rows() != point_count(t))
        throw Error({.what = "the run keeps no weight vectors",
                     .where = "trajectories of " + t.method,
                     .mend = "run the experiment again with this version"});
    std::string text;
    const auto width = static_cast<std::size_t>(t.weights->dimension);
    for (std::size_t i = 0; i < t.weights->values.size(); ++i) {
        append_number(text, static_cast<double>(t.weights->values[i]));
        text += (i + 1) % width == 0 ? '\n' : '\t';
    }
    return text;
}

std::string projector_metadata(const Trajectories& t) {
    std::string text = "class\tchain\tshots\ttraining images\tnorm\t__seq_next__\n";
    std::int64_t row = 0;
    for (const auto& [name, chains] :
         {std::pair{"test time", &t.classes}, {"measured", &t.measured}, {"regressed", &t.regressed}})
        for (const ClassTrajectory& chain : *chains)
            for (std::size_t i = 0; i < chain.points.size(); ++i, ++row) {
                const TrajectoryPoint& point = chain.points[i];
                text += field(chain.name) + "\t" + name + "\t" +
                        (point.shot == 0 ? std::string("many") : std::to_string(point.shot)) + "\t" +
                        std::to_string(chain.train) + "\t";
                append_number(text, point.norm);
                text += "\t" + (i + 1 < chain.points.size() ? std::to_string(row + 1) : std::string()) + "\n";
            }
    return text;
}

std::string points_header() {
    return csv_line({"method", "seed", "chain", "label", "class", "n_train", "shot", "x", "y", "z"});
}

std::string points_lines(const Trajectories& t) {
    std::string text;
    for (const auto& [name, chains] :
         {std::pair{"test", &t.classes}, {"measured", &t.measured}, {"regressed", &t.regressed}})
        for (const ClassTrajectory& chain : *chains)
            for (const TrajectoryPoint& p : chain.points)
                text += csv_line({t.method, std::to_string(t.seed), name, std::to_string(chain.label), chain.name,
                                  std::to_string(chain.train), std::to_string(p.shot), option_text(p.position[0]),
                                  option_text(p.position[1]), option_text(p.position[2])});
    return text;
}

std::string points_csv(const Trajectories& trajectories) { return points_header() + points_lines(trajectories); }

void write_projector(const std::filesystem::path& folder, const Trajectories& trajectories) {
    write_file_safely(folder / "vectors.tsv", projector_vectors(trajectories));
    write_file_safely(folder / "metadata.tsv", projector_metadata(trajectories));
}

} // namespace whydah
