#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>

class QListWidget;
class QUrl;

namespace whydah {

class HelpBrowser;

/// The help pages (resources/help/*.md), in a window of its own that stands beside the work: contents at the left, the
/// page at the right; links between pages work, links to the net open outside.
class HelpWindow : public QWidget {
    Q_OBJECT
public:
    /// @param folder the pages; one that is missing or empty is said in the page's place
    explicit HelpWindow(const QString& folder, QWidget* parent = nullptr);

    /// "statistics": shows this page and brings the window to the front; an unknown one shows the first.
    void open_page(const QString& page);
    QString page() const;              ///< shown now
    QStringList pages() const;         ///< in the order of the contents
    QString text() const;              ///< of the shown page, as plain text
    QString title(const QString& page) const;

private:
    void fill_contents();
    void show_contents_of(const QUrl& url);

    QString folder_;
    QListWidget* contents_;
    HelpBrowser* browser_;
};

/// The widget's own help page, or that of the nearest one around it which has one; empty: none has.
QString help_page_of(const QWidget* widget);
void set_help_page(QWidget* widget, const QString& page);

} // namespace whydah
