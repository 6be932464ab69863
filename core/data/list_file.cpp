#include "core/data/readers.h"

#include "records/error.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <unordered_map>
#include <unordered_set>

namespace whydah {
namespace {

namespace fs = std::filesystem;

struct ListEntry {
    std::string path;
    std::int64_t label = 0;
    std::int64_t line = 0;
};
struct ListFile {
    fs::path file;
    SplitPart part = SplitPart::train;
    std::vector<ListEntry> entries;
};

std::string lower_stem(const fs::path& file) {
    std::string stem = file.stem().string();
    std::transform(stem.begin(), stem.end(), stem.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return stem;
}

std::optional<SplitPart> part_of_list(const fs::path& file) {
    if (file.extension() != ".txt" && file.extension() != ".lst" && file.extension() != ".tsv") return std::nullopt;
    const std::string stem = lower_stem(file);
    const auto ends = [&](const std::string& word) {
        return stem == word || stem.ends_with("_" + word) || stem.ends_with("-" + word) || stem.ends_with("." + word);
    };
    if (ends("train") || ends("training")) return SplitPart::train;
    if (ends("val") || ends("valid") || ends("validation")) return SplitPart::validation;
    if (ends("test")) return SplitPart::test;
    return std::nullopt;
}

/// "path label": the last field is the label, what stands before it is the path; quotes around the path are taken off.
bool parse_line(std::string_view line, ListEntry& entry, std::string& why) {
    const std::size_t end = line.find_last_not_of(" \t");
    const std::size_t gap = line.find_last_of(" \t", end);
    if (gap == std::string_view::npos) return why = "is not 'path label'", false;
    const std::string_view label = line.substr(gap + 1, end - gap);
    const auto [next, error] = std::from_chars(label.data(), label.data() + label.size(), entry.label);
    if (error != std::errc{} || next != label.data() + label.size())
        return why = "'" + std::string(label) + "' is not a label (a whole number)", false;
    const std::size_t last = line.find_last_not_of(" \t", gap), first = line.find_first_not_of(" \t");
    if (last == std::string_view::npos || first > last) return why = "has no path", false;
    std::string_view path = line.substr(first, last - first + 1);
    if (path.front() == '"' || path.front() == '\'') {
        if (path.size() < 2 || path.back() != path.front()) return why = "has a quote that is not closed", false;
        path = path.substr(1, path.size() - 2);
    }
    if (path.empty()) return why = "has no path", false;
    entry.path = path;
    return true;
}

/// "# text" or "#" alone: a path may begin with # as well.
bool is_comment(const std::string& line) { return line[0] == '#' && (line.size() == 1 || line[1] == ' '); }

ListFile read_list(const fs::path& file, SplitPart part, Manifest& manifest, const JobControl& control) {
    ListFile list{file, part, {}};
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        manifest.add_problem(file.string(), "the list cannot be read");
        return list;
    }
    std::int64_t number = 0;
    for (std::string line; std::getline(stream, line);) {
        if (++number % 4096 == 0) control.check();
        if (number == 1 && line.starts_with("\xef\xbb\xbf")) line.erase(0, 3);
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.find_first_not_of(" \t") == std::string::npos || is_comment(line)) continue;
        const std::string where = file.string() + ":" + std::to_string(number);
        ListEntry entry{{}, 0, number};
        std::string why;
        if (line.size() > 65'536)
            manifest.add_problem(where, "the line is too long");
        else if (line.find('\0') != std::string::npos)
            manifest.add_problem(where, "holds a zero byte: is this a text file?");
        else if (!parse_line(line, entry, why))
            manifest.add_problem(where, why);
        else if (entry.label == -1)
            manifest.add_problem(where, "label -1 (open set) is left out");
        else if (entry.label < 0 || entry.label >= 1'000'000)
            manifest.add_problem(where, "label " + std::to_string(entry.label) + " is outside 0..999999");
        else
            list.entries.push_back(std::move(entry));
    }
    return list;
}

std::vector<ListFile> read_lists(const fs::path& path, Manifest& manifest, const JobControl& control) {
    std::vector<ListFile> lists;
    std::error_code error;
    if (fs::is_directory(path, error)) {
        for (const fs::path& file : sorted_entries(path, manifest))
            if (const auto part = part_of_list(file)) lists.push_back(read_list(file, *part, manifest, control));
        return lists;
    }
    const auto own = part_of_list(path);
    lists.push_back(read_list(path, own.value_or(SplitPart::train), manifest, control));
    if (own != SplitPart::train) return lists;
    // The other parts of the same set stand beside it: NAME_train.txt, NAME_val.txt, NAME_test.txt.
    const std::string stem = path.stem().string(), base = stem.substr(0, stem.find_last_of("_-.") == std::string::npos
                                                                             ? 0
                                                                             : stem.find_last_of("_-.") + 1);
    for (const fs::path& file : sorted_entries(path.parent_path().empty() ? "." : path.parent_path(), manifest)) {
        const auto part = part_of_list(file);
        if (part && *part != SplitPart::train && file.stem().string().starts_with(base) &&
            file.stem().string().find_first_of("_-.", base.size()) == std::string::npos)
            lists.push_back(read_list(file, *part, manifest, control));
    }
    return lists;
}

/// What root.txt beside the lists says, which an export of lists writes; empty if it does not.
fs::path noted_root(const fs::path& folder) {
    std::error_code error;
    std::string line;
    if (fs::is_regular_file(folder / "root.txt", error)) {
        std::ifstream stream(folder / "root.txt");
        std::getline(stream, line);
        if (!line.empty() && line.back() == '\r') line.pop_back();
    }
    return line.empty() || !fs::is_directory(folder / line, error) ? fs::path() : folder / line;
}

/// The folder that the paths are relative to: the one given, else the one in root.txt, else the first of some likely
/// ones that has the first images.
fs::path find_root(const fs::path& folder, const std::vector<ListFile>& lists, const DataOptions& options) {
    if (!options.root.empty()) return options.root;
    if (const fs::path noted = noted_root(folder); !noted.empty()) return noted.lexically_normal();
    for (const fs::path& root : {folder, folder / "images", folder / ".." / "images", folder / "..", folder / "data"})
        for (const ListFile& list : lists)
            for (std::size_t i = 0; i < std::min<std::size_t>(list.entries.size(), 20); ++i) {
                std::error_code error;
                if (fs::exists(root / list.entries[i].path, error)) return root.lexically_normal();
            }
    return folder;
}

/// From a names file, else the folder of each class's first image, where that tells the classes apart.
std::vector<std::string> class_names(const fs::path& folder, const std::vector<ListFile>& lists, std::size_t classes) {
    std::vector<std::string> names, folders(classes);
    if (const fs::path file = class_names_beside(folder); !file.empty()) names = read_class_names(file);
    names.resize(std::max(classes, names.size()));
    for (const ListFile& list : lists)
        for (const ListEntry& entry : list.entries) {
            std::string& name = folders[static_cast<std::size_t>(entry.label)];
            if (name.empty()) name = fs::path(entry.path).parent_path().filename().string();
        }
    std::unordered_set<std::string> different;
    for (const std::string& name : folders)
        if (!name.empty() && !different.insert(name).second) return names;
    for (std::size_t c = 0; c < classes; ++c)
        if (names[c].empty()) names[c] = folders[c];
    return names;
}

void add_samples(const ListFile& list, const fs::path& root, Manifest& manifest,
                 std::unordered_map<std::string, SplitPart>& seen, const JobControl& control, StageReporter& stage) {
    for (const ListEntry& entry : list.entries) {
        if (entry.line % 256 == 0) {
            control.check();
            stage.progress(static_cast<std::int64_t>(manifest.samples.size()));
        }
        const std::string where = list.file.string() + ":" + std::to_string(entry.line);
        const std::string image = (root / entry.path).string();
        std::string why;
        if (!looks_like_image(image, why)) {
            manifest.add_problem(where, entry.path + " " + why);
            continue;
        }
        const auto [at, fresh] = seen.try_emplace(image, list.part);
        if (!fresh && at->second == list.part) { // a recipe could put the two into different parts
            manifest.add_problem(where, entry.path + " stands in this list twice: taken once");
            continue;
        }
        if (!fresh)
            manifest.add_problem(where, entry.path + " is also in the " + split_part_name(at->second) + " list");
        manifest.samples.push_back({{image, -1}, static_cast<std::int32_t>(entry.label), list.part});
    }
}

} // namespace

bool is_list_source(const fs::path& path) {
    std::error_code error;
    if (fs::is_regular_file(path, error))
        return path.extension() == ".txt" || path.extension() == ".lst" || path.extension() == ".tsv";
    if (!fs::is_directory(path, error)) return false;
    for (fs::directory_iterator at(path, error); !error && at != fs::directory_iterator(); at.increment(error))
        if (part_of_list(at->path()) == SplitPart::train && at->is_regular_file(error)) return true;
    return false;
}

Manifest read_list_files(const fs::path& path, const DataOptions& options, const JobControl& control,
                         const Report& report, StageReporter& stage) {
    Manifest manifest;
    manifest.kind = "list files";
    const std::vector<ListFile> lists = read_lists(path, manifest, control);
    std::error_code error;
    const fs::path folder = fs::is_directory(path, error) ? path
                            : path.parent_path().empty()  ? fs::path(".")
                                                          : path.parent_path();
    std::size_t classes = 0;
    for (const ListFile& list : lists)
        for (const ListEntry& entry : list.entries)
            classes = std::max(classes, static_cast<std::size_t>(entry.label) + 1);
    const fs::path root = find_root(folder, lists, options);
    if (report && !lists.empty())
        report(LogLine{LogLine::Level::info, "paths of the lists are taken relative to " + root.string()});
    manifest.class_names = class_names(folder, lists, classes);
    std::unordered_map<std::string, SplitPart> seen;
    for (const ListFile& list : lists) add_samples(list, root, manifest, seen, control, stage);
    // One list without its siblings is no split: let the recipe make one.
    if (lists.size() == 1)
        for (Sample& sample : manifest.samples) sample.given.reset();
    if (manifest.samples.empty())
        throw Error(
            {.what = "the lists name no image that can be used" +
                     (manifest.problems.empty()
                          ? std::string()
                          : "; the first problem: " + manifest.problems[0].where + ": " + manifest.problems[0].what),
             .where = path.string(),
             .mend = "write 'relative/path label' on each line, and give the folder of the images with --root"});
    return manifest;
}

} // namespace whydah
