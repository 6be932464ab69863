#pragma once

#include <QPolygonF>
#include <QWidget>

namespace whydah {

/// Picks a region of a widget with the left button: a box, or whatever is drawn (lasso). While it is on, the widget
/// beneath gets neither drags nor clicks of that button: both are told here. The wheel still reaches it.
class RegionPicker : public QWidget {
    Q_OBJECT
public:
    enum class Shape { none, box, lasso };

    /// Lies over `over`, out of the mouse's way while its shape is none.
    explicit RegionPicker(QWidget* over);
    void set_shape(Shape shape);
    Shape shape() const { return shape_; }

Q_SIGNALS:
    void picked(const QPolygonF& region, Qt::KeyboardModifiers keys); ///< in the widget's pixels
    void clicked(const QPointF& at, Qt::KeyboardModifiers keys);      ///< pressed and released without a drag

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool press(QMouseEvent* event);
    bool move(QMouseEvent* event);
    bool release(QMouseEvent* event);
    QPolygonF region() const;

    Shape shape_ = Shape::none;
    QPolygonF path_; ///< while the button is down
};

} // namespace whydah
