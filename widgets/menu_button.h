#pragma once

#include <QPushButton>

namespace whydah {

/// A button with a menu. The style's own size has no room between the text and the arrow.
class MenuButton : public QPushButton {
public:
    using QPushButton::QPushButton;
    QSize sizeHint() const override { return QPushButton::sizeHint() + QSize(fontMetrics().height() * 3 / 4, 0); }
    QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace whydah
