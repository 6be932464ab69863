#include "widgets/word_checks.h"

#include "records/accuracy_report.h"
#include "records/method_list.h"
#include "widgets/palette.h"
#include "widgets/swatch_icon.h"

#include <QCheckBox>
#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {

WordChecks::WordChecks(QWidget* parent) : QWidget(parent), layout_(new QVBoxLayout(this)) {
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(4);
}

void WordChecks::add_word(const QString& word) {
    auto* box = new QCheckBox(QString::fromStdString(method_label(word.toStdString())), this);
    box->setIconSize({14, 14});
    if (const MethodInfo* method = find_method(word.toStdString()))
        box->setToolTip(QString::fromStdString(std::string(method->tip) + " [" + std::string(method->place) + "]"));
    connect(box, &QCheckBox::clicked, this, &WordChecks::edited);
    layout_->addWidget(box);
    rows_.push_back({word, box});
    if (rows_.size() == 1) setFocusProxy(box);
    recolour();
}

QStringList WordChecks::words() const {
    QStringList checked;
    for (const Row& row : rows_)
        if (row.box->isChecked()) checked.append(row.word);
    return checked;
}

void WordChecks::set_words(const QStringList& words) {
    for (const QString& word : words)
        if (std::none_of(rows_.begin(), rows_.end(), [&](const Row& row) { return row.word == word; })) add_word(word);
    for (const Row& row : rows_) row.box->setChecked(words.contains(row.word));
}

void WordChecks::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) recolour();
}

void WordChecks::recolour() {
    const bool dark = plot_colours(palette()).dark;
    for (const Row& row : rows_) row.box->setIcon(swatch_icon(method_colour(row.word.toStdString(), dark)));
}

} // namespace whydah
