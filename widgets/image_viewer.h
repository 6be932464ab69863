#pragma once

#include "records/dataset_summary.h"
#include "records/image_pixels.h"

#include <QImage>
#include <QWidget>

class QLabel;
class QToolButton;

namespace whydah {

class ElidedLabel;

/// One image at full size in a window of its own, beside the main one: the file, its pixels, class and part, and what
/// it was taken for. Left and Right page through the images of the grid, Home and End go to the ends, Escape closes.
class ImageViewer : public QWidget {
    Q_OBJECT
public:
    struct Shown {
        ImageRef image;
        QString line;         ///< "image_0001.jpg · airplane · test"
        QStringList mistakes; ///< a line each
        int place = 0, count = 0;
    };
    explicit ImageViewer(QWidget* parent = nullptr);

    /// Asks for its pixels.
    void show_image(const Shown& shown);
    /// Pixels of another image than the shown one are dropped.
    void show_pixels(const ImageRef& image, const ImagePixels& pixels, const QString& problem = {});
    const ImageRef& image() const { return shown_.image; }
    const QImage& picture() const { return picture_; }
    const QString& problem() const { return problem_; } ///< why there is no picture
    QString facts_text() const;                         ///< all that stands beneath the picture
    QRect picture_rect() const;                         ///< where it is drawn

Q_SIGNALS:
    void pixels_asked(const whydah::ImageRef& image);
    void step_asked(int by);     ///< -1, 1
    void place_asked(int place); ///< 0: the first; count - 1: the last

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void show_facts();
    QToolButton* step_button(Qt::ArrowType arrow, int by, const QString& tip);

    Shown shown_;
    QImage picture_;
    QString problem_;
    bool waiting_ = false;
    QWidget* space_; ///< of the picture
    ElidedLabel *line_, *file_;
    QLabel *mistakes_, *place_;
    QToolButton *back_, *on_;
};

} // namespace whydah
