#pragma once

#include <QIcon>

namespace whydah {

/// A small rounded square of one colour, drawn at whatever size and pixel density is asked; the same where its row is
/// selected or disabled.
QIcon swatch_icon(const QColor& colour);

} // namespace whydah
