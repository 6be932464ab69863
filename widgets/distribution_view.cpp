#include "widgets/distribution_view.h"

#include "widgets/carving_panel.h"
#include "widgets/class_histogram.h"
#include "widgets/distribution_text.h"
#include "widgets/frame_colours.h"
#include "widgets/rank_frequency_plot.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace whydah {

DistributionView::DistributionView(QWidget* parent)
    : QWidget(parent),
      histogram_(new ClassHistogram(this)),
      ranks_(new RankFrequencyPlot(this)),
      carving_(new CarvingPanel(this)),
      pages_(new QStackedWidget(this)),
      facts_(muted_label({}, this)) {
    const std::pair<QString, QString> texts[] = {
        {tr("Bars"), tr("Training images of each class, most first")},
        {tr("Rank–frequency"), tr("Both axes logarithmic: a power law is a straight line")},
        {tr("Carving"), tr("What the SUN recipe, an exponential, a step or a power law would make of this data set")}};
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 8, 8, 0);
    row->setSpacing(0);
    auto* group = new QButtonGroup(this);
    for (std::size_t i = 0; i < buttons_.size(); ++i) {
        buttons_[i] = new QToolButton(this);
        buttons_[i]->setText(texts[i].first);
        buttons_[i]->setToolTip(texts[i].second);
        buttons_[i]->setCheckable(true);
        group->addButton(buttons_[i]);
        row->addWidget(buttons_[i]);
        connect(buttons_[i], &QToolButton::clicked, this, [this, i] { show_page(static_cast<Page>(i)); });
    }
    row->addStretch(1);
    facts_->setWordWrap(true);
    facts_->setContentsMargins(8, 4, 8, 0);
    facts_->setToolTip(distribution_tip());
    facts_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QWidget* page :
         {static_cast<QWidget*>(histogram_), static_cast<QWidget*>(ranks_), static_cast<QWidget*>(carving_)})
        pages_->addWidget(page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(facts_);
    layout->addWidget(pages_, 1);
    show_page(Page::bars);
    show_summary({}, {});
}

void DistributionView::show_summary(const DatasetSummary& summary, const BandRule& rule) {
    histogram_->show_summary(summary, rule);
    ranks_->show_summary(summary, rule);
    carving_->show_rule(rule);
    facts_->setText(unbroken(distribution_text(distribution_facts(summary.train_counts()))));
    facts_->setVisible(!facts_->text().isEmpty() && page() != Page::carving);
    for (QToolButton* button : buttons_) button->setVisible(!summary.classes.empty());
    if (summary.classes.empty()) show_page(Page::bars);
}

void DistributionView::show_page(Page page) {
    pages_->setCurrentIndex(static_cast<int>(page));
    page_button(page)->setChecked(true);
    facts_->setVisible(!facts_->text().isEmpty() && page != Page::carving); // which has its own, before and after
    recolour();
}

DistributionView::Page DistributionView::page() const { return static_cast<Page>(pages_->currentIndex()); }

QString DistributionView::facts_text() const { return facts_->text().replace(QChar(QChar::Nbsp), u' '); }

void DistributionView::recolour() {
    // Fusion's own sign of a button that is down is not seen on dark ground.
    QPalette down = palette();
    down.setColor(QPalette::Button, down.color(QPalette::Highlight));
    down.setColor(QPalette::ButtonText, down.color(QPalette::HighlightedText));
    for (QToolButton* button : buttons_) button->setPalette(button->isChecked() ? down : QPalette());
}

void DistributionView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) recolour();
}

} // namespace whydah
