#include "widgets/help_window.h"

#include "widgets/help_browser.h"

#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QShortcut>
#include <QSplitter>
#include <QUrl>

#include <algorithm>

namespace whydah {
namespace {

constexpr const char* help_property = "help_page";
const QString suffix = QStringLiteral(".md");
/// The way a newcomer reads them; pages that are not here follow in the order of the alphabet.
const QStringList reading_order{QStringLiteral("first-steps"), QStringLiteral("data-formats"), QStringLiteral("distribution"), QStringLiteral("method"),
                                QStringLiteral("methods"),     QStringLiteral("options"),      QStringLiteral("presets"),
                                QStringLiteral("statistics"),   QStringLiteral("dynamics"),     QStringLiteral("networks")};

QString page_of(const QUrl& url) { return url.fileName().chopped(std::min<qsizetype>(3, url.fileName().size())); }

/// The first line that begins with "# ".
QString title_in(const QString& file) {
    QFile page(file);
    if (!page.open(QIODevice::ReadOnly | QIODevice::Text)) return {};
    while (!page.atEnd())
        if (const QString line = QString::fromUtf8(page.readLine()); line.startsWith(QLatin1String("# ")))
            return line.mid(2).trimmed();
    return {};
}

} // namespace

QString help_page_of(const QWidget* widget) {
    for (; widget; widget = widget->parentWidget())
        if (const QString page = widget->property(help_property).toString(); !page.isEmpty()) return page;
    return {};
}

void set_help_page(QWidget* widget, const QString& page) { widget->setProperty(help_property, page); }

HelpWindow::HelpWindow(const QString& folder, QWidget* parent)
    : QWidget(parent, Qt::Window), folder_(folder), contents_(new QListWidget(this)), browser_(new HelpBrowser(this)) {
    setWindowTitle(tr("Whydah help"));
    contents_->setAccessibleName(tr("Help pages"));
    contents_->setFrameShape(QFrame::NoFrame);
    contents_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    contents_->setTextElideMode(Qt::ElideRight);
    contents_->setSpacing(4);
    browser_->setAccessibleName(tr("Help page"));
    browser_->setSearchPaths({folder});
    auto* both = new QSplitter(this);
    both->addWidget(contents_);
    both->addWidget(browser_);
    both->setChildrenCollapsible(false);
    both->setStretchFactor(1, 1);
    both->setSizes({256, 744});
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(both);
    resize(1000, 720);
    const auto shortcut = [this](const QKeySequence& keys, auto&& then) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, then);
    };
    shortcut(QKeySequence::Back, [this] { browser_->backward(); });
    shortcut(QKeySequence::Forward, [this] { browser_->forward(); });
    shortcut(QKeySequence(Qt::Key_Escape), [this] { close(); });
    connect(contents_, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item && item->data(Qt::UserRole).toString() != page()) open_page(item->data(Qt::UserRole).toString());
    });
    connect(browser_, &QTextBrowser::sourceChanged, this, &HelpWindow::show_contents_of);
    fill_contents();
}

void HelpWindow::fill_contents() {
    QStringList found;
    for (const QString& file : QDir(folder_).entryList({QLatin1Char('*') + suffix}, QDir::Files, QDir::Name))
        found << file.chopped(suffix.size());
    std::stable_sort(found.begin(), found.end(), [](const QString& a, const QString& b) {
        const auto place = [](const QString& page) {
            const auto at = reading_order.indexOf(page);
            return at < 0 ? reading_order.size() : at;
        };
        return place(a) < place(b);
    });
    for (const QString& page : found) {
        const QString title = title_in(QDir(folder_).filePath(page + suffix));
        auto* item = new QListWidgetItem(title.isEmpty() ? page : title, contents_);
        item->setData(Qt::UserRole, page);
        item->setToolTip(item->text());
    }
    if (found.isEmpty())
        browser_->setPlainText(tr("The help pages are missing: looked in %1. Install Whydah again, or set "
                                  "WHYDAH_RESOURCES to its resources folder.")
                                   .arg(folder_));
}

void HelpWindow::open_page(const QString& page) {
    const QStringList known = pages();
    if (!known.isEmpty()) {
        const QString shown = known.contains(page) ? page : known.first();
        if (shown != this->page())
            browser_->setSource(QUrl::fromLocalFile(QDir(folder_).filePath(shown + suffix)), QTextDocument::MarkdownResource);
    }
    show();
    raise();
    activateWindow();
}

void HelpWindow::show_contents_of(const QUrl& url) {
    for (int row = 0; row < contents_->count(); ++row)
        if (contents_->item(row)->data(Qt::UserRole).toString() == page_of(url)) contents_->setCurrentRow(row);
}

QString HelpWindow::page() const { return page_of(browser_->source()); }

QStringList HelpWindow::pages() const {
    QStringList out;
    for (int row = 0; row < contents_->count(); ++row) out << contents_->item(row)->data(Qt::UserRole).toString();
    return out;
}

QString HelpWindow::text() const { return browser_->toPlainText(); }

QString HelpWindow::title(const QString& page) const {
    const auto row = pages().indexOf(page);
    return row < 0 ? QString() : contents_->item(static_cast<int>(row))->text();
}

} // namespace whydah
