#pragma once

#include <QString>

class QMimeData;

namespace whydah {

/// The path of the one file or folder that is dragged; empty for several, for text and for what is not on this
/// computer.
QString dropped_path(const QMimeData* data);

} // namespace whydah
