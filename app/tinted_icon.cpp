#include "app/tinted_icon.h"

#include <QApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>

namespace whydah {
namespace {

/// Asks the palette whenever it draws, so that icons follow light and dark.
class TintedIconEngine : public QIconEngine {
public:
    TintedIconEngine(QIcon shape, QIcon ours) : shape_(std::move(shape)), ours_(std::move(ours)) {}

    QIconEngine* clone() const override { return new TintedIconEngine(shape_, ours_); }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, pixmap(rect.size() * ratio, mode, state));
    }
    /// @param size in pixels of the device, also where these are smaller than the window's units
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        // Some of the desktop's icons have small sizes only.
        const bool fills = shape_.actualSize(size).width() >= size.width();
        (fills ? shape_ : ours_).paint(&painter, picture.rect(), Qt::AlignCenter, QIcon::Normal, state);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(picture.rect(), colour(mode));
        return picture;
    }

private:
    static QColor colour(QIcon::Mode mode) {
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText);
        return palette.color(mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
    }
    QIcon shape_, ours_; ///< ours at any size
};

} // namespace

QIcon tinted_icon(const QString& name) {
    const QIcon ours(QStringLiteral(":/whydah/icons/%1.svg").arg(name));
    return QIcon(new TintedIconEngine(QIcon::fromTheme(name, ours), ours));
}

} // namespace whydah
