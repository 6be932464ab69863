#pragma once

#include "core/data/manifest.h"

#include <string>

namespace whydah {

/// What the data set is, as one SHA-256 that does not depend on where it lies. Of a feature table: class names, labels,
/// given split, file names, and all values. Of images: class names and, for each image in order, its path below the
/// data set, index, size in bytes, label and given split; pixels are not read.
/// @return "sha256:..., of ..."
std::string data_hash(const Manifest& manifest);

} // namespace whydah
