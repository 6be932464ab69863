#include "widgets/class_search.h"

#include <QCompleter>
#include <QEvent>
#include <QStringListModel>

namespace whydah {

ClassSearch::ClassSearch(QWidget* parent) : QLineEdit(parent), model_(new QStringListModel(this)) {
    setPlaceholderText(tr("Find a class"));
    setToolTip(tr("Any part of a class's name; Enter selects it"));
    setAccessibleName(placeholderText());
    setClearButtonEnabled(true);
    fit_width();
    auto* proposals = new QCompleter(model_, this);
    proposals->setCaseSensitivity(Qt::CaseInsensitive);
    proposals->setFilterMode(Qt::MatchContains);
    proposals->setMaxVisibleItems(12);
    setCompleter(proposals);
    connect(proposals, qOverload<const QString&>(&QCompleter::activated), this, &ClassSearch::choose);
    connect(this, &QLineEdit::returnPressed, this, [this] { choose(text()); });
}

void ClassSearch::fit_width() { setFixedWidth(fontMetrics().averageCharWidth() * 20); }

void ClassSearch::changeEvent(QEvent* event) {
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange) fit_width();
}

void ClassSearch::set_classes(const QStringList& names, std::vector<int> labels) {
    labels_ = std::move(labels);
    if (names != model_->stringList()) model_->setStringList(names);
}

int ClassSearch::label_of(const QString& text) const {
    const QString wanted = text.trimmed();
    const QStringList names = model_->stringList();
    if (wanted.isEmpty()) return -1;
    qsizetype found = names.indexOf(wanted);
    for (qsizetype i = 0; i < names.size() && found < 0; ++i)
        if (names[i].contains(wanted, Qt::CaseInsensitive)) found = i;
    return found < 0 ? -1 : labels_[static_cast<std::size_t>(found)];
}

void ClassSearch::choose(const QString& text) {
    if (const int label = label_of(text); label >= 0) Q_EMIT class_selected(label);
}

} // namespace whydah
