#include "widgets/class_rank_view.h"

#include "widgets/class_mark.h"
#include "widgets/class_ticker.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"

#include <QKeyEvent>

#include <algorithm>

namespace whydah {

ClassRankView::ClassRankView(QWidget* parent)
    : PlotView(parent),
      mark_(std::make_unique<ClassMark>(plot())),
      ticker_(new ClassTicker) {
    plot()->xAxis->setTicker(ticker_);
    plot()->xAxis->grid()->setVisible(false);
    plot()->xAxis->setLabel(order_label(ClassOrder::frequency));
    plot()->axisRect()->setRangeDrag(Qt::Horizontal);
    plot()->axisRect()->setRangeZoom(Qt::Horizontal);
    connect(plot(), &QCustomPlot::beforeReplot, this, [this] { ticker_->fit(plot()->xAxis); });
    connect(plot(), &QCustomPlot::afterLayout, this, [this] { mark_->place(); });
    connect(plot(), &StyledPlot::reset_asked, this, [this] { show_whole_range(), plot()->replot(); });
    connect(plot(), &StyledPlot::clicked, this, [this](const QPointF& at) { choose_rank(rank_at(at)); });
    connect(plot(), &StyledPlot::hovered, this, [this](const QPointF& at) {
        const int rank = rank_at(at);
        plot()->show_hover(at, rank < 0 ? QString() : class_text(ranking_.labels[static_cast<std::size_t>(rank)]));
    });
}

ClassRankView::~ClassRankView() = default;

int ClassRankView::rank_at(const QPointF& pixel) const {
    if (!plot()->axisRect()->rect().contains(pixel.toPoint())) return -1;
    return ranking_.rank_at(plot()->xAxis->pixelToCoord(pixel.x()));
}

void ClassRankView::show_ranking(ClassRanking ranking, ClassOrder order) {
    plot()->xAxis->setLabel(order_label(order));
    const bool other_size = ranking.size() != ranking_.size();
    ranking_ = std::move(ranking);
    ticker_->show_names(ranking_.names);
    select_class(selected_);
    if (other_size) show_whole_range();
}

void ClassRankView::show_whole_range() {
    const QCPRange whole(-0.5, std::max(ranking_.size(), 1) - 0.5);
    keep_within(plot()->xAxis, whole);
    plot()->xAxis->setRange(whole);
}

void ClassRankView::select_class(int label) {
    selected_ = ranking_.has_label(label) ? label : -1;
    if (selected_ < 0) {
        mark_->hide();
    } else {
        const auto rank = static_cast<std::size_t>(ranking_.ranks[static_cast<std::size_t>(label)]);
        mark_->show(static_cast<int>(rank),
                    ranking_.names[rank] + QStringLiteral(" · ") + count_text(ranking_.counts[rank], tr("image")));
    }
    mark_->place();
    plot()->refresh_overlay();
}

void ClassRankView::choose_rank(int rank) {
    if (rank < 0 || rank >= ranking_.size()) return;
    select_class(ranking_.labels[static_cast<std::size_t>(rank)]);
    Q_EMIT class_selected(selected_);
}

void ClassRankView::keyPressEvent(QKeyEvent* event) {
    const int rank = selected_ < 0 ? -1 : ranking_.ranks[static_cast<std::size_t>(selected_)];
    switch (event->key()) {
    case Qt::Key_Left:
        return choose_rank(rank - 1);
    case Qt::Key_Right:
        return choose_rank(rank + 1);
    case Qt::Key_Home:
        return choose_rank(0);
    case Qt::Key_End:
        return choose_rank(ranking_.size() - 1);
    case Qt::Key_Escape:
        select_class(-1);
        Q_EMIT class_selected(-1);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace whydah
