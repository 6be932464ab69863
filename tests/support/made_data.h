#pragma once

#include "core/data/manifest.h"
#include "support/temporary_folder.h"

#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>
#include <zip.h>
#include <zlib.h>

namespace whydah::test {

/// The bytes of a small picture; ".jpg", ".png", ".bmp", ...
inline std::string image_bytes(const std::string& extension, int width = 12, int height = 9, int type = CV_8UC3) {
    cv::Mat picture(height, width, type);
    cv::randu(picture, cv::Scalar::all(0), cv::Scalar::all(255));
    std::vector<unsigned char> bytes;
    cv::imencode(extension, picture, bytes);
    return {bytes.begin(), bytes.end()};
}

inline std::string idx_bytes(const std::vector<unsigned>& shape, const std::string& items, unsigned char type = 8) {
    std::string bytes{'\0', '\0', static_cast<char>(type), static_cast<char>(shape.size())};
    for (unsigned n : shape)
        bytes +=
            {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8), static_cast<char>(n)};
    return bytes + items;
}

inline void write_gz(const std::filesystem::path& file, const std::string& bytes) {
    const gzFile out = gzopen(file.c_str(), "wb");
    gzwrite(out, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(out);
}

/// A zip file as numpy.savez (stored) or savez_compressed (deflated) writes it.
inline void write_zip(const std::filesystem::path& file,
                      const std::vector<std::pair<std::string, std::string>>& members, bool deflated = false) {
    zip_t* const archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, bytes] : members) {
        const zip_int64_t index = zip_file_add(
            archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_ENC_UTF_8);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE,
                                 0);
    }
    zip_close(archive);
}

inline Manifest open(const std::filesystem::path& path, DataOptions options = {}) {
    options.data = path;
    return read_manifest(options, {}, {});
}

/// All problems as text, a line each.
inline std::string problems_of(const Manifest& manifest) {
    std::string text;
    for (const DataProblem& problem : manifest.problems) text += problem.where + ": " + problem.what + "\n";
    return text;
}

} // namespace whydah::test
