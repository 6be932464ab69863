#include "widgets/training_plots.h"

#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

namespace whydah {

TrainingPlots::TrainingPlots(QWidget* losses, QWidget* paths, QWidget* parent)
    : QWidget(parent),
      tabs_(new QTabBar(this)),
      splitter_(new QSplitter(Qt::Horizontal, this)) {
    tabs_->addTab(tr("Losses"));
    tabs_->addTab(tr("Trajectories"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setAccessibleName(tr("What of the training is drawn"));
    splitter_->addWidget(losses);
    splitter_->addWidget(paths);
    splitter_->setChildrenCollapsible(false);
    splitter_->setHandleWidth(16);
    splitter_->setSizes({560, 440});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(tabs_);
    layout->addWidget(splitter_, 1);
    connect(tabs_, &QTabBar::currentChanged, this, &TrainingPlots::fit);
    fit();
}

void TrainingPlots::fit() {
    const bool both = width() >= room_for_both;
    tabs_->setVisible(!both);
    for (int page = 0; page < 2; ++page) splitter_->widget(page)->setVisible(both || tabs_->currentIndex() == page);
}

void TrainingPlots::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

bool TrainingPlots::shows_both() const { return tabs_->isHidden(); }
void TrainingPlots::show_page(int page) { tabs_->setCurrentIndex(page); }

} // namespace whydah
