#include "widgets/class_mark.h"

#include "widgets/plot_style.h"

namespace whydah {

ClassMark::ClassMark(StyledPlot* plot) : plot_(plot) {
    column_ = new QCPItemRect(plot);
    text_ = new QCPItemText(plot);
    for (QCPItemPosition* corner : {column_->topLeft, column_->bottomRight, text_->position}) {
        corner->setTypeX(QCPItemPosition::ptPlotCoords);
        corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    text_->setPadding({6, 2, 6, 2});
    text_->setTextAlignment(Qt::AlignLeft);
    for (QCPAbstractItem* item : std::initializer_list<QCPAbstractItem*>{column_, text_}) {
        item->setLayer(plot->overlay());
        item->setSelectable(false);
    }
    hide();
}

void ClassMark::show(int rank, const QString& text) {
    rank_ = rank;
    column_->topLeft->setCoords(rank - 0.5, 0);
    column_->bottomRight->setCoords(rank + 0.5, 1);
    text_->position->setCoords(rank, 0);
    text_->setText(text);
    column_->setVisible(true);
}

void ClassMark::hide() {
    rank_ = -1;
    column_->setVisible(false);
    text_->setVisible(false);
}

void ClassMark::place() {
    const QColor colour = plot_->colours().highlight;
    QColor tint = colour;
    tint.setAlphaF(0.22F);
    column_->setBrush(tint);
    column_->setPen(QPen(colour, 1));
    text_->setFont(small_font(plot_));
    text_->setColor(plot_->colours().highlighted_text);
    text_->setBrush(colour);
    text_->setPen(Qt::NoPen);
    if (rank_ < 0) return;
    const QCPRange range = plot_->xAxis->range();
    const double share = (rank_ - range.lower) / range.size();
    text_->setVisible(share >= 0 && share <= 1);
    text_->setPositionAlignment((share < 0.6 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop);
}

} // namespace whydah
