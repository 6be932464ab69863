#include "widgets/swatch_icon.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>

namespace whydah {
namespace {

class SwatchEngine : public QIconEngine {
public:
    explicit SwatchEngine(const QColor& colour) : colour_(colour) {}

    QIconEngine* clone() const override { return new SwatchEngine(colour_); }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override {
        const double side = 0.75 * std::min(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour_);
        painter->drawRoundedRect(square, side / 5, side / 5);
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, picture.rect(), mode, state);
        return picture;
    }

private:
    QColor colour_;
};

} // namespace

QIcon swatch_icon(const QColor& colour) { return QIcon(new SwatchEngine(colour)); }

} // namespace whydah
