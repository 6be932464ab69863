#include "core/store/predictions_file.h"

#include "core/store/safe_file.h"
#include "records/error.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <sstream>

namespace whydah {
namespace {

namespace fs = std::filesystem;

static_assert(sizeof(Prediction) == 16 && std::endian::native == std::endian::little,
              "predictions are written as they lie in memory");

/// Everything before the records, as numpy writes it in format 1.0: the header's length is a multiple of 64.
std::string npy_header(std::size_t records) {
    std::string header =
        "{'descr': [('sample', '<i4'), ('truth', '<i4'), ('predicted', '<i4'), ('confidence', '<f4')], "
        "'fortran_order': False, 'shape': (" +
        std::to_string(records) + ",), }";
    constexpr std::size_t before = 10;
    header.resize((before + header.size() + 1 + 63) / 64 * 64 - before - 1, ' ');
    header += '\n';
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(header.size() & 0xff);
    bytes += static_cast<char>(header.size() >> 8);
    return bytes + header;
}

} // namespace

fs::path predictions_path(const fs::path& run_folder, const MethodResult& result) {
    return run_folder / "predictions" / (result.method + ".seed" + std::to_string(result.seed) + ".npy");
}

void write_predictions(const fs::path& file, const std::vector<Prediction>& predictions) {
    SafeFile out(file);
    out.write(npy_header(predictions.size()));
    out.write(predictions.data(), predictions.size() * sizeof(Prediction));
    out.commit();
}

std::vector<Prediction> read_predictions(const fs::path& file, std::size_t classes) {
    const auto refuse = [&](const char* what) {
        throw Error({.what = what,
                     .where = file.string(),
                     .mend = "the file was changed or cut off: run the experiment again"});
    };
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (!stream || !(text << stream.rdbuf())) refuse("cannot read the predictions");
    const std::string bytes = text.str();
    // The number of records follows from the size, as the header's length does not change with it below 10^9 records.
    const std::size_t header = npy_header(0).size();
    if (bytes.size() < header || (bytes.size() - header) % sizeof(Prediction) != 0) refuse("is cut off");
    std::vector<Prediction> predictions((bytes.size() - header) / sizeof(Prediction));
    if (bytes.compare(0, header, npy_header(predictions.size())) != 0) refuse("is not a file of predictions");
    if (!predictions.empty()) std::memcpy(predictions.data(), bytes.data() + header, bytes.size() - header);
    const auto is_label = [&](std::int32_t label) { return label >= 0 && static_cast<std::size_t>(label) < classes; };
    for (const Prediction& p : predictions)
        if (!is_label(p.truth) || !is_label(p.predicted)) refuse("holds a label that no class has");
    return predictions;
}

} // namespace whydah
