#include "widgets/elided_label.h"

#include "widgets/plain_text.h"

#include <QEvent>

namespace whydah {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) { setTextFormat(Qt::PlainText); }

void ElidedLabel::set_text(const QString& text, const QString& shorter) {
    full_ = text, shorter_ = shorter;
    elide();
    updateGeometry();
}

void ElidedLabel::elide() {
    const int room = contentsRect().width();
    const bool fits = shorter_.isEmpty() || fontMetrics().horizontalAdvance(full_) <= room;
    const QString shown = fontMetrics().elidedText(fits ? full_ : shorter_, Qt::ElideRight, room);
    if (shown != text()) setText(shown);
    setToolTip(shown == full_ ? QString() : plain_tip(full_));
}

QSize ElidedLabel::sizeHint() const {
    const QMargins around = contentsMargins();
    return {fontMetrics().horizontalAdvance(full_) + around.left() + around.right() + 1,
            QLabel::minimumSizeHint().height()};
}

QSize ElidedLabel::minimumSizeHint() const {
    const int few_letters = fontMetrics().horizontalAdvance(QStringLiteral("Abcdef…"));
    return {std::min(few_letters, sizeHint().width()), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange) elide();
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    elide();
}

} // namespace whydah
