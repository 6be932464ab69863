#include "widgets/run_details.h"

#include "widgets/duration_text.h"
#include "widgets/elided_label.h"
#include "widgets/frame_colours.h"
#include "widgets/number_text.h"
#include "widgets/runs_table_model.h"

#include <QDir>
#include <QEvent>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {
namespace {

QString text_of(const std::string& text) { return QString::fromStdString(text); }

QString facts_of(const RunEntry& run) {
    QStringList facts{text_of(state_text(run))};
    if (run.seconds > 0) facts << duration_text(run.seconds);
    if (!run.dataset.empty()) facts.prepend(text_of(run.dataset));
    if (run.seeds > 0) facts << count_text(run.seeds, QStringLiteral("seed"));
    QStringList methods;
    for (const std::string& method : run.methods) methods << text_of(method_label(method));
    QString text = facts.join(QStringLiteral(" · "));
    if (!methods.isEmpty()) text += u'\n' + methods.join(QStringLiteral(", "));
    if (!run.problem.empty()) text += u'\n' + text_of(run.problem);
    return text;
}

} // namespace

RunDetails::RunDetails(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      facts_(muted_label({}, this)),
      folder_(new ElidedLabel(this)),
      tags_(new QLineEdit(this)),
      note_(new QPlainTextEdit(this)) {
    QFont strong = title_->font();
    strong.setWeight(QFont::DemiBold);
    title_->setFont(strong);
    title_->setTextFormat(Qt::PlainText);
    facts_->setWordWrap(true);
    folder_->setForegroundRole(QPalette::PlaceholderText);
    tags_->setAccessibleName(tr("Tags"));
    note_->setAccessibleName(tr("Note"));
    note_->setTabChangesFocus(true);
    note_->setFixedHeight(note_->fontMetrics().lineSpacing() * 3 + 14);
    note_->installEventFilter(this);
    tags_->installEventFilter(this);
    rest_.setSingleShot(true);
    rest_.setInterval(1000);
    connect(tags_, &QLineEdit::editingFinished, this, &RunDetails::commit_tags);
    connect(note_, &QPlainTextEdit::textChanged, this, [this] { rest_.start(); });
    connect(&rest_, &QTimer::timeout, this, &RunDetails::commit_note);
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 4, 0, 0);
    form->setSpacing(8);
    form->addRow(tr("Tags"), tags_);
    form->addRow(tr("Note"), note_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(title_);
    layout->addWidget(facts_);
    layout->addWidget(folder_);
    layout->addLayout(form);
    show_runs({});
}

QString RunDetails::facts() const { return facts_->text(); }

void RunDetails::show_runs(const std::vector<RunEntry>& runs) {
    const bool same = std::equal(runs.begin(), runs.end(), runs_.begin(), runs_.end(),
                                 [](const RunEntry& a, const RunEntry& b) { return a.id == b.id; });
    if (!same) commit();
    runs_ = runs;
    setVisible(!runs_.empty());
    if (runs_.empty()) return;
    const bool one = runs_.size() == 1;
    const RunEntry& run = runs_.front();
    title_->setText(one ? text_of(run.name) : count_text(static_cast<std::int64_t>(runs_.size()), tr("run")));
    QStringList names;
    for (const RunEntry& each : runs_) names << text_of(each.name);
    facts_->setText(one ? facts_of(run)
                        : names.mid(0, 8).join(QStringLiteral(", ")) +
                              (names.size() > 8 ? QStringLiteral(" …") : QString()));
    folder_->setVisible(one);
    folder_->set_text(QDir::toNativeSeparators(text_of(run.folder)));
    tags_->setPlaceholderText(one ? tr("baseline, thesis") : tr("Added to all of them"));
    note_->setEnabled(one);
    note_->setPlaceholderText(one ? tr("What is to be remembered of this run") : tr("Of one run at a time"));
    const QSignalBlocker quiet(note_);
    if (!same || !tags_->hasFocus()) tags_->setText(one ? text_of(tags_text(run.tags)) : QString());
    if ((!same || !note_->hasFocus()) && note_->toPlainText() != text_of(run.note))
        note_->setPlainText(one ? text_of(run.note) : QString());
    if (!one) note_->clear();
}

void RunDetails::edit_tags() {
    if (runs_.empty()) return;
    tags_->setFocus();
    tags_->selectAll();
}

void RunDetails::edit_note() {
    if (runs_.size() == 1) note_->setFocus();
}

void RunDetails::commit() {
    commit_tags();
    commit_note();
}

void RunDetails::commit_tags() {
    const std::vector<std::string> typed = tags_from(tags_->text().toStdString());
    std::vector<RunChange> changes;
    for (RunEntry& run : runs_) {
        std::vector<std::string> tags = runs_.size() == 1 ? typed : run.tags;
        for (const std::string& tag : typed)
            if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(tag);
        if (tags == run.tags) continue;
        run.tags = tags; // once is enough, should the answer take its time
        changes.push_back({.id = run.id, .tags = tags});
    }
    if (runs_.size() > 1) tags_->clear();
    if (!changes.empty()) Q_EMIT changes_asked(changes);
}

void RunDetails::commit_note() {
    rest_.stop();
    if (runs_.size() != 1 || note_->toPlainText() == text_of(runs_.front().note)) return;
    runs_.front().note = note_->toPlainText().toStdString();
    Q_EMIT changes_asked({{.id = runs_.front().id, .note = runs_.front().note}});
}

bool RunDetails::eventFilter(QObject* watched, QEvent* event) {
    if (watched == note_ && event->type() == QEvent::FocusOut) commit_note();
    if (watched == tags_ && event->type() == QEvent::KeyPress && !runs_.empty() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) { // as it was
        tags_->setText(runs_.size() == 1 ? text_of(tags_text(runs_.front().tags)) : QString());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace whydah
