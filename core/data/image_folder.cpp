#include "core/data/readers.h"

#include "records/error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fcntl.h>
#include <map>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace whydah {
namespace {

namespace fs = std::filesystem;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::optional<SplitPart> part_of_folder(const std::string& name) {
    const std::string n = lower(name);
    if (n == "train" || n == "training") return SplitPart::train;
    if (n == "val" || n == "valid" || n == "validation") return SplitPart::validation;
    if (n == "test" || n == "testing") return SplitPart::test;
    return std::nullopt;
}

/// Things that lie about in image folders without being meant as images.
bool is_side_file(const fs::path& file) {
    static const std::array<const char*, 10> extensions{".txt", ".md", ".json", ".csv",  ".xml",
                                                        ".mat", ".db", ".ini",  ".yaml", ".html"};
    const std::string extension = lower(file.extension().string()), stem = lower(file.stem().string());
    return std::find(extensions.begin(), extensions.end(), extension) != extensions.end() || stem == "readme" ||
           stem == "license" || stem == "licence";
}

class FolderReader {
public:
    FolderReader(Manifest& manifest, const JobControl& control, StageReporter& stage)
        : manifest_(manifest),
          control_(control),
          stage_(stage) {}

    void read_classes(const fs::path& folder, std::optional<SplitPart> part) {
        for (const fs::path& entry : sorted_entries(folder, manifest_)) {
            std::error_code error;
            if (fs::equivalent(entry, folder, error)) {
                manifest_.add_problem(entry.string(), "is a link to the folder of all classes: left out");
            } else if (fs::is_directory(entry, error)) {
                const auto at =
                    labels_.try_emplace(entry.filename().string(), static_cast<std::int32_t>(labels_.size())).first;
                Folders seen;
                read_images(entry, at->second, part, seen);
            } else if (!is_side_file(entry)) {
                manifest_.add_problem(entry.string(), "lies outside the class folders");
            }
        }
    }

    /// Labels in the order of the names, whichever part named a class first.
    void sort_classes() {
        std::vector<std::int32_t> label_of(labels_.size());
        manifest_.class_names.clear();
        for (const auto& [name, label] : labels_) { // a map: sorted
            label_of[static_cast<std::size_t>(label)] = static_cast<std::int32_t>(manifest_.class_names.size());
            manifest_.class_names.push_back(name);
        }
        for (Sample& sample : manifest_.samples) sample.label = label_of[static_cast<std::size_t>(sample.label)];
    }

private:
    using Folders = std::set<std::pair<dev_t, ino_t>>;

    /// @param seen folders that this class has already: links must neither lead round in circles nor bring images twice
    void read_images(const fs::path& folder, std::int32_t label, std::optional<SplitPart> part, Folders& seen) {
        struct stat info {};
        if (::stat(folder.c_str(), &info) == 0 && !seen.emplace(info.st_dev, info.st_ino).second)
            return manifest_.add_problem(folder.string(), "is a link to a folder that this class has already");
        for (const fs::path& entry : sorted_entries(folder, manifest_)) {
            if (++entries_ % 256 == 0) {
                control_.check();
                stage_.progress(static_cast<std::int64_t>(manifest_.samples.size()));
            }
            std::error_code error;
            if (fs::is_directory(entry, error)) {
                read_images(entry, label, part, seen);
                continue;
            }
            if (!has_image_extension(entry) && is_side_file(entry)) continue;
            std::string why;
            if (looks_like_image(entry, why))
                manifest_.samples.push_back({{entry.string(), -1}, label, part});
            else
                manifest_.add_problem(entry.string(), why);
        }
    }

    Manifest& manifest_;
    const JobControl& control_;
    StageReporter& stage_;
    std::map<std::string, std::int32_t> labels_;
    std::int64_t entries_ = 0;
};

} // namespace

bool has_image_extension(const fs::path& file) {
    static const std::array<const char*, 15> known{".jpg",  ".jpeg", ".jpe", ".png", ".bmp", ".dib", ".tif", ".tiff",
                                                   ".webp", ".ppm",  ".pgm", ".pbm", ".pnm", ".jp2", ".exr"};
    return std::find(known.begin(), known.end(), lower(file.extension().string())) != known.end();
}

bool looks_like_image(const fs::path& file, std::string& why_not) {
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0) return why_not = "there is no such file (a broken link?)", false;
    if (!S_ISREG(info.st_mode)) return why_not = "is not a file", false;
    if (info.st_size == 0) return why_not = "is empty", false;
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return why_not = "cannot be read (no permission?)", false;
    std::array<unsigned char, 12> b{};
    const ssize_t got = ::read(descriptor, b.data(), b.size());
    ::close(descriptor);
    const auto starts = [&](std::initializer_list<int> magic) {
        return got >= static_cast<ssize_t>(magic.size()) && std::equal(magic.begin(), magic.end(), b.begin());
    };
    const bool netpbm = b[0] == 'P' && b[1] >= '1' && b[1] <= '7';
    const bool webp = starts({'R', 'I', 'F', 'F'}) && b[8] == 'W' && b[9] == 'E' && b[10] == 'B' && b[11] == 'P';
    if (starts({0xff, 0xd8, 0xff}) || starts({0x89, 'P', 'N', 'G'}) || starts({'B', 'M'}) ||
        starts({'I', 'I', 42, 0}) || starts({'M', 'M', 0, 42}) || starts({0, 0, 0, 12, 'j', 'P'}) ||
        starts({0x76, 0x2f, 0x31, 0x01}) || netpbm || webp)
        return true;
    return why_not = starts({'G', 'I', 'F'}) ? "is a GIF, which is not read: save it as PNG" : "is not an image", false;
}

std::vector<fs::path> sorted_entries(const fs::path& folder, Manifest& manifest) {
    std::vector<fs::path> entries;
    std::error_code error;
    fs::directory_iterator at(folder, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error))
        if (!at->path().filename().string().starts_with('.')) entries.push_back(at->path());
    if (error) manifest.add_problem(folder.string(), "the folder cannot be read: " + error.message());
    std::sort(entries.begin(), entries.end(),
              [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
    return entries;
}

Manifest read_image_folder(const fs::path& folder, const JobControl& control, StageReporter& stage) {
    Manifest manifest;
    manifest.kind = "image folder";
    FolderReader reader(manifest, control, stage);
    std::vector<std::pair<fs::path, SplitPart>> parts;
    std::vector<fs::path> others;
    for (const fs::path& entry : sorted_entries(folder, manifest)) {
        std::error_code error;
        if (!fs::is_directory(entry, error)) continue;
        if (const auto part = part_of_folder(entry.filename().string()))
            parts.emplace_back(entry, *part);
        else
            others.push_back(entry);
    }
    const auto has = [&](SplitPart part) {
        return std::any_of(parts.begin(), parts.end(), [&](const auto& p) { return p.second == part; });
    };
    // A lone folder 'train' among others may well be a class of trains; 'train' and 'test' together are parts.
    if (has(SplitPart::train) && (others.empty() || has(SplitPart::test))) {
        for (const auto& [path, part] : parts) reader.read_classes(path, part);
        for (const fs::path& other : others)
            manifest.add_problem(other.string(), "lies beside the folders train and test: left out");
    } else {
        reader.read_classes(folder, std::nullopt);
    }
    reader.sort_classes();
    if (manifest.class_names.empty())
        throw Error(
            {.what = "holds no class folders",
             .where = folder.string(),
             .mend =
                 "give a folder with one folder of images for each class, list files, IDX files or a feature table"});
    if (manifest.samples.empty())
        throw Error({.what = "holds no image that can be used" +
                             (manifest.problems.empty() ? std::string()
                                                        : "; the first problem: " + manifest.problems[0].where + ": " +
                                                              manifest.problems[0].what),
                     .where = folder.string(),
                     .mend = "put images (JPEG, PNG, ...) into the class folders"});
    return manifest;
}

} // namespace whydah
