#pragma once

#include "records/dataset_summary.h"
#include "records/image_pixels.h"

namespace whydah {

/// Decodes an image (file or row of an IDX file) and scales it so that its longer side is at most `longest` pixels;
/// small images are not enlarged. Safe to call from several threads at once. @throws Error naming the file
ImagePixels read_thumbnail(const ImageRef& image, int longest);

} // namespace whydah
