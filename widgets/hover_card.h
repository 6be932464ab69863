#pragma once

#include "records/image_pixels.h"

#include <QFrame>

class QLabel;

namespace whydah {

/// A class's picture, and a few words, beside the mouse over a view.
class HoverCard : public QFrame {
    Q_OBJECT
public:
    static constexpr int side = 72; ///< of the picture's square, in points

    explicit HoverCard(QWidget* over);
    /// Left below the mouse, inside the view. Without text and picture: hidden.
    void show_text(const QPointF& at, const QString& text);
    void show_picture(const ImagePixels& pixels);
    void clear();
    bool has_picture() const;
    QString text() const;

private:
    void settle();
    QLabel *picture_, *text_;
    QPointF at_;
};

} // namespace whydah
