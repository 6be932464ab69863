#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QSplitter;
class QTabWidget;

namespace whydah {

/// The views in the middle of the window: tabs, of which each can be placed beside the others or torn off into a window
/// of its own. Closing that window brings the tab back.
class ViewTabs : public QWidget {
    Q_OBJECT
public:
    explicit ViewTabs(QWidget* parent = nullptr);

    void add_view(const QString& name, QWidget* view);
    /// Brings a view to the front, wherever it is.
    void show_view(const QString& name);
    QString front_view() const; ///< of the main tabs
    QWidget* front_widget() const;
    /// Keys go there: to the first of the view's widgets that takes them.
    void focus_view(const QString& name);
    QStringList view_names() const;

    /// Moves a view to the second column of tabs, or back from there.
    void place_beside(const QString& name);
    void tear_off(const QString& name);
    void take_back(const QString& name);
    bool is_torn_off(const QString& name) const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct View {
        QString name;
        QWidget* widget;
        QWidget* window = nullptr; ///< while torn off
    };
    QTabWidget* make_tabs();
    View* find(const QString& name);
    void put(const View& view, QTabWidget* tabs);
    void show_menu(QTabWidget* tabs, const QPoint& at);
    void show_columns();

    std::vector<View> views_;
    QSplitter* splitter_;
    QTabWidget *main_, *second_;
};

} // namespace whydah
