#include "app/options_history.h"

#include "app/own_options.h"
#include "widgets/options_form.h"

#include <QAction>
#include <QScopedValueRollback>

#include <utility>

namespace whydah {
namespace {

QString title_of(const QString& option) {
    QString title = option;
    return title.replace(u'_', u' ');
}

} // namespace

OptionsHistory::OptionsHistory(OptionsForm* form)
    : QObject(form),
      undo(new QAction(this)),
      redo(new QAction(this)),
      form_(form),
      now_(form->options()) {
    undo->setShortcut(QKeySequence::Undo);
    redo->setShortcuts({tr("Ctrl+Shift+Z"), tr("Ctrl+Y")}); // whichever the desktop has
    for (QAction* action : {undo, redo}) action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(undo, &QAction::triggered, this, [this] { go(past_, future_); });
    connect(redo, &QAction::triggered, this, [this] { go(future_, past_); });
    connect(form, &OptionsForm::changed, this, &OptionsHistory::take);
    connect(form, &OptionsForm::replaced, this, &OptionsHistory::forget);
    show_state();
}

void OptionsHistory::take(const QString& name) {
    if (going_) return;
    const ExperimentOptions options = form_->options();
    if (changed_options(options) == changed_options(now_)) return; // a text that cannot be read
    const bool goes_on = last_.isValid() && last_.elapsed() < together_milliseconds && !past_.empty() &&
                         past_.back().name == name && name != u"preset";
    if (!goes_on && !same_turn_) past_.push_back({name, now_});
    if (past_.size() > kept) past_.erase(past_.begin());
    future_.clear();
    now_ = options;
    last_.start();
    same_turn_ = true;
    QMetaObject::invokeMethod(this, [this] { same_turn_ = false; }, Qt::QueuedConnection);
    show_state();
}

void OptionsHistory::forget() {
    past_.clear(), future_.clear();
    now_ = form_->options();
    show_state();
}

/// As if the user had edited each option that differs: what follows from an edit follows.
void OptionsHistory::go(std::vector<Step>& from, std::vector<Step>& to) {
    if (from.empty()) return;
    const QScopedValueRollback going(going_, true);
    Step step = std::move(from.back());
    from.pop_back();
    to.push_back({step.name, now_});
    std::vector<std::string> before;
    visit_fields(now_, [&](const Field&, const auto& value) { before.push_back(option_text(value)); });
    std::size_t i = 0;
    visit_fields(step.options, [&](const Field& field, const auto& value) {
        const std::string text = option_text(value);
        const auto name = QString::fromUtf8(field.name.data(), static_cast<qsizetype>(field.name.size()));
        if (text != before[i++]) form_->edit(name, QString::fromStdString(text));
    });
    now_ = form_->options();
    last_.invalidate();
    show_state();
}

void OptionsHistory::show_state() {
    const auto show = [](QAction* action, const std::vector<Step>& steps, const QString& what, const QString& tip) {
        action->setEnabled(!steps.empty());
        action->setText(steps.empty() ? what : tr("%1: %2").arg(what, title_of(steps.back().name)));
        action->setToolTip(tip);
    };
    show(undo, past_, tr("&Undo a change of options"), tr("Take back the last change of the options (Ctrl+Z in the form)"));
    show(redo, future_, tr("R&edo a change of options"), tr("Make the change again (Ctrl+Y in the form)"));
}

} // namespace whydah
