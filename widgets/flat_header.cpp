#include "widgets/flat_header.h"

#include "widgets/palette.h"

#include <QPaintEvent>
#include <QPainter>

namespace whydah {
namespace {

constexpr int side = 6; // pixels left and right of the text

int height_of(const QFontMetrics& metrics) { return metrics.height() + 10; }

} // namespace

FlatHeader::FlatHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {
    setHighlightSections(false);
    setSectionsClickable(true);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

QSize FlatHeader::sizeHint() const { return {QHeaderView::sizeHint().width(), height_of(fontMetrics())}; }

QSize FlatHeader::sectionSizeFromContents(int section) const {
    const QString text = model()->headerData(section, orientation(), Qt::DisplayRole).toString();
    return {fontMetrics().horizontalAdvance(text) + 2 * side + 2, height_of(fontMetrics())};
}

void FlatHeader::paintEvent(QPaintEvent* event) {
    QPainter ground(viewport());
    ground.fillRect(event->rect(), palette().color(QPalette::Base));
    ground.fillRect(QRect(0, viewport()->height() - 1, viewport()->width(), 1), plot_colours(palette()).axis);
    ground.end();
    QHeaderView::paintEvent(event);
}

void FlatHeader::paintSection(QPainter* painter, const QRect& rect, int section) const {
    const auto value = [&](int role) { return model()->headerData(section, orientation(), role); };
    const PlotColours colours = plot_colours(palette());
    painter->fillRect(rect, colours.background);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colours.axis);
    const QVariant chosen = value(Qt::TextAlignmentRole);
    const auto alignment = chosen.isValid() ? Qt::Alignment(chosen.toInt()) : defaultAlignment();
    QString text = value(Qt::DisplayRole).toString();
    if (isSortIndicatorShown() && sortIndicatorSection() == section)
        text += sortIndicatorOrder() == Qt::AscendingOrder ? QStringLiteral(" ▴") : QStringLiteral(" ▾");
    const QRect place = rect.adjusted(side, 0, -side, -1);
    painter->setPen(colours.text);
    painter->drawText(place, static_cast<int>(alignment),
                      fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
}

} // namespace whydah
