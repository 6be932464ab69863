#pragma once

#include <QIcon>
#include <QPalette>
#include <QString>

namespace whydah {

/// A small sign for a view, drawn in the palette's colours: bars, a falling curve, ... A view that has none gets its
/// first letter.
QIcon view_icon(const QString& name, const QPalette& palette);

} // namespace whydah
