#include "widgets/undo_strip.h"

#include "widgets/frame_colours.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>

namespace whydah {

UndoStrip::UndoStrip(QAction* undo, QWidget* parent) : QWidget(parent), text_(muted_label({}, this)) {
    auto* button = new QPushButton(tr("Undo"), this);
    button->setFlat(true);
    button->setToolTip(undo->toolTip());
    connect(button, &QPushButton::clicked, undo, &QAction::trigger);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(text_);
    line->addWidget(button);
    line->addStretch(1);
    hide();
}

void UndoStrip::show_done(const QString& text) {
    text_->setText(text);
    setVisible(!text.isEmpty());
}

QString UndoStrip::text() const { return isHidden() ? QString() : text_->text(); }

} // namespace whydah
