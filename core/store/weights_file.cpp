#include "core/store/weights_file.h"

#include "core/data/npy_array.h"
#include "core/store/safe_file.h"
#include "records/error.h"

#include <bit>
#include <fstream>
#include <sstream>
#include <string>

namespace whydah {
namespace {

static_assert(std::endian::native == std::endian::little, "weights are written as they are in memory");

/// The header of numpy's format, version 1: padded so that the numbers begin at a multiple of 64 bytes.
std::string npy_header(std::int64_t rows, std::int64_t columns) {
    std::string dict = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + std::to_string(rows) + ", " +
                       std::to_string(columns) + "), }";
    constexpr std::size_t prefix = 10, block = 64;
    while ((prefix + dict.size() + 1) % block != 0) dict += ' ';
    dict += '\n';
    std::string header("\x93NUMPY\x01\x00", 8);
    header += static_cast<char>(dict.size() & 0xff);
    header += static_cast<char>(dict.size() >> 8);
    return header + dict;
}

} // namespace

std::int64_t point_count(const Trajectories& trajectories) {
    std::int64_t points = 0;
    for (const auto* chains : {&trajectories.classes, &trajectories.measured, &trajectories.regressed})
        for (const ClassTrajectory& chain : *chains) points += static_cast<std::int64_t>(chain.points.size());
    return points;
}

void write_weights(const std::filesystem::path& file, const std::vector<Trajectories>& all) {
    std::int64_t rows = 0;
    bool complete = !all.empty();
    for (const Trajectories& t : all) {
        complete = complete && t.weights && t.weights->rows() == point_count(t) &&
                   t.weights->dimension == all.front().weights->dimension;
        rows += point_count(t);
    }
    if (!complete) {
        std::error_code ignored;
        std::filesystem::remove(file, ignored); // of another run in the same folder
        return;
    }
    SafeFile out(file);
    out.write(npy_header(rows, all.front().weights->dimension));
    for (const Trajectories& t : all) out.write(t.weights->values.data(), t.weights->values.size() * sizeof(float));
    out.commit();
}

void read_weights(const std::filesystem::path& file, std::vector<Trajectories>& all, bool growing) {
    std::error_code ignored;
    if (all.empty() || !std::filesystem::exists(file, ignored)) return;
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream bytes;
    if (!stream || !(bytes << stream.rdbuf()))
        throw Error({.what = "cannot read the file", .where = file.string(), .mend = "check its permissions"});
    const NpyArray array(std::move(bytes).str(), file.string());
    std::int64_t rows = 0;
    for (const Trajectories& t : all) rows += point_count(t);
    const bool fits = array.shape().size() == 2 && array.shape()[1] > 0 &&
                      (growing ? array.shape()[0] >= rows : array.shape()[0] == rows);
    if (!fits)
        throw Error({.what = "has not one row for each of the " + std::to_string(rows) + " lines of trajectories.csv",
                     .where = file.string(),
                     .mend = "the files are of different runs: take this one away, or run the experiment again"});
    const std::int64_t dimension = array.shape()[1];
    const std::vector<float> values = array.floats();
    auto from = values.begin();
    for (Trajectories& t : all) {
        const auto to = from + point_count(t) * dimension;
        t.weights = std::make_shared<WeightRows>(WeightRows{dimension, {from, to}});
        from = to;
    }
}

} // namespace whydah
