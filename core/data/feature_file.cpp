#include "core/data/npy_array.h"
#include "core/data/packed_file.h"
#include "core/data/readers.h"
#include "core/data/table_labels.h"
#include "records/error.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace whydah {
namespace {

namespace fs = std::filesystem;
using Arrays = std::map<std::string, NpyArray>;

constexpr std::int64_t most_bytes = std::int64_t{64} << 30;

Arrays read_arrays(const fs::path& path, const JobControl& control) {
    Arrays arrays;
    std::error_code error;
    if (path.extension() == ".npz") {
        const auto used = [](const std::string& name) {
            return name == "features.npy" || name == "labels.npy" || name == "class_names.npy" || name == "files.npy" ||
                   name == "split.npy";
        };
        for (ZipMember& member : read_zip(path, most_bytes, used, control)) {
            const std::string name = member.name.substr(0, member.name.size() - 4);
            arrays.try_emplace(name, std::move(member.bytes), path.string() + ": " + name);
        }
        return arrays;
    }
    const bool folder = fs::is_directory(path, error);
    const fs::path features = folder ? path / "features.npy" : path;
    arrays.try_emplace("features", read_bytes(features, most_bytes, control), features.string());
    const std::string stem = features.stem().string();
    for (const char* name : {"labels", "class_names", "files", "split"})
        for (const std::string& file : {std::string(name) + ".npy", stem + "_" + name + ".npy"}) {
            const fs::path beside = features.parent_path() / file;
            if (!arrays.contains(name) && fs::exists(beside, error))
                arrays.try_emplace(name, read_bytes(beside, most_bytes, control), beside.string());
        }
    return arrays;
}

const NpyArray& require(const Arrays& arrays, const std::string& name, std::size_t dimensions, const fs::path& path) {
    const auto found = arrays.find(name);
    if (found == arrays.end())
        throw Error(
            {.what = "has no array '" + name + "'",
             .where = path.string(),
             .mend =
                 "save it with numpy.savez(FILE, features=[N, D], labels=[N]), or put labels.npy beside features.npy"});
    if (found->second.shape().size() != dimensions)
        throw Error({.what = "must have " + std::to_string(dimensions) + " dimensions, has " +
                             std::to_string(found->second.shape().size()),
                     .where = found->second.source(),
                     .mend = "features are [N, D], labels [N]"});
    return found->second;
}

/// An array with one item a row of features; nothing if absent. @throws Error if its length is another
const NpyArray* one_a_row(const Arrays& arrays, const std::string& name, std::int64_t rows) {
    const auto found = arrays.find(name);
    if (found == arrays.end()) return nullptr;
    if (found->second.count() != rows)
        throw Error({.what = "has " + std::to_string(found->second.count()) + " entries for " + std::to_string(rows) +
                             " rows of features",
                     .where = found->second.source(),
                     .mend = "make all arrays of one length"});
    return &found->second;
}

/// Where the images behind the rows may lie: only for looking at them.
fs::path image_root(const fs::path& path, const DataOptions& options, const std::string& first_file) {
    const fs::path folder = path.parent_path();
    std::error_code error;
    for (const fs::path& root : {fs::path(options.root), folder, folder / "images"})
        if (!root.empty() && fs::exists(root / first_file, error)) return root;
    return {};
}

std::optional<SplitPart> part_of(std::int64_t code) {
    if (code < 0 || code > 2) return std::nullopt;
    return static_cast<SplitPart>(code);
}

constexpr float largest_feature = 1e18F; // beyond it squares overflow in single precision: prepare_features refuses it

bool is_usable_row(const float* row, std::int64_t dimension) {
    return std::all_of(row, row + dimension, [](float v) { return std::abs(v) <= largest_feature; }); // false for NaN
}

/// Tables that are whole and yet tell classes apart by nothing: a step before went wrong.
void look_for_sameness(Manifest& manifest, const FeatureMatrix& table, const fs::path& path) {
    if (table.rows < 2) return;
    const float* const all = table.values.data();
    const auto of_one_value = [&](std::int64_t row) {
        const float* const first = all + row * table.dimension;
        return std::all_of(first, first + table.dimension, [&](float v) { return v == *first; });
    };
    const auto rows_are = [&](const auto& so) { // most tables say no at the second row
        for (std::int64_t row = 0; row < table.rows; ++row)
            if (!so(row)) return false;
        return true;
    };
    const std::string rows = "all " + std::to_string(table.rows) + " rows ";
    if (rows_are([&](std::int64_t row) { return std::equal(all, all + table.dimension, all + row * table.dimension); }))
        manifest.add_problem(path.string(), rows + "have the same features: no class can be told from another");
    else if (table.dimension > 1 && rows_are(of_one_value))
        manifest.add_problem(path.string(), rows + "have one value in all their " + std::to_string(table.dimension) +
                                                " features: they tell as much as a single feature");
}

} // namespace

bool is_feature_source(const fs::path& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) return fs::exists(path / "features.npy", error);
    return path.extension() == ".npz" || path.extension() == ".npy";
}

Manifest read_feature_file(const fs::path& path, const DataOptions& options, const JobControl& control,
                           StageReporter& stage) {
    const Arrays arrays = read_arrays(path, control);
    const NpyArray& features = require(arrays, "features", 2, path);
    const std::int64_t rows = features.shape()[0], dimension = features.shape()[1];
    if (rows == 0 || dimension == 0)
        throw Error({.what = "holds no features",
                     .where = features.source(),
                     .mend = "save an array [N, D] with N and D of at least 1"});
    require(arrays, "labels", 1, path);
    const auto named = arrays.find("class_names");
    TableLabels classes_of =
        table_labels(*one_a_row(arrays, "labels", rows), named == arrays.end() ? nullptr : &named->second);
    const std::vector<std::int64_t>& labels = classes_of.labels;
    const NpyArray* const files_array = one_a_row(arrays, "files", rows);
    const NpyArray* const split_array = one_a_row(arrays, "split", rows);
    const auto files = files_array ? files_array->texts() : std::vector<std::string>();
    const auto split = split_array ? split_array->integers() : std::vector<std::int64_t>();
    const fs::path root = files.empty() ? fs::path() : image_root(path, options, files[0]);

    Manifest manifest;
    manifest.kind = "feature table";
    auto matrix = std::make_shared<FeatureMatrix>(FeatureMatrix{0, dimension, features.floats()});
    std::int64_t classes = 0;
    for (std::int64_t row = 0; row < rows; ++row) {
        if (row % 1024 == 0) {
            control.check();
            stage.progress(row);
        }
        const auto r = static_cast<std::size_t>(row);
        const std::string where = path.string() + ": row " + std::to_string(row);
        float* const values = matrix->values.data() + row * dimension;
        if (labels[r] < 0 && !classes_of.names.empty())
            manifest.add_problem(where, classes_of.names[r].empty() ? "has no label"
                                                                    : "'" + classes_of.names[r] + "' is none of class_names");
        else if (labels[r] < 0 || labels[r] >= 1'000'000)
            manifest.add_problem(where, "label " + std::to_string(labels[r]) + " is outside 0..999999");
        else if (!is_usable_row(values, dimension))
            manifest.add_problem(where, "a feature is not a finite number, or is beyond 1e18");
        else if (!split.empty() && !part_of(split[r]))
            manifest.add_problem(where, "split " + std::to_string(split[r]) +
                                            " is none of 0 (train), 1 (validation), 2 (test)");
        else {
            std::copy(values, values + dimension,
                      matrix->values.data() + matrix->rows++ * dimension); // closes the gaps
            Sample sample{{}, static_cast<std::int32_t>(labels[r]), std::nullopt};
            if (!root.empty()) sample.image = {(root / files[r]).string(), -1};
            if (!split.empty()) sample.given = part_of(split[r]);
            manifest.samples.push_back(std::move(sample));
            classes = std::max(classes, labels[r] + 1);
        }
    }
    matrix->values.resize(static_cast<std::size_t>(matrix->rows * dimension));
    if (manifest.samples.empty())
        throw Error({.what = "holds no row that can be used; the first problem: " + manifest.problems[0].where + ": " +
                             manifest.problems[0].what,
                     .where = path.string(),
                     .mend = "save finite features, whole numbers or names as labels and, in split, 0, 1 and 2 only"});
    look_for_sameness(manifest, *matrix, path);
    manifest.class_names = std::move(classes_of.class_names);
    manifest.class_names.resize(std::max(manifest.class_names.size(), static_cast<std::size_t>(classes)));
    manifest.features = std::move(matrix);
    return manifest;
}

} // namespace whydah
