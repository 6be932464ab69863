#pragma once

#include "records/dataset_summary.h"

#include <opencv2/core/mat.hpp>

namespace whydah {

/// Decodes an image file or a row of an IDX file to 8-bit RGB [height, width, 3], turned as its EXIF data says.
/// Safe to call from several threads. @throws Error naming the file: not an image, truncated, too large
cv::Mat read_image(const ImageRef& image);

} // namespace whydah
