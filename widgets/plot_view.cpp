#include "widgets/plot_view.h"

#include "widgets/plot_style.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace whydah {

PlotView::PlotView(QWidget* parent)
    : QWidget(parent),
      plot_(new StyledPlot(this)),
      bar_(new QWidget(this)),
      controls_(new QHBoxLayout(bar_)) {
    setFocusPolicy(Qt::StrongFocus);
    controls_->setContentsMargins(8, 4, 8, 4);
    controls_->setSpacing(8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(bar_);
    layout->addWidget(plot_, 1);
}

void PlotView::add_label(const QString& text) { controls_->addWidget(new QLabel(text, bar_)); }

void PlotView::set_hint(const QString& text) {
    plot_->set_hint(text);
    bar_->setVisible(text.isEmpty() && controls_->count() > 0);
}

void PlotView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    plot_->set_focus_ring(event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason);
}

void PlotView::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    plot_->set_focus_ring(false);
}

QString PlotView::hint() const { return plot_->hint(); }

} // namespace whydah
