#pragma once

#include <QString>

namespace whydah {

/// A tip that shows `text` as it is: Qt takes text with tags in it for rich text, be it the name of a class.
QString plain_tip(const QString& text);

} // namespace whydah
