#pragma once

#include <QString>

namespace whydah {

/// The folder whose runs are listed and to which new ones are written (WORKSPACE/runs/NAME): the one that the user
/// chose last, else one among the user's data. Never looks whether it is there.
QString remembered_workspace();
void remember_workspace(const QString& folder);

} // namespace whydah
