#include "widgets/frame_colours.h"

#include "widgets/palette.h"

#include <QEvent>

namespace whydah {
namespace {

bool is_dark(const QPalette& palette) { return palette.color(QPalette::Window).lightness() < 128; }

} // namespace

QColor error_colour(const QPalette& palette) { return is_dark(palette) ? QColor(0xff8a80) : QColor(0xb3261e); }
QColor warning_colour(const QPalette& palette) { return is_dark(palette) ? QColor(0xf0b65c) : QColor(0x8f5600); }
QColor done_colour(const QPalette& palette) { return is_dark(palette) ? QColor(0x5fc9a0) : QColor(0x00734f); }
QColor error_ground(const QPalette& palette) {
    return mixed(palette.color(QPalette::Base), error_colour(palette), is_dark(palette) ? 0.16 : 0.12);
}

ErrorLabel::ErrorLabel(QWidget* parent) : QLabel(parent) {
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    recolour();
}

void ErrorLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) recolour();
}

void ErrorLabel::recolour() {
    QPalette ours = palette();
    const QColor wanted = error_colour(parentWidget() ? parentWidget()->palette() : ours);
    if (ours.color(QPalette::WindowText) == wanted) return;
    ours.setColor(QPalette::WindowText, wanted);
    setPalette(ours);
}

QLabel* muted_label(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QFont section_font(const QFont& base) {
    QFont font = base;
    font.setCapitalization(QFont::AllUppercase);
    font.setPointSizeF(base.pointSizeF() * 0.8);
    font.setLetterSpacing(QFont::PercentageSpacing, 108);
    font.setWeight(QFont::DemiBold);
    return font;
}

QLabel* section_title(const QString& text, QWidget* parent) {
    auto* label = muted_label(text, parent);
    label->setFont(section_font(label->font()));
    return label;
}

} // namespace whydah
