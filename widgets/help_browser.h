#pragma once

#include <QTextBrowser>

namespace whydah {

/// Shows a Markdown page; pictures are made as wide as there is room, code and tables get the palette's colours.
class HelpBrowser : public QTextBrowser {
    Q_OBJECT
public:
    explicit HelpBrowser(QWidget* parent = nullptr);

protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void doSetSource(const QUrl& name, QTextDocument::ResourceType type) override;
    void changeEvent(QEvent* event) override;

private:
    void dress();
};

} // namespace whydah
