#pragma once

#include "core/backbone/preprocessing.h"
#include "core/data/manifest.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// Features of a list of samples and what became of each: what the cache keeps.
struct ExtractedFeatures {
    std::int64_t dimension = 0;
    std::vector<float> values;         ///< [samples that are good, dimension]
    std::vector<std::string> failures; ///< [samples] why an image could not be used; empty: it is good
};

/// Folder of cached features: as the options say, else whydah in the user's cache folder.
std::filesystem::path cache_folder(const FeatureOptions& options);

/// Name of the cache file: a hash (SHA-1) of every sample's path, size, time and row, of the backbone's
/// identity and of the preprocessing.
std::string cache_key(const Manifest& manifest, const std::string& identity, const Preprocessing& preprocessing);

/// What the features of a backbone depend on: its bytes, or its name and those of its weights where Whydah builds it.
/// @throws Error if the file cannot be read
std::string backbone_identity(const FeatureOptions& options);

/// Nothing if there is no such file or it is damaged (then `why` says how).
std::optional<ExtractedFeatures> read_cached(const std::filesystem::path& file, std::size_t samples, std::string& why);
void write_cached(const std::filesystem::path& file,
                  const ExtractedFeatures& features); ///< @throws Error (disk full, no permission)

} // namespace whydah
