#pragma once

#include "core/data/seed.h"
#include "support/temporary_folder.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace whydah::test {

/// The bytes of a .npy file as numpy writes version 1.0.
template <class T>
std::string npy_bytes(const std::string& type, const std::string& shape, const std::vector<T>& values) {
    std::string header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
    header.resize((10 + header.size() + 1 + 63) / 64 * 64 - 10 - 1, ' ');
    header += '\n';
    std::string bytes("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(header.size() & 0xff);
    bytes += static_cast<char>(header.size() >> 8);
    bytes += header;
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    return bytes;
}

/// Writes features.npy and labels.npy: Gaussian classes around random directions, `images[c]` rows of class c.
inline void write_synthetic_features(const std::filesystem::path& folder, const std::vector<std::int64_t>& images,
                                     std::int64_t dimension, double noise = 0.6) {
    Random random(seed_from(7, "synthetic features"));
    std::vector<float> features;
    std::vector<std::int64_t> labels;
    for (std::size_t c = 0; c < images.size(); ++c) {
        std::vector<double> centre;
        for (std::int64_t d = 0; d < dimension; ++d)
            centre.push_back(random.normal() / std::sqrt(static_cast<double>(dimension)));
        for (std::int64_t n = 0; n < images[c]; ++n) {
            labels.push_back(static_cast<std::int64_t>(c));
            for (std::int64_t d = 0; d < dimension; ++d)
                features.push_back(
                    static_cast<float>(centre[static_cast<std::size_t>(d)] +
                                       noise * random.normal() / std::sqrt(static_cast<double>(dimension))));
        }
    }
    const std::string n = std::to_string(labels.size());
    write_text(folder / "features.npy", npy_bytes("<f4", "(" + n + ", " + std::to_string(dimension) + ")", features));
    write_text(folder / "labels.npy", npy_bytes("<i8", "(" + n + ",)", labels));
}

/// A long tail: `classes` classes from `largest` down to `smallest` images, exponential.
inline std::vector<std::int64_t> long_tail(std::size_t classes, double largest, double smallest) {
    std::vector<std::int64_t> images;
    for (std::size_t c = 0; c < classes; ++c)
        images.push_back(std::llround(
            largest * std::pow(smallest / largest, static_cast<double>(c) / static_cast<double>(classes - 1))));
    return images;
}

} // namespace whydah::test
