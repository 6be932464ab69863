#pragma once

#include "records/dataset_summary.h"
#include "records/image_pixels.h"

#include <QCache>
#include <QImage>
#include <QString>

namespace whydah {

/// A copy: the pixels' memory is not ours. Null for empty ones.
QImage image_of(const ImagePixels& pixels);

/// Pictures that were decoded, as many as there is memory for: those not looked at for longest go first.
class PictureCache {
public:
    struct Picture {
        QImage image;
        QString problem; ///< why the image is null
    };
    /// @param bytes of pixels that are kept
    explicit PictureCache(qsizetype bytes) : pictures_(bytes) {}

    void put(const ImageRef& image, const ImagePixels& pixels, const QString& problem);
    /// Null: it is not there. Valid until the next put().
    const Picture* find(const ImageRef& image) const { return pictures_.object(key(image)); }
    bool contains(const ImageRef& image) const { return pictures_.contains(key(image)); }
    qsizetype bytes() const { return pictures_.totalCost(); }
    qsizetype most_bytes() const { return pictures_.maxCost(); }
    void clear() { pictures_.clear(); }

private:
    static QString key(const ImageRef& image);

    QCache<QString, Picture> pictures_;
};

} // namespace whydah
