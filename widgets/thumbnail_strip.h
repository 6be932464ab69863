#pragma once

#include "records/dataset_summary.h"
#include "records/image_pixels.h"
#include "widgets/picture_cache.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <vector>

namespace whydah {

/// Small pictures in rows, a stripe beneath each in the colour of its part. Only visible ones are asked for, and those
/// not seen for long are forgotten.
class ThumbnailStrip : public QAbstractScrollArea {
    Q_OBJECT
public:
    static constexpr int side = 56;                       ///< of a picture's square, in points
    static constexpr qsizetype memory = 32 * 1024 * 1024; ///< bytes of pictures that are kept

    explicit ThumbnailStrip(QWidget* parent = nullptr);

    /// Training images first. `hint` is shown where there are none.
    void show_images(const std::vector<ImageRef>& images, const std::vector<SplitPart>& parts, const QString& hint);
    /// A picture that was asked for; an empty one: it could not be read, for the reason given.
    void show_pixels(const ImageRef& image, const ImagePixels& pixels, const QString& problem = {});
    int image_count() const { return static_cast<int>(tiles_.size()); }
    /// Visible ones without a picture.
    std::vector<ImageRef> wanted() const;
    bool has_pixels(const ImageRef& image) const { return pictures_.contains(image); }

Q_SIGNALS:
    void asked(const std::vector<whydah::ImageRef>& images);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    struct Tile {
        ImageRef image;
        SplitPart part;
    };
    int columns() const;
    QRect place(int tile) const;
    int tile_at(const QPoint& at) const;
    std::pair<int, int> visible() const; ///< first and one past the last
    void draw(QPainter& painter, int tile) const;
    void fit_scroll_bar();

    std::vector<Tile> tiles_;
    QString hint_;
    PictureCache pictures_{memory};
    QTimer ask_;
};

} // namespace whydah
