#include "widgets/images_view.h"

#include "records/accuracy_report.h"
#include "widgets/elided_label.h"
#include "widgets/flow_row.h"
#include "widgets/frame_colours.h"
#include "widgets/image_facts.h"
#include "widgets/image_grid.h"
#include "widgets/image_viewer.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace whydah {

ImagesView::ImagesView(QWidget* parent)
    : QWidget(parent),
      classes_(new QComboBox(this)),
      parts_(new QComboBox(this)),
      methods_(new QComboBox(this)),
      wrong_(new QCheckBox(tr("Misclassified only"), this)),
      count_(muted_label({}, this)),
      grid_(new ImageGrid(choice_, this)),
      current_(new ElidedLabel(this)) {
    classes_->addItems({tr("Selected classes"), tr("All classes")});
    classes_->setToolTip(tr("Of which classes: those that are selected in any view, or all"));
    classes_->setAccessibleName(tr("Classes"));
    parts_->addItem(tr("All parts"));
    for (SplitPart part : {SplitPart::train, SplitPart::validation, SplitPart::test, SplitPart::left_out}) {
        QString name = QString::fromLatin1(split_part_name(part));
        name[0] = name[0].toUpper();
        parts_->addItem(name, static_cast<int>(part));
    }
    parts_->setToolTip(tr("Of which part of the split"));
    parts_->setAccessibleName(tr("Part"));
    methods_->setToolTip(tr("Whose mistakes are marked"));
    methods_->setAccessibleName(tr("Method"));
    wrong_->setToolTip(tr("Test images that the method took for another class"));
    count_->setMinimumHeight(classes_->sizeHint().height()); // in line with the boxes
    methods_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    current_->setFont(small_font(current_));
    auto* bar = new FlowRow;
    for (QWidget* part :
         {static_cast<QWidget*>(classes_), static_cast<QWidget*>(parts_), static_cast<QWidget*>(methods_),
          static_cast<QWidget*>(wrong_), static_cast<QWidget*>(count_)})
        bar->add({part});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(bar);
    layout->addWidget(grid_, 1);
    layout->addWidget(current_);
    for (QComboBox* box : {classes_, parts_, methods_})
        connect(box, &QComboBox::currentIndexChanged, this, &ImagesView::choose);
    connect(wrong_, &QCheckBox::toggled, this, &ImagesView::choose);
    connect(grid_, &ImageGrid::asked, this, &ImagesView::thumbnails_asked);
    connect(grid_, &ImageGrid::current_changed, this, &ImagesView::show_current);
    connect(grid_, &ImageGrid::activated, this, &ImagesView::enlarge);
    connect(grid_, &ImageGrid::clicked, this, [this](int shown) {
        // Among the pictures of the selected classes it would take the others away from under the mouse.
        if (classes_->currentIndex() == 1) Q_EMIT classes_selected({choice_.at(shown).label});
    });
    show_mistakes(nullptr);
}

void ImagesView::show_dataset(std::shared_ptr<const DatasetSummary> dataset) {
    has_features_ = dataset->has_features;
    choice_.show_dataset(std::move(dataset));
    choose();
}

void ImagesView::show_mistakes(const std::shared_ptr<const ImageMistakes>& mistakes) {
    choice_.show_mistakes(mistakes);
    const bool known = !choice_.mistakes().empty();
    {
        const QSignalBlocker quiet_box(methods_), quiet_check(wrong_);
        const QString before = methods_->currentData().toString();
        methods_->clear();
        methods_->addItem(tr("Any method"), QString());
        for (const std::string& method : choice_.mistakes().methods())
            methods_->addItem(QString::fromStdString(method_label(method)), QString::fromStdString(method));
        methods_->setCurrentIndex(std::max(methods_->findData(before), 0));
        if (!known) wrong_->setChecked(false);
    }
    for (QWidget* of_run : {static_cast<QWidget*>(methods_), static_cast<QWidget*>(wrong_)}) of_run->setVisible(known);
    choose();
}

void ImagesView::select_classes(const std::vector<int>& labels) {
    selected_ = labels;
    if (classes_->currentIndex() == 0) return choose();
    grid_->set_emphasised(selected_);
}

void ImagesView::set_all_classes(bool all) { classes_->setCurrentIndex(all ? 1 : 0); }

void ImagesView::set_part(std::optional<SplitPart> part) {
    parts_->setCurrentIndex(part ? parts_->findData(static_cast<int>(*part)) : 0);
}

void ImagesView::set_wrong_only(bool on) { wrong_->setChecked(on); }
void ImagesView::set_method(const QString& method) { methods_->setCurrentIndex(methods_->findData(method)); }

void ImagesView::choose() {
    const bool of_all = classes_->currentIndex() == 1;
    ImageFilter filter;
    if (!of_all) filter.labels = selected_;
    if (parts_->currentIndex() > 0) filter.part = static_cast<SplitPart>(parts_->currentData().toInt());
    filter.wrong_only = wrong_->isChecked();
    filter.method = methods_->currentData().toString().toStdString();
    choice_.set_filter(std::move(filter));
    grid_->set_emphasised(of_all ? selected_ : std::vector<int>{});
    grid_->show_choice(hint());
    count_->setText(count_text_shown());
}

QString ImagesView::hint() const {
    if (has_features_) return tr("Feature tables have no pictures");
    if (wrong_->isChecked()) return tr("No image here was taken for another class");
    return tr("No images here: choose other classes or another part");
}

QString ImagesView::count_text_shown() const {
    const QString images = count_text(choice_.count(), tr("image"));
    const std::vector<int>& labels = choice_.filter().labels;
    if (labels.empty()) return tr("%1 of all classes").arg(images);
    return labels.size() == 1 ? tr("%1 of %2").arg(images, choice_.class_name(labels.front()))
                              : tr("%1 of %2 classes").arg(images).arg(labels.size());
}

void ImagesView::show_current() {
    const int shown = grid_->current();
    QStringList text;
    if (shown >= 0) text << image_line(choice_, shown) << mistake_lines(choice_, shown);
    current_->set_text(shown < 0 ? tr("Double click enlarges an image") : text.join(QStringLiteral(" · ")));
}

void ImagesView::enlarge(int shown) {
    if (shown < 0 || shown >= choice_.count()) return;
    if (!viewer_) {
        viewer_ = new ImageViewer(this);
        viewer_->move(window()->frameGeometry().center() - viewer_->rect().center());
        connect(viewer_, &ImageViewer::pixels_asked, this, &ImagesView::full_image_asked);
        connect(viewer_, &ImageViewer::step_asked, this,
                [this](int by) { step_to(std::max(grid_->current(), 0) + by); });
        connect(viewer_, &ImageViewer::place_asked, this, &ImagesView::step_to);
    }
    step_to(shown);
    viewer_->show();
    viewer_->raise();
    viewer_->activateWindow();
}

void ImagesView::step_to(int shown) {
    if (shown < 0 || shown >= choice_.count()) return;
    grid_->set_current(shown);
    viewer_->show_image({.image = choice_.at(shown).image,
                         .line = image_line(choice_, shown),
                         .mistakes = mistake_lines(choice_, shown),
                         .place = shown,
                         .count = choice_.count()});
}

void ImagesView::show_pixels(const ImageRef& image, const ImagePixels& pixels, const QString& problem) {
    grid_->show_pixels(image, pixels, problem);
}

void ImagesView::show_full_pixels(const ImageRef& image, const ImagePixels& pixels, const QString& problem) {
    if (viewer_) viewer_->show_pixels(image, pixels, problem);
}

} // namespace whydah
