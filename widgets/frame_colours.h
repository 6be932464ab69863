#pragma once

#include <QColor>
#include <QLabel>
#include <QPalette>

namespace whydah {

/// Colours that a system palette does not have: readable as text on its window and base colours, light and dark.
QColor error_colour(const QPalette& palette);
QColor warning_colour(const QPalette& palette);
QColor done_colour(const QPalette& palette);
/// Ground of something wrong: the base colour with a breath of the error colour.
QColor error_ground(const QPalette& palette);

/// A label that tells an error; wraps, and follows the palette.
class ErrorLabel : public QLabel {
    Q_OBJECT
public:
    explicit ErrorLabel(QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();
};

/// A label in the palette's subdued colour.
QLabel* muted_label(const QString& text, QWidget* parent = nullptr);
/// Title of a section: small capitals, subdued.
QLabel* section_title(const QString& text, QWidget* parent = nullptr);
QFont section_font(const QFont& base);

} // namespace whydah
