#include "core/data/duplicates.h"

#include "core/data/idx_array.h"
#include "core/experiment/stage_reporter.h"
#include "records/error.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace whydah {
namespace {

constexpr std::streamsize piece = 1 << 20; // a stop is felt within a megabyte

struct Candidate {
    ImageOfClass of;
    const ImageRef* image;
};
using BySize = std::map<std::int64_t, std::vector<Candidate>>;

/// A file as it lies on the disk: .gz is not unpacked. Nothing: it cannot be read.
std::optional<std::string> raw_bytes(const std::string& file, std::int64_t size, const JobControl& control) {
    std::ifstream stream(file, std::ios::binary);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    for (std::int64_t at = 0; at < size; at += piece) {
        control.check();
        const auto wanted = static_cast<std::streamsize>(std::min<std::int64_t>(piece, size - at));
        if (!stream.read(bytes.data() + at, wanted)) return std::nullopt;
    }
    return bytes;
}

std::optional<std::string> bytes_of(const Candidate& candidate, std::int64_t size, const JobControl& control) {
    const ImageRef& image = *candidate.image;
    if (image.index < 0) return raw_bytes(image.file, size, control);
    try {
        const auto array = shared_idx(image.file, control);
        if (image.index >= array->items()) return std::nullopt;
        return std::string(reinterpret_cast<const char*>(array->item(image.index)),
                           static_cast<std::size_t>(array->item_bytes()));
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// Of a file or of a row; nothing: it cannot be read. Rows and files are never compared: a row is no image file.
std::optional<std::int64_t> size_of(const ImageRef& image, const JobControl& control) {
    if (image.index >= 0) {
        try {
            return -1 - shared_idx(image.file, control)->item_bytes();
        } catch (const Error&) {
            return std::nullopt;
        }
    }
    std::error_code error;
    const auto size = std::filesystem::file_size(image.file, error);
    if (error || !std::filesystem::is_regular_file(image.file, error)) return std::nullopt;
    return static_cast<std::int64_t>(size);
}

BySize by_size(const DatasetSummary& summary, const JobControl& control, DuplicateReport& found) {
    BySize sizes;
    std::string last_idx;
    std::optional<std::int64_t> last_size;
    for (std::size_t c = 0; c < summary.classes.size(); ++c)
        for (std::size_t i = 0; i < summary.classes[c].images.size(); ++i) {
            control.check();
            const ImageRef& image = summary.classes[c].images[i];
            if (image.file.empty()) continue;
            ++found.images;
            const bool same_array = image.index >= 0 && image.file == last_idx;
            const auto size = same_array ? last_size : size_of(image, control);
            if (image.index >= 0) last_idx = image.file, last_size = size;
            if (!size)
                ++found.unreadable;
            else
                sizes[*size].push_back({{static_cast<std::int32_t>(c), i}, &image});
        }
    std::erase_if(sizes, [](const auto& entry) { return entry.second.size() < 2; });
    return sizes;
}

std::int64_t bytes_of_size(std::int64_t size) { return size < 0 ? -1 - size : size; }

/// Those that are the same byte by byte, of some with the same hash: almost always all of them.
void keep_equal(const std::vector<Candidate>& same_hash, std::int64_t size, const JobControl& control,
                DuplicateReport& found) {
    std::vector<Candidate> left = same_hash;
    while (left.size() > 1) {
        const auto first = bytes_of(left.front(), size, control);
        DuplicateGroup group;
        std::vector<Candidate> others;
        for (const Candidate& one : left) {
            const bool equal = one.of == left.front().of || (first && bytes_of(one, size, control) == first);
            equal ? group.images.push_back(one.of) : others.push_back(one);
        }
        if (group.images.size() > 1) found.groups.push_back(std::move(group));
        left = std::move(others);
    }
}

} // namespace

DuplicateReport find_duplicates(const DatasetSummary& summary, const JobControl& control, const Report& report) {
    DuplicateReport found;
    const BySize sizes = by_size(summary, control, found);
    std::int64_t total = 0, done = 0;
    for (const auto& [size, candidates] : sizes) total += static_cast<std::int64_t>(candidates.size());
    StageReporter stage(report, "Duplicates", "images", total);
    for (const auto& [size, candidates] : sizes) {
        std::unordered_map<std::size_t, std::vector<Candidate>> hashes;
        for (const Candidate& one : candidates) {
            control.check();
            if (const auto bytes = bytes_of(one, bytes_of_size(size), control))
                hashes[std::hash<std::string_view>()(*bytes)].push_back(one);
            else
                ++found.unreadable;
            stage.progress(++done);
        }
        for (const auto& [hash, same] : hashes) keep_equal(same, bytes_of_size(size), control, found);
    }
    std::sort(found.groups.begin(), found.groups.end(), [](const DuplicateGroup& a, const DuplicateGroup& b) {
        const ImageOfClass &x = a.images.front(), &y = b.images.front();
        return std::pair(x.label, x.image) < std::pair(y.label, y.image);
    });
    mark_duplicates(found, summary);
    stage.finish(duplicates_text(found));
    return found;
}

std::int64_t bytes_to_compare(const DatasetSummary& summary) {
    DuplicateReport ignored;
    std::int64_t bytes = 0;
    for (const auto& [size, candidates] : by_size(summary, {}, ignored))
        bytes += bytes_of_size(size) * static_cast<std::int64_t>(candidates.size());
    return bytes;
}

} // namespace whydah
