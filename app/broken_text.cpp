#include "app/broken_text.h"

#include <QFontInfo>
#include <QPainter>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace whydah {

QFont print_font(double points, bool bold) {
    QFont font(QFontInfo(QFont()).family());
    font.setPointSizeF(points);
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

BrokenText::BrokenText(QString text, const QFont& font, double width, QPaintDevice* device, const Formats& formats,
                       bool to_the_right)
    : layout_(std::make_unique<QTextLayout>(text.replace(u'\n', QChar::LineSeparator), font, device)) {
    constexpr double line_spacing = 1.12;
    QTextOption option(to_the_right ? Qt::AlignRight : Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setUseDesignMetrics(true);
    layout_->setTextOption(option);
    layout_->setFormats(QList<QTextLayout::FormatRange>(formats.begin(), formats.end()));
    layout_->beginLayout();
    double y = 0;
    for (QTextLine line = layout_->createLine(); line.isValid(); line = layout_->createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += std::ceil(line.height() * line_spacing);
        ends_.push_back(y);
    }
    layout_->endLayout();
}

double BrokenText::top(int line) const {
    return line <= 0 || ends_.empty() ? 0 : ends_[static_cast<std::size_t>(std::min(line, lines())) - 1];
}

double BrokenText::natural_width() const {
    double width = 0;
    for (int i = 0; i < layout_->lineCount(); ++i) width = std::max(width, layout_->lineAt(i).naturalTextWidth());
    return width;
}

int BrokenText::fitting(int first, double height) const {
    int count = 0;
    while (first + count < lines() && top(first + count + 1) - top(first) <= height) ++count;
    return count;
}

void BrokenText::draw(QPainter& painter, const QPointF& at, int first, int count) const {
    for (int i = first; i < std::min(first + count, lines()); ++i)
        layout_->lineAt(i).draw(&painter, at - QPointF(0, top(first)));
}

} // namespace whydah
