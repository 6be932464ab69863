#include "widgets/run_name_delegate.h"

#include "widgets/palette.h"
#include "widgets/runs_table_model.h"

#include <QApplication>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>

namespace whydah {
namespace {

constexpr int side = 6, gap = 6, inside = 5; // pixels

QFont tag_font(const QFont& base) {
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * 0.88);
    return font;
}

} // namespace

void RunNameDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString name = cell.text;
    cell.text.clear();
    cell.state &= ~QStyle::State_HasFocus;
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const bool chosen = cell.state & QStyle::State_Selected;
    const QColor ground = cell.palette.color(chosen ? QPalette::Highlight : QPalette::Base);
    const QColor text = cell.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text);
    const QStringList tags = index.data(RunsTableModel::tags_role).toStringList();
    const QFontMetrics small(tag_font(cell.font));
    const QRect place = cell.rect.adjusted(side, 0, -side, 0);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // The name has at least half of the room; tags stand close behind what is left of it.
    int tags_width = 0;
    for (const QString& tag : tags) tags_width += gap + small.horizontalAdvance(tag) + 2 * inside;
    const int room = std::max(place.width() - std::min(tags_width, place.width() / 2), 0);
    const bool fits_whole = cell.fontMetrics.horizontalAdvance(name) <= room;
    const QString shown = fits_whole ? name : cell.fontMetrics.elidedText(name, Qt::ElideMiddle, room);
    const int used = cell.fontMetrics.horizontalAdvance(shown);
    painter->setPen(text);
    painter->setFont(cell.font);
    painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, shown);
    painter->setFont(tag_font(cell.font));
    int x = place.left() + used + gap;
    for (const QString& tag : tags) {
        const int width = small.horizontalAdvance(tag) + 2 * inside, height = small.height() + 1;
        const bool fits = x + width <= place.right() + 1;
        if (fits) {
            const QRectF chip(x, place.center().y() - height / 2.0 + 0.5, width, height);
            painter->setPen(Qt::NoPen);
            painter->setBrush(mixed(ground, text, 0.12));
            painter->drawRoundedRect(chip, 4, 4);
            painter->setPen(mixed(ground, text, 0.85));
            painter->drawText(chip, Qt::AlignCenter, tag);
        } else if (x + small.horizontalAdvance(QStringLiteral("…")) <= place.right()) {
            painter->setPen(mixed(ground, text, 0.7));
            painter->drawText(QRect(x, place.top(), place.right() - x, place.height()),
                              Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("…"));
        }
        if (!fits) break;
        x += width + gap;
    }
    painter->restore();
}

QWidget* RunNameDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                       const QModelIndex& index) const {
    QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
    if (auto* line = qobject_cast<QLineEdit*>(editor)) line->setAccessibleName(tr("Name of the run"));
    return editor;
}

} // namespace whydah
