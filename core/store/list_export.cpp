#include "core/store/list_export.h"

#include "core/data/manifest.h"
#include "core/store/run_folder.h"
#include "core/store/safe_file.h"
#include "records/error.h"

#include <algorithm>

namespace whydah {
namespace {

namespace fs = std::filesystem;

/// The data set's own folder if all images lie beneath it, else the deepest one that they share.
fs::path root_of(const Manifest& manifest) {
    fs::path root = fs::absolute(manifest.source).lexically_normal();
    std::error_code unreadable;
    if (!fs::is_directory(root, unreadable)) root = root.parent_path();
    if (!root.has_filename()) root = root.parent_path();
    const auto holds = [](const fs::path& folder, const Sample& sample) {
        return folder == folder.root_path() ||
               fs::absolute(sample.image.file).lexically_normal().string().starts_with(folder.string() + "/");
    };
    const auto& samples = manifest.samples;
    if (samples.empty() || std::all_of(samples.begin(), samples.end(), [&](auto& s) { return holds(root, s); }))
        return root;
    root = fs::absolute(samples.front().image.file).lexically_normal().parent_path();
    for (const Sample& sample : samples)
        while (!holds(root, sample)) root = root.parent_path();
    return root;
}

/// Bare where the format can hold it, else in quotes, which the reader takes off.
std::string written_path(const std::string& path) {
    const bool bare = path.find_first_of("\"'# \t") != 0 && path.back() != ' ' && path.back() != '\t';
    return bare ? path : '"' + path + '"';
}

void require_images(const Manifest& manifest) {
    for (const Sample& sample : manifest.samples) {
        if (sample.image.file.empty() || sample.image.index >= 0)
            throw Error(
                {.what = "list files name images, and this data set (" + manifest.kind + ") holds none as files",
                 .where = manifest.source,
                 .mend = "export a data set of image files; a run's split of features is in its predictions/"});
        if (sample.image.file.find_first_of("\n\r") != std::string::npos)
            throw Error({.what = "the path of an image holds a line end, which no list file can",
                         .where = sample.image.file,
                         .mend = "rename the file"});
    }
}

void take_away(const fs::path& file) {
    std::error_code error;
    fs::remove(file, error);
    if (error) fail_writing(file, "cannot take the old file away");
}

} // namespace

ExportedLists write_lists(const fs::path& folder, const Manifest& manifest, const Split& split,
                          const JobControl& control) {
    require_images(manifest);
    const fs::path root = root_of(manifest);
    const std::size_t cut = root == root.root_path() ? root.string().size() : root.string().size() + 1;
    ExportedLists written{.folder = folder.string(), .root = root.string()};
    written.train = static_cast<std::int64_t>(split.train.size());
    written.validation = static_cast<std::int64_t>(split.validation.size());
    written.test = static_cast<std::int64_t>(split.test.size());
    written.classes = static_cast<std::int64_t>(manifest.class_names.size());
    make_folder(folder);
    for (const auto& [rows, name] :
         {std::pair{&split.train, "train.txt"}, {&split.validation, "val.txt"}, {&split.test, "test.txt"}}) {
        control.check();
        if (rows->empty()) {
            take_away(folder / name);
            continue;
        }
        SafeFile file(folder / name);
        std::string text;
        for (std::int64_t row : *rows) {
            const Sample& sample = manifest.samples[static_cast<std::size_t>(row)];
            const std::string path = fs::absolute(sample.image.file).lexically_normal().string().substr(cut);
            written.spaces += path.find_first_of(" \t") != std::string::npos;
            text += written_path(path) + " " + std::to_string(sample.label) + "\n";
        }
        file.write(text);
        file.commit();
    }
    std::string names;
    for (const std::string& name : manifest.class_names) names += name + "\n";
    write_file_safely(folder / "classes.txt", names);
    write_file_safely(folder / "root.txt", root.string() + "\n");
    return written;
}

ExportedLists export_lists(const fs::path& folder, const ExperimentOptions& options, const JobControl& control,
                           const Report& report) {
    require_valid(options);
    const Manifest manifest = read_manifest(options.data, control, report);
    return write_lists(folder, manifest, make_split(manifest, options.data, options.seeds_of(0).carve), control);
}

} // namespace whydah
