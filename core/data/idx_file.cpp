#include "core/data/idx_array.h"
#include "core/data/readers.h"
#include "records/error.h"

#include <algorithm>

namespace whydah {
namespace {

namespace fs = std::filesystem;

struct Pair {
    fs::path images, labels;
    std::optional<SplitPart> part;
};

bool is_images(const std::string& name) {
    return name.find("-images-idx") != std::string::npos || name.find("-images.idx") != std::string::npos;
}

/// "train-images-idx3-ubyte.gz" -> "train-labels-idx1-ubyte", packed or not.
fs::path labels_of(const fs::path& images) {
    std::string name = images.filename().string();
    if (name.ends_with(".gz")) name.resize(name.size() - 3);
    const std::size_t at = name.find("-images");
    name.replace(at, 7, "-labels");
    for (const char* dimensions : {"idx3", "idx4"})
        if (const std::size_t d = name.find(dimensions); d != std::string::npos) name.replace(d, 4, "idx1");
    std::error_code error;
    for (const std::string& ending : {std::string(), std::string(".gz")})
        if (fs::exists(images.parent_path() / (name + ending), error)) return images.parent_path() / (name + ending);
    return {};
}

std::optional<SplitPart> part_of(const fs::path& images) {
    const std::string name = images.filename().string();
    if (name.find("train") != std::string::npos) return SplitPart::train;
    if (name.find("val") != std::string::npos) return SplitPart::validation;
    if (name.find("t10k") != std::string::npos || name.find("test") != std::string::npos) return SplitPart::test;
    return std::nullopt;
}

std::vector<Pair> find_pairs(const fs::path& path, Manifest& manifest) {
    std::vector<fs::path> images;
    std::error_code error;
    const fs::path folder = fs::is_directory(path, error) ? path
                            : path.parent_path().empty()  ? fs::path(".")
                                                          : path.parent_path();
    for (const fs::path& file : sorted_entries(folder, manifest))
        if (is_images(file.filename().string())) images.push_back(file);
    std::vector<Pair> pairs;
    for (const fs::path& file : images) {
        // A packed file beside its unpacked twin is the same data.
        if (file.extension() == ".gz" && fs::exists(fs::path(file).replace_extension(), error)) continue;
        const fs::path labels = labels_of(file);
        if (labels.empty())
            manifest.add_problem(file.string(), "has no labels file beside it");
        else
            pairs.push_back({file, labels, part_of(file)});
    }
    return pairs;
}

void add_pair(const Pair& pair, Manifest& manifest, const JobControl& control) {
    std::shared_ptr<const IdxArray> images, labels;
    try {
        images = shared_idx(pair.images, control);
        labels = shared_idx(pair.labels, control);
    } catch (const Error& error) {
        return manifest.add_problem(error.where(), error.problem());
    }
    const auto& shape = images->shape;
    if (shape.size() < 3 || (shape.size() == 4 && shape[3] != 3) || shape[1] < 1 || shape[2] < 1)
        return manifest.add_problem(pair.images.string(),
                                    "holds no images [n, height, width] or [n, height, width, 3]");
    if (labels->shape.size() != 1) return manifest.add_problem(pair.labels.string(), "holds no labels [n]");
    if (images->items() != labels->items())
        manifest.add_problem(pair.labels.string(), "has " + std::to_string(labels->items()) + " labels for " +
                                                       std::to_string(images->items()) +
                                                       " images; the rest is left out");
    const std::string file = fs::absolute(pair.images).string();
    for (std::int64_t i = 0; i < std::min(images->items(), labels->items()); ++i)
        manifest.samples.push_back({{file, i}, *labels->item(i), pair.part});
}

} // namespace

bool is_idx_source(const fs::path& path) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) return is_images(path.filename().string());
    for (fs::directory_iterator at(path, error); !error && at != fs::directory_iterator(); at.increment(error))
        if (is_images(at->path().filename().string())) return true;
    return false;
}

Manifest read_idx_files(const fs::path& path, const JobControl& control, StageReporter& stage) {
    Manifest manifest;
    manifest.kind = "IDX files";
    for (const Pair& pair : find_pairs(path, manifest)) {
        add_pair(pair, manifest, control);
        stage.progress(static_cast<std::int64_t>(manifest.samples.size()));
    }
    if (manifest.samples.empty())
        throw Error({.what = "no pair of IDX images and labels can be used" +
                             (manifest.problems.empty() ? std::string()
                                                        : "; the first problem: " + manifest.problems[0].where + ": " +
                                                              manifest.problems[0].what),
                     .where = path.string(),
                     .mend = "give a folder with NAME-images-idx3-ubyte and NAME-labels-idx1-ubyte, packed or not"});
    std::int32_t classes = 0;
    bool has_train = false, has_test = false;
    for (const Sample& sample : manifest.samples) {
        classes = std::max(classes, sample.label + 1);
        has_train = has_train || sample.given == SplitPart::train;
        has_test = has_test || sample.given == SplitPart::test;
    }
    if (!has_train || !has_test)
        for (Sample& sample : manifest.samples) sample.given.reset();
    manifest.class_names.resize(static_cast<std::size_t>(classes));
    std::error_code error;
    const fs::path names_file = class_names_beside(fs::is_directory(path, error) ? path : path.parent_path());
    if (!names_file.empty()) {
        manifest.class_names = read_class_names(names_file);
        manifest.class_names.resize(std::max(manifest.class_names.size(), static_cast<std::size_t>(classes)));
    }
    return manifest;
}

} // namespace whydah
