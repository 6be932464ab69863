#include "app/font_size.h"

#include <QApplication>
#include <QFont>
#include <QHeaderView>
#include <QSettings>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace whydah {
namespace {

const QString key = QStringLiteral("font_size");

int scaled(int length, double ratio) { return static_cast<int>(std::lround(length * ratio)); }

/// Rows of a table: so many lines and a margin, which stays as it is.
struct Rows {
    QHeaderView* header;
    QFont font;
};

void fit_rows(const Rows& before, double ratio) {
    QFont larger = before.font;
    larger.setPointSizeF(larger.pointSizeF() * ratio);
    constexpr int margin = 9; // or so: 6 to 16 pixels
    const int line = QFontMetrics(before.font).height(), size = before.header->defaultSectionSize();
    const int lines = std::max(1, (size - margin) / line);
    before.header->setDefaultSectionSize(size + lines * (QFontMetrics(larger).height() - line));
}

/// Columns whose size was made for the font.
void scale_columns(QHeaderView* header, double ratio) {
    for (int i = 0; i < header->count(); ++i)
        if (header->sectionResizeMode(i) == QHeaderView::Fixed || header->sectionResizeMode(i) == QHeaderView::Interactive)
            header->resizeSection(i, scaled(header->sectionSize(i), ratio));
}

} // namespace

double remembered_font_size() {
    const double points = QSettings().value(key).toDouble();
    return points == 0 ? 0 : std::clamp(points, smallest_font_size, largest_font_size);
}

void apply_font_size(double points, bool remember) {
    QFont font = QApplication::font();
    const double wanted = std::clamp(points, smallest_font_size, largest_font_size), ratio = wanted / font.pointSizeF();
    if (remember) QSettings().setValue(key, wanted);
    if (ratio == 1 || font.pointSizeF() <= 0) return;
    // Those with a size of their own do not follow the application's.
    std::vector<std::pair<QWidget*, QFont>> own;
    std::vector<QHeaderView*> columns;
    std::vector<Rows> rows;
    for (QWidget* widget : QApplication::allWidgets()) {
        if (auto* header = qobject_cast<QHeaderView*>(widget)) {
            if (header->orientation() == Qt::Horizontal) columns.push_back(header);
            else if (header->parentWidget()) rows.push_back({header, header->parentWidget()->font()});
        }
        if (!widget->testAttribute(Qt::WA_SetFont) || (widget->font().resolveMask() & QFont::SizeResolved) == 0) continue;
        QFont larger = widget->font();
        if (larger.pointSizeF() <= 0) continue;
        larger.setPointSizeF(larger.pointSizeF() * ratio);
        own.emplace_back(widget, larger);
    }
    font.setPointSizeF(wanted);
    QApplication::setFont(font);
    for (const auto& [widget, larger] : own) widget->setFont(larger);
    for (QHeaderView* header : columns) scale_columns(header, ratio);
    for (const Rows& of : rows) fit_rows(of, ratio);
}

} // namespace whydah
