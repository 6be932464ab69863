#pragma once

#include <QPushButton>

namespace whydah {

/// A button with a menu. The style's own size has no room between the text and the arrow.
class MenuButton : public QPushButton {
public:
    using QPushButton::QPushButton;
    QSize sizeHint() const override { return QPushButton::sizeHint() + room(); }
    QSize minimumSizeHint() const override { return QPushButton::minimumSizeHint() + room(); }

private:
    QSize room() const { return {fontMetrics().height(), 0}; }
};

} // namespace whydah
