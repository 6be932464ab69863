#include "widgets/flow_row.h"

#include <QHBoxLayout>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace whydah {

FlowRow::FlowRow(QWidget* parent) : QLayout(parent) {
    setContentsMargins(8, 4, 8, 4);
    setSpacing(8);
}

FlowRow::~FlowRow() {
    while (QLayoutItem* item = takeAt(0)) delete item; // a layout among them takes itself out as well
}

void FlowRow::add(std::initializer_list<QWidget*> parts) {
    auto* group = new QHBoxLayout;
    group->setSpacing(6);
    for (QWidget* part : parts) group->addWidget(part);
    addChildLayout(group);
    addItem(group);
}

void FlowRow::addItem(QLayoutItem* item) {
    items_.push_back(item);
    invalidate();
}

QLayoutItem* FlowRow::itemAt(int index) const {
    return index >= 0 && index < count() ? items_[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowRow::takeAt(int index) {
    QLayoutItem* item = itemAt(index);
    if (item) items_.erase(items_.begin() + index);
    return item;
}

QSize FlowRow::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : items_)
        if (!item->isEmpty()) size = size.expandedTo(item->minimumSize());
    const QMargins m = contentsMargins();
    return size + QSize(m.left() + m.right(), m.top() + m.bottom());
}

QSize FlowRow::sizeHint() const {
    int width = 0;
    for (const QLayoutItem* item : items_)
        if (!item->isEmpty()) width += item->sizeHint().width() + spacing();
    return {width, minimumSize().height()};
}

void FlowRow::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    place(rect, true);
}

int FlowRow::place(const QRect& rect, bool move) const {
    const QRect inside = rect.marginsRemoved(contentsMargins());
    int x = inside.left(), y = inside.top(), line = 0;
    std::vector<std::pair<QLayoutItem*, QRect>> row;
    const auto end_row = [&] { // low ones in its middle
        for (const auto& [item, place] : row)
            if (move) item->setGeometry(place.translated(0, (line - place.height()) / 2));
        row.clear();
    };
    for (QLayoutItem* item : items_) {
        if (item->isEmpty()) continue;
        const QSize size(std::min(item->sizeHint().width(), std::max(inside.width(), 1)), item->sizeHint().height());
        if (x > inside.left() && x + size.width() > inside.right() + 1) {
            end_row();
            x = inside.left();
            y += line + 4;
            line = 0;
        }
        row.emplace_back(item, QRect(QPoint(x, y), size));
        x += size.width() + spacing();
        line = std::max(line, size.height());
    }
    end_row();
    return y + line + contentsMargins().bottom() - rect.top();
}

} // namespace whydah
