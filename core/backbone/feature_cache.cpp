#include "core/backbone/feature_cache.h"

#include "core/data/checksum.h"
#include "core/data/packed_file.h"
#include "core/networks/network_list.h"
#include "core/store/safe_file.h"

#include <c10/util/hash.h>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sys/stat.h>

namespace whydah {
namespace {

namespace fs = std::filesystem;

constexpr char magic[8] = {'W', 'H', 'Y', 'F', 'E', 'A', 'T', '1'};

/// Fixed-size part of a cache file; then come failures (length, text) for each sample, then the values.
struct Header {
    char magic[8];
    std::uint64_t samples, good, dimension, failure_bytes, checksum;
};

std::string packed(const std::vector<std::string>& failures) {
    std::string bytes;
    for (const std::string& failure : failures) {
        const auto length = static_cast<std::uint32_t>(failure.size());
        bytes.append(reinterpret_cast<const char*>(&length), sizeof length);
        bytes += failure;
    }
    return bytes;
}

bool unpack(const std::string& bytes, std::size_t samples, std::vector<std::string>& failures) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < samples; ++i) {
        std::uint32_t length = 0;
        if (bytes.size() - at < sizeof length) return false;
        std::memcpy(&length, bytes.data() + at, sizeof length);
        at += sizeof length;
        if (bytes.size() - at < length) return false;
        failures.push_back(bytes.substr(at, length));
        at += length;
    }
    return at == bytes.size();
}

} // namespace

fs::path cache_folder(const FeatureOptions& options) {
    if (!options.cache.empty()) return options.cache;
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache) return fs::path(cache) / "whydah";
    const char* home = std::getenv("HOME");
    return (home && *home ? fs::path(home) / ".cache" : fs::temp_directory_path()) / "whydah";
}

std::string backbone_identity(const FeatureOptions& options) {
    const bool built = find_network(options.backbone) != nullptr;
    std::string text = built ? options.backbone + "\n" : std::string();
    return text.append(read_bytes(built ? options.backbone_weights : options.backbone, std::int64_t{64} << 30));
}

std::string cache_key(const Manifest& manifest, const std::string& identity, const Preprocessing& p) {
    std::string text = "features 1\n" + std::to_string(p.input_size) + " " + std::to_string(p.resize_side) + " " +
                       std::to_string(p.channels) + (p.crop ? " crop" : " stretch");
    for (const auto& values : {p.mean, p.std_dev})
        for (float value : values) text.append(" ").append(option_text(static_cast<double>(value)));
    text.append("\n").append(identity);
    std::string last_file;
    for (const Sample& sample : manifest.samples) {
        if (sample.image.file != last_file) {
            struct stat info {};
            ::stat(sample.image.file.c_str(), &info);
            // However it is written: what the command line has computed in a folder beside is there for the window.
            const std::string path = fs::absolute(sample.image.file).lexically_normal().string();
            text += "\n" + path + "\t" + std::to_string(info.st_size) + "\t" +
                    std::to_string(info.st_mtim.tv_sec) + "." + std::to_string(info.st_mtim.tv_nsec);
            last_file = sample.image.file;
        }
        if (sample.image.index >= 0) text.append(" ").append(std::to_string(sample.image.index));
    }
    return c10::sha1(text).str();
}

std::optional<ExtractedFeatures> read_cached(const fs::path& file, std::size_t samples, std::string& why) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    Header header{};
    std::error_code error;
    const std::uint64_t size = fs::file_size(file, error);
    stream.read(reinterpret_cast<char*>(&header), sizeof header);
    why = "the cached features are damaged and will be made again: " + file.string();
    if (!stream || std::memcmp(header.magic, magic, sizeof magic) != 0 || header.samples != samples ||
        header.good > samples || header.dimension > (1U << 24) ||
        size != sizeof header + header.failure_bytes + header.good * header.dimension * sizeof(float))
        return std::nullopt;
    ExtractedFeatures features;
    features.dimension = static_cast<std::int64_t>(header.dimension);
    std::string failures(header.failure_bytes, '\0');
    features.values.resize(header.good * header.dimension);
    stream.read(failures.data(), static_cast<std::streamsize>(failures.size()));
    stream.read(reinterpret_cast<char*>(features.values.data()),
                static_cast<std::streamsize>(features.values.size() * sizeof(float)));
    const std::uint64_t sum = checksum_of(features.values.data(), features.values.size() * sizeof(float),
                                          checksum_of(failures.data(), failures.size()));
    if (!stream || sum != header.checksum || !unpack(failures, samples, features.failures)) return std::nullopt;
    why.clear();
    return features;
}

void write_cached(const fs::path& file, const ExtractedFeatures& features) {
    const std::string failures = packed(features.failures);
    const auto dimension = static_cast<std::uint64_t>(features.dimension);
    Header header{{},        features.failures.size(), dimension ? features.values.size() / dimension : 0,
                  dimension, failures.size(),          0};
    std::memcpy(header.magic, magic, sizeof magic);
    header.checksum = checksum_of(features.values.data(), features.values.size() * sizeof(float),
                                  checksum_of(failures.data(), failures.size()));
    SafeFile out(file);
    out.write(&header, sizeof header);
    out.write(failures);
    out.write(features.values.data(), features.values.size() * sizeof(float));
    out.commit();
}

} // namespace whydah
