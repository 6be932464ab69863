#pragma once

#include "records/dataset_summary.h"
#include "records/error.h"

#include <opencv2/core/mat.hpp>

namespace whydah {

/// Decodes an image file or a row of an IDX file to 8-bit RGB [height, width, 3], turned as its EXIF data says.
/// Safe to call from several threads.
/// @throws Error naming the file: not an image, truncated, too large; std::bad_alloc, cv::Exception: no memory
cv::Mat read_image(const ImageRef& image);

/// For an image that found no room, also alone: it is no fault of the file, so the image is not left out for it.
Error no_room_for_image(const ImageRef& image);

} // namespace whydah
