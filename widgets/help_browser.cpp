#include "widgets/help_browser.h"

#include "widgets/palette.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFontDatabase>
#include <QImage>
#include <QTextBlock>
#include <QTextFragment>
#include <QTextTable>

namespace whydah {
namespace {

constexpr int widest_picture = 680; ///< pixels of the screen

void dress_tables(QTextFrame* frame, const QColor& line) {
    for (QTextFrame* child : frame->childFrames()) {
        if (auto* table = qobject_cast<QTextTable*>(child)) {
            QTextTableFormat format = table->format();
            format.setCellPadding(4);
            format.setCellSpacing(0);
            format.setBorderCollapse(true);
            format.setBorder(1);
            format.setBorderBrush(line);
            format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            table->setFormat(format);
        }
        dress_tables(child, line);
    }
}

} // namespace

HelpBrowser::HelpBrowser(QWidget* parent) : QTextBrowser(parent) {
    setOpenExternalLinks(true);
    setFrameShape(QFrame::NoFrame);
    document()->setDocumentMargin(24);
}

QVariant HelpBrowser::loadResource(int type, const QUrl& name) {
    QVariant found = QTextBrowser::loadResource(type, name);
    if (type != QTextDocument::ImageResource) return found;
    QImage picture = found.canConvert<QImage>() ? found.value<QImage>() : QImage();
    if (picture.isNull()) picture.loadFromData(found.toByteArray());
    const int widest = static_cast<int>(widest_picture * devicePixelRatioF());
    if (picture.width() > widest) picture = picture.scaledToWidth(widest, Qt::SmoothTransformation);
    picture.setDevicePixelRatio(devicePixelRatioF());
    return picture;
}

void HelpBrowser::doSetSource(const QUrl& name, QTextDocument::ResourceType type) {
    QTextBrowser::doSetSource(name, type);
    dress();
}

void HelpBrowser::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) dress();
}

// Markdown brings no colours of its own; what the palette cannot reach is set here.
void HelpBrowser::dress() {
    const QColor ground = mixed(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.07);
    dress_tables(document()->rootFrame(), mixed(palette().color(QPalette::Base), palette().color(QPalette::Text), 0.25));
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        cursor.setPosition(block.position());
        QTextBlockFormat format = block.blockFormat();
        const bool code = format.hasProperty(QTextFormat::BlockCodeLanguage) ||
                          format.hasProperty(QTextFormat::BlockCodeFence) || format.nonBreakableLines();
        if (code) format.setBackground(ground);
        else if (!cursor.currentTable()) format.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
        cursor.setBlockFormat(format);
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            QTextCharFormat look = part.fragment().charFormat();
            if (look.isAnchor()) look.setForeground(palette().color(QPalette::Link));
            else if (look.fontFixedPitch() && !code) look.setBackground(ground);
            else continue;
            QTextCursor words(document());
            words.setPosition(part.fragment().position());
            words.setPosition(part.fragment().position() + part.fragment().length(), QTextCursor::KeepAnchor);
            words.mergeCharFormat(look);
        }
    }
    cursor.endEditBlock();
}

} // namespace whydah
