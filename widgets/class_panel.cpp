#include "widgets/class_panel.h"

#include "widgets/class_relations.h"
#include "widgets/elided_label.h"
#include "widgets/frame_colours.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/recall_bars.h"
#include "widgets/thumbnail_strip.h"

#include <QLabel>
#include <QVBoxLayout>

#include <bit>

namespace whydah {

QString entry_text(std::int64_t train, std::int64_t last_block) {
    if (train <= 0) return ClassPanel::tr("no training image");
    const int block = std::bit_width(static_cast<std::uint64_t>(train)) - 1; // 2^i <= n < 2^(i+1)
    if (last_block >= 0 && block > last_block)
        return ClassPanel::tr("keeps its weights (beyond block %1)").arg(last_block);
    // Before a run the number of blocks is not known: a frequent class may lie beyond the last one.
    const QString text = last_block >= 0 ? ClassPanel::tr("enters at block %1 (%2)")
                                         : ClassPanel::tr("enters at block %1 (%2), if there is one");
    return text.arg(block).arg(count_text(std::int64_t{1} << block, ClassPanel::tr("shot")));
}

ClassPanel::ClassPanel(QWidget* parent)
    : QWidget(parent),
      title_(new ElidedLabel(this)),
      facts_(new QLabel(this)),
      recalls_(new RecallBars(this)),
      relations_(new ClassRelations(this)),
      thumbnails_(new ThumbnailStrip(this)) {
    QFont strong = title_->font();
    strong.setWeight(QFont::DemiBold);
    title_->setFont(strong);
    title_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    facts_->setFont(small_font(facts_));
    facts_->setWordWrap(true);
    facts_->setTextFormat(Qt::PlainText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(title_);
    layout->addWidget(facts_);
    layout->addWidget(recalls_);
    layout->addWidget(relations_);
    layout->addWidget(thumbnails_, 1);
    connect(relations_, &ClassRelations::class_selected, this, &ClassPanel::class_selected);
    connect(thumbnails_, &ThumbnailStrip::asked, this,
            [this](const std::vector<ImageRef>& images) { Q_EMIT thumbnails_asked(label_, images); });
    show_class({}, {}, -1);
}

void ClassPanel::show_class(const DatasetSummary& summary, const BandRule& rule, int label) {
    const bool known = label >= 0 && label < static_cast<int>(summary.classes.size());
    label_ = known ? label : -1;
    band_ = known ? rule.bands_of(summary.train_counts())[static_cast<std::size_t>(label)] : Band::few;
    const ClassSummary shown = known ? summary.classes[static_cast<std::size_t>(label)] : ClassSummary();
    thumbnails_->show_images(shown.images, shown.image_parts,
                             !known                 ? tr("Click a class in any view")
                             : summary.has_features ? tr("Feature tables have no pictures")
                                                    : tr("No pictures of this class"));
    class_ = shown;
    class_.images.clear();
    class_.image_parts.clear();
    show_facts();
}

void ClassPanel::show_results(const std::vector<MethodResult>& results) {
    results_ = results;
    show_facts();
}

void ClassPanel::set_last_block(std::int64_t last_block) {
    last_block_ = last_block;
    show_facts();
}

void ClassPanel::show_facts() {
    const bool known = label_ >= 0;
    title_->set_text(known ? QString::fromStdString(class_.name) : tr("None selected"));
    title_->setEnabled(known);
    facts_->setVisible(known);
    facts_->setText(facts_text());
    recalls_->show_class(results_, label_);
    relations_->show_class(label_);
}

QString ClassPanel::facts_text() const {
    if (label_ < 0) return {};
    return tr("%1 train · %2 validation · %3 test\n%4 · %5")
        .arg(count_text(class_.train), count_text(class_.validation), count_text(class_.test),
             QString::fromLatin1(band_name(band_)), entry_text(class_.train, last_block_));
}

} // namespace whydah
