#include "widgets/protocol_view.h"

namespace whydah {

ProtocolView::ProtocolView(QWidget* parent) : QTextBrowser(parent) {
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Protocol"));
    setPlaceholderText(
        tr("What a run was made with stands here when it has ended: data, split, seeds, options, versions"));
}

void ProtocolView::show_protocol(const ProtocolCard& card) {
    QString html;
    for (const ProtocolCard::Section& section : card.sections) {
        html += QStringLiteral("<h4>%1</h4><table>").arg(QString::fromStdString(section.title).toHtmlEscaped());
        for (const auto& [name, value] : section.entries)
            html +=
                QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2</td></tr>")
                    .arg(QString::fromStdString(name).toHtmlEscaped(), QString::fromStdString(value).toHtmlEscaped());
        html += QStringLiteral("</table>");
    }
    setHtml(html);
}

} // namespace whydah
