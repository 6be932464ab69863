#include "app/workspace.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace whydah {
namespace {

const QString key = QStringLiteral("workspace");

} // namespace

QString remembered_workspace() {
    const QString chosen = QSettings().value(key).toString();
    return chosen.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : chosen;
}

void remember_workspace(const QString& folder) { QSettings().setValue(key, QDir::cleanPath(folder)); }

} // namespace whydah
