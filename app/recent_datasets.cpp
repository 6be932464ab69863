#include "app/recent_datasets.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace whydah {
namespace {

const QString key = QStringLiteral("recent");

} // namespace

QStringList RecentDatasets::paths() {
    QStringList known = QSettings().value(key).toStringList();
    const auto is_gone = [](const QString& path) { return !QFileInfo::exists(path); };
    known.erase(std::remove_if(known.begin(), known.end(), is_gone), known.end());
    return known;
}

void RecentDatasets::add(const QString& path) {
    if (path.isEmpty()) return;
    const QString full = QFileInfo(path).absoluteFilePath();
    QStringList known = QSettings().value(key).toStringList();
    known.removeAll(full);
    known.prepend(full);
    QSettings().setValue(key, QStringList(known.mid(0, kept)));
}

void RecentDatasets::clear() { QSettings().remove(key); }

} // namespace whydah
