#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace whydah {

class MainWindow;

/// A view of the window, or a page of one, as the command line names it: "Queue", "Dynamics/3-D".
struct NamedView {
    QString name;
    std::function<void()> show;
};

/// All of them, in the order of the tabs. @param window must outlive the list
std::vector<NamedView> named_views(MainWindow& window);
/// @return null: there is none of this name
const NamedView* find_view(const std::vector<NamedView>& views, const QString& name);
/// What to write to whoever gave a wrong name.
QString unknown_view_text(const std::vector<NamedView>& views, const QString& name);

} // namespace whydah
