#include "widgets/picture_cache.h"

#include <algorithm>

namespace whydah {

QImage image_of(const ImagePixels& pixels) {
    if (pixels.empty()) return {};
    const QImage view(pixels.rgb.data(), pixels.width, pixels.height, 3 * pixels.width, QImage::Format_RGB888);
    return view.convertToFormat(QImage::Format_RGB32);
}

QString PictureCache::key(const ImageRef& image) {
    return QString::fromStdString(image.file) + u'#' + QString::number(image.index);
}

void PictureCache::put(const ImageRef& image, const ImagePixels& pixels, const QString& problem) {
    auto* picture = new Picture{image_of(pixels), problem};
    pictures_.insert(key(image), picture, std::max<qsizetype>(picture->image.sizeInBytes(), 256));
}

} // namespace whydah
