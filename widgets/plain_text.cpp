#include "widgets/plain_text.h"

#include <QTextDocument>

namespace whydah {

QString plain_tip(const QString& text) {
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

} // namespace whydah
