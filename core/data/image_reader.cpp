#include "core/data/image_reader.h"

#include "core/data/idx_array.h"
#include "core/data/packed_file.h"
#include "core/data/thumbnail.h"

#include <algorithm>
#include <new>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace whydah {
namespace {

constexpr std::int64_t most_file_bytes = std::int64_t{512} << 20;

[[noreturn]] void fail(const ImageRef& image, const std::string& what) {
    throw Error({.what = what,
                 .where = image.file + (image.index >= 0 ? ": image " + std::to_string(image.index) : ""),
                 .mend = "replace the file or take it out of the data set"});
}

/// Is there an end mark after the beginning of the picture itself? A thumbnail in the header has one of its own.
bool jpeg_has_end(const std::string& bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    std::size_t at = 2; // the segments of the header: ff, mark, length of two bytes, content
    while (at + 4 <= bytes.size() && byte(at) == 0xff && byte(at + 1) != 0xda) {
        const bool bare =
            byte(at + 1) == 0xff || byte(at + 1) == 0x01 || (byte(at + 1) >= 0xd0 && byte(at + 1) <= 0xd7);
        at += byte(at + 1) == 0xff ? 1U : bare ? 2U : 2U + (byte(at + 2) << 8 | byte(at + 3));
    }
    return bytes.find("\xff\xd9", std::min(at, bytes.size())) != std::string::npos;
}

/// OpenCV fills the missing part of a cut-off JPEG or PNG with grey and says nothing: look for the end mark.
bool is_cut_off(const std::string& bytes) {
    if (bytes.starts_with("\xff\xd8\xff")) return !jpeg_has_end(bytes);
    if (bytes.starts_with("\x89PNG")) return bytes.rfind("IEND") == std::string::npos;
    return false;
}

cv::Mat from_file(const ImageRef& image) {
    const std::string bytes = read_bytes(image.file, most_file_bytes);
    if (bytes.empty()) fail(image, "is empty");
    if (is_cut_off(bytes)) fail(image, "is cut off: its end is missing");
    cv::Mat decoded;
    try {
        decoded = cv::imdecode(cv::Mat(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data())),
                               cv::IMREAD_COLOR);
    } catch (const cv::Exception& error) { // a size beyond OpenCV's limits, for example
        if (error.code == cv::Error::StsNoMem) throw std::bad_alloc(); // no fault of the file
    }
    if (decoded.empty()) fail(image, "cannot be decoded");
    cv::cvtColor(decoded, decoded, cv::COLOR_BGR2RGB);
    return decoded;
}

cv::Mat from_idx(const ImageRef& image) {
    const auto array = shared_idx(image.file);
    if (image.index >= array->items()) fail(image, "is not in the file any more");
    const auto& shape = array->shape;
    const bool colour = shape.size() == 4;
    const cv::Mat stored(static_cast<int>(shape[1]), static_cast<int>(shape[2]), colour ? CV_8UC3 : CV_8U,
                         const_cast<unsigned char*>(array->item(image.index)));
    cv::Mat rgb;
    if (colour)
        stored.copyTo(rgb);
    else
        cv::cvtColor(stored, rgb, cv::COLOR_GRAY2RGB);
    return rgb;
}

} // namespace

Error no_room_for_image(const ImageRef& image) {
    return Error({.what = "memory ran out when this image was decoded",
                  .where = image.file + (image.index >= 0 ? ": image " + std::to_string(image.index) : ""),
                  .mend = "close other programs, or make the image smaller"});
}

cv::Mat read_image(const ImageRef& image) { return image.index >= 0 ? from_idx(image) : from_file(image); }

ImagePixels read_thumbnail(const ImageRef& image, int longest) {
    cv::Mat rgb = read_image(image);
    const double scale = static_cast<double>(longest) / std::max(rgb.cols, rgb.rows);
    if (scale < 1) {
        const cv::Size size(std::max(1, cvRound(rgb.cols * scale)), std::max(1, cvRound(rgb.rows * scale)));
        cv::Mat small;
        cv::resize(rgb, small, size, 0, 0, cv::INTER_AREA);
        rgb = small;
    }
    ImagePixels pixels{rgb.cols, rgb.rows, {}};
    pixels.rgb.reserve(rgb.total() * 3);
    for (int row = 0; row < rgb.rows; ++row)
        pixels.rgb.insert(pixels.rgb.end(), rgb.ptr(row), rgb.ptr(row) + rgb.cols * 3);
    return pixels;
}

} // namespace whydah
