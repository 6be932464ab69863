#pragma once

#include <QDockWidget>

namespace whydah {

/// A part of the workbench beside the views: moved by its title, floated by a double click on it, laid over another one
/// as a tab, closed, and brought back by the View menu.
class SidePanel : public QDockWidget {
    Q_OBJECT
public:
    /// @param name for the saved layout   @param content becomes the panel's own
    SidePanel(const QString& name, const QString& title, QWidget* content, QWidget* parent);

    /// Seen, neither closed nor behind another tab.
    bool is_in_front() const;
    /// Shows it, in front of what shares its place, with the focus inside.
    void bring_to_front();

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace whydah
