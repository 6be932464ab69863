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
    explicit TintedIconEngine(QIcon shape) : shape_(std::move(shape)) {}

    QIconEngine* clone() const override { return new TintedIconEngine(shape_); }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size(), mode, state, ratio));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale) override {
        QPixmap picture(size * scale);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        shape_.paint(&painter, picture.rect(), Qt::AlignCenter, QIcon::Normal, state);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(picture.rect(), colour(mode));
        painter.end();
        picture.setDevicePixelRatio(scale);
        return picture;
    }

private:
    static QColor colour(QIcon::Mode mode) {
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText);
        return palette.color(mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
    }
    QIcon shape_;
};

} // namespace

QIcon tinted_icon(const QString& name) {
    const QIcon ours(QStringLiteral(":/whydah/icons/%1.svg").arg(name));
    return QIcon(new TintedIconEngine(QIcon::fromTheme(name, ours)));
}

} // namespace whydah
