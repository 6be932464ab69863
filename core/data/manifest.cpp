#include "core/data/manifest.h"

#include "core/data/readers.h"
#include "core/data/superclass_map.h"
#include "records/error.h"

#include <algorithm>
#include <fstream>
#include <unordered_map>
#include <unordered_set>

namespace whydah {
namespace fs = std::filesystem;

void Manifest::add_problem(std::string where, std::string what) {
    if (++problem_count <= DatasetSummary::problems_kept) problems.push_back({std::move(where), std::move(what)});
}

bool Manifest::has_given_split() const {
    return std::any_of(samples.begin(), samples.end(), [](const Sample& s) { return s.given.has_value(); });
}

std::vector<std::string> read_class_names(const fs::path& file) {
    std::error_code error;
    std::ifstream stream;
    if (fs::is_regular_file(file, error)) stream.open(file);
    if (!stream.is_open())
        throw Error({.what = "the class names cannot be read",
                     .where = file.string(),
                     .mend = "give a text file with one name a line"});
    std::vector<std::string> names;
    for (std::string line; std::getline(stream, line);) {
        if (names.empty() && line.starts_with("\xef\xbb\xbf")) line.erase(0, 3);
        if (!line.empty() && line.back() == '\r') line.pop_back();
        names.push_back(line); // an empty line keeps its place: a name less would shift all that follow
    }
    while (!names.empty() && names.back().empty()) names.pop_back();
    return names;
}

fs::path class_names_beside(const fs::path& folder) {
    std::error_code error;
    for (const char* name : {"classes.txt", "class_names.txt", "classnames.txt"})
        if (fs::is_regular_file(folder / name, error)) return folder / name;
    return {};
}

namespace {

/// Names given in a file stand above those of the data, as far as they go.
void take_class_names(Manifest& manifest, const std::string& file) {
    const auto names = read_class_names(file);
    if (names.size() < manifest.class_names.size())
        manifest.add_problem(file, "names " + std::to_string(names.size()) + " classes, the data has " +
                                       std::to_string(manifest.class_names.size()));
    for (std::size_t c = 0; c < std::min(names.size(), manifest.class_names.size()); ++c)
        if (!names[c].empty()) manifest.class_names[c] = names[c];
}

/// Classes without a name are called by their label. Labels that have neither name nor sample are no classes: files
/// that count from 1, or by some catalogue's numbers, bring many. The others keep their order.
void name_labels(Manifest& manifest, const Report& report) {
    std::vector<bool> used(manifest.class_names.size(), false);
    for (const Sample& sample : manifest.samples) used[static_cast<std::size_t>(sample.label)] = true;
    std::vector<std::int32_t> label_of(used.size(), -1);
    std::vector<std::string> names;
    for (std::size_t c = 0; c < used.size(); ++c) {
        std::string& name = manifest.class_names[c];
        if (name.empty() && !used[c]) continue;
        label_of[c] = static_cast<std::int32_t>(names.size());
        names.push_back(name.empty() ? "class " + std::to_string(c) : std::move(name));
    }
    if (names.size() < used.size() && report)
        report(LogLine{LogLine::Level::info, std::to_string(used.size() - names.size()) + " of the labels 0 to " +
                                                 std::to_string(used.size() - 1) +
                                                 " have neither an image nor a name: they are no classes"});
    for (Sample& sample : manifest.samples) sample.label = label_of[static_cast<std::size_t>(sample.label)];
    manifest.class_names = std::move(names);
}

/// Two classes of one name could not be told apart in tables: the second becomes "name (2)".
void make_names_unique(Manifest& manifest) {
    std::unordered_set<std::string> taken;
    std::unordered_map<std::string, int> copies;
    for (std::string& name : manifest.class_names) {
        const std::string plain = name;
        for (int& copy = copies[plain]; !taken.insert(name).second;)
            name = plain + " (" + std::to_string(++copy + 1) + ")";
    }
}

} // namespace

Manifest read_manifest(const DataOptions& options, const JobControl& control, const Report& report) {
    const fs::path path = options.data;
    std::error_code error;
    if (!fs::exists(path, error))
        throw Error({.what = "there is no such file or folder",
                     .where = path.string(),
                     .mend = "check the path given as data set"});
    const bool table = is_feature_source(path);
    StageReporter stage(report, "Reading", table ? "rows" : "images", 0);
    Manifest manifest =
        table                  ? read_feature_file(path, options, control, stage)
        : is_idx_source(path)  ? read_idx_files(path, control, stage)
        : is_list_source(path) ? read_list_files(path, options, control, report, stage)
        : fs::is_directory(path, error)
            ? read_image_folder(path, control, stage)
            : throw Error(
                  {.what = "is no data set that can be read",
                   .where = path.string(),
                   .mend =
                       "give a folder of class folders, list files (.txt), IDX files or a feature table (.npz, .npy)"});
    fs::path name = fs::absolute(path, error).lexically_normal();
    manifest.name = name.filename().empty() ? name.parent_path().filename().string() : name.filename().string();
    manifest.source = path.string();
    if (!options.class_names.empty()) take_class_names(manifest, options.class_names);
    name_labels(manifest, report);
    make_names_unique(manifest);
    if (!options.superclasses.empty()) merge_classes(manifest, options.superclasses);
    if (manifest.class_names.size() < 2)
        throw Error(
            {.what = "has only one class", .where = path.string(), .mend = "recognition needs two classes or more"});
    stage.finish();
    return manifest;
}

DatasetSummary summarise(const Manifest& manifest, const Split& split, bool with_images) {
    DatasetSummary summary;
    summary.name = manifest.name, summary.source = manifest.source, summary.kind = manifest.kind,
    summary.split = split.text;
    summary.has_features = manifest.features != nullptr;
    summary.feature_dimension = manifest.features ? manifest.features->dimension : 0;
    summary.classes.resize(manifest.class_names.size());
    for (std::size_t c = 0; c < summary.classes.size(); ++c) summary.classes[c].name = manifest.class_names[c];
    std::vector<SplitPart> part(manifest.samples.size(), SplitPart::left_out);
    for (const auto& [rows, where] : {std::pair{&split.train, SplitPart::train},
                                      {&split.validation, SplitPart::validation},
                                      {&split.test, SplitPart::test}})
        for (std::int64_t row : *rows) part[static_cast<std::size_t>(row)] = where;
    for (std::size_t i = 0; i < part.size(); ++i) {
        ClassSummary& c = summary.classes[static_cast<std::size_t>(manifest.samples[i].label)];
        std::int64_t* const counts[] = {&c.train, &c.validation, &c.test, &c.left_out};
        ++*counts[static_cast<int>(part[i])];
        if (!with_images || manifest.samples[i].image.file.empty()) continue;
        c.images.push_back(manifest.samples[i].image);
        c.image_parts.push_back(part[i]);
    }
    summary.problems = manifest.problems, summary.problem_count = manifest.problem_count;
    const auto add = [&](const ClassSummary& c, const char* what) {
        if (++summary.problem_count <= DatasetSummary::problems_kept)
            summary.problems.push_back({"class '" + c.name + "'", what});
    };
    for (const ClassSummary& c : summary.classes) {
        if (c.train == 0) add(c, "has no training image: it can never be predicted rightly");
        if (c.test == 0) add(c, "has no test image: it does not count in the accuracy");
    }
    return summary;
}

} // namespace whydah
