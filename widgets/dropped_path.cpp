#include "widgets/dropped_path.h"

#include <QMimeData>
#include <QUrl>

namespace whydah {

QString dropped_path(const QMimeData* data) {
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 && urls.front().isLocalFile() ? urls.front().toLocalFile() : QString();
}

} // namespace whydah
