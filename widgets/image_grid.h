#pragma once

#include "records/image_pixels.h"
#include "widgets/image_choice.h"
#include "widgets/picture_cache.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <utility>
#include <vector>

namespace whydah {

/// Chosen images as a grid of pictures, what each is beneath it; a stripe in the colour of its part, a frame around
/// those that were taken for another class. Paints and asks for what is visible only: 100,000 scroll as 100 do. Arrow
/// keys, Page, Home and End go through them, Return or a double click enlarges one.
class ImageGrid : public QAbstractScrollArea {
    Q_OBJECT
public:
    static constexpr int side = 92;                       ///< of a picture's square, in points
    static constexpr qsizetype memory = 96 * 1024 * 1024; ///< bytes of pictures that are kept

    /// @param choice outlives this; changes of it are told by show_choice()
    explicit ImageGrid(const ImageChoice& choice, QWidget* parent = nullptr);

    /// @param hint where there are none
    void show_choice(const QString& hint);
    /// The marks beneath the pictures are others.
    void refresh() { viewport()->update(); }
    /// A picture that was asked for; an empty one: it could not be read, for the reason given.
    void show_pixels(const ImageRef& image, const ImagePixels& pixels, const QString& problem = {});
    void set_emphasised(std::vector<int> labels); ///< classes that are selected among others

    int current() const { return current_; } ///< place among the chosen ones; -1: none
    void set_current(int shown);
    std::vector<ImageRef> wanted() const; ///< visible ones without a picture
    const PictureCache& pictures() const { return pictures_; }
    int columns() const;
    QRect place(int shown) const; ///< of its square, in the viewport
    QString caption(int shown) const;

    QSize sizeHint() const override { return {640, 480}; }

Q_SIGNALS:
    void asked(const std::vector<whydah::ImageRef>& images);
    void current_changed(int shown);
    void clicked(int shown);
    void activated(int shown); ///< double click or Return

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    int row_height() const;
    int left_edge() const;
    int shown_at(const QPoint& at) const;
    std::pair<int, int> visible() const; ///< first and one past the last
    void draw(QPainter& painter, int shown) const;
    void draw_picture(QPainter& painter, const QRect& square, const ImageRef& image) const;
    void fit_scroll_bar();
    void bring_into_sight(int shown);

    const ImageChoice& choice_;
    std::vector<int> emphasised_;
    QString hint_;
    PictureCache pictures_{memory};
    QTimer ask_;
    int current_ = -1;
};

} // namespace whydah
