#include "widgets/duplicate_line.h"

#include "widgets/elided_label.h"
#include "widgets/plot_style.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace whydah {

DuplicateLine::DuplicateLine(QWidget* parent)
    : QWidget(parent),
      text_(new ElidedLabel(this)),
      button_(new QToolButton(this)) {
    text_->setFont(small_font(text_));
    button_->setFont(small_font(button_));
    button_->setAutoRaise(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(text_, 1);
    layout->addWidget(button_);
    connect(button_, &QToolButton::clicked, this, [this] { searching_ ? Q_EMIT stop_asked() : Q_EMIT search_asked(); });
    hide();
}

void DuplicateLine::show_search(const QString& progress) {
    searching_ = true;
    text_->set_text(tr("Looking for duplicates · %1").arg(progress));
    button_->setText(tr("Stop"));
    button_->setToolTip(tr("Stop looking for byte-identical images"));
    button_->show();
    show();
}

void DuplicateLine::show_stopped() {
    searching_ = false;
    text_->set_text(tr("Duplicates were not looked for to the end"));
    button_->setText(tr("Search"));
    button_->setToolTip(tr("Look for byte-identical images again"));
    button_->show();
    show();
}

void DuplicateLine::show_found(const QString& text) {
    searching_ = false;
    text_->set_text(text);
    button_->hide();
    setVisible(!text.isEmpty());
}

QString DuplicateLine::text() const { return isHidden() ? QString() : text_->full_text(); }

} // namespace whydah
