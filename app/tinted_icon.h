#pragma once

#include <QIcon>
#include <QString>

namespace whydah {

/// The desktop's icon of that name, or ours where it has none, drawn in the text colour of the current palette.
QIcon tinted_icon(const QString& name);

} // namespace whydah
