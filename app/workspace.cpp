#include "app/workspace.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace whydah {
namespace {

const QString key = QStringLiteral("workspace"), recent_key = QStringLiteral("recent_workspaces");
constexpr int kept = 8;

} // namespace

QString usual_workspace() { return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation); }

QString remembered_workspace() {
    const QString chosen = QSettings().value(key).toString();
    return chosen.isEmpty() ? usual_workspace() : chosen;
}

void remember_workspace(const QString& folder) {
    const QString clean = QDir::cleanPath(folder);
    QStringList recent = recent_workspaces();
    for (const QString& one : {remembered_workspace(), clean}) { // the one before can be gone back to
        recent.removeAll(one);
        recent.prepend(one);
    }
    QSettings settings;
    settings.setValue(recent_key, QStringList(recent.mid(0, kept)));
    settings.setValue(key, clean);
}

QStringList recent_workspaces() { return QSettings().value(recent_key).toStringList(); }

void forget_workspace(const QString& folder) {
    QStringList recent = recent_workspaces();
    recent.removeAll(folder);
    QSettings().setValue(recent_key, recent);
}

} // namespace whydah
