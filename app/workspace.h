#pragma once

#include <QString>
#include <QStringList>

namespace whydah {

/// The folder whose runs are listed and to which new ones are written (WORKSPACE/runs/NAME): the one that the user
/// chose last, else one among the user's data. Never looks whether it is there.
QString remembered_workspace();
void remember_workspace(const QString& folder);

/// Those that were chosen, newest first. Never looks whether they are there: a network folder may take its time.
QStringList recent_workspaces();
void forget_workspace(const QString& folder);
QString usual_workspace(); ///< among the user's data

} // namespace whydah
