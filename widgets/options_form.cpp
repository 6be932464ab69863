#include "widgets/options_form.h"

#include "widgets/form_section.h"
#include "widgets/frame_colours.h"
#include "widgets/number_box.h"
#include "widgets/option_presets.h"
#include "widgets/option_row.h"
#include "widgets/plain_text.h"
#include "widgets/plot_style.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {
namespace {

QString qt_text(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString unreadable_text(OptionKind kind) {
    switch (kind) {
    case OptionKind::whole_number:
        return OptionsForm::tr("must be a whole number");
    case OptionKind::number:
        return OptionsForm::tr("must be a number");
    case OptionKind::numbers:
        return OptionsForm::tr("must be numbers with commas between them");
    case OptionKind::words:
        return OptionsForm::tr("choose at least one");
    case OptionKind::yes_or_no:
    case OptionKind::text:
        break;
    }
    return OptionsForm::tr("cannot be read");
}

} // namespace

OptionsForm::OptionsForm(QWidget* parent)
    : QWidget(parent),
      presets_(new QComboBox(this)),
      scroll_(new QScrollArea(this)),
      command_(new QLineEdit(this)) {
    auto* content = new QWidget(scroll_);
    column_ = new QVBoxLayout(content);
    column_->setContentsMargins(0, 0, 8, 0);
    column_->setSpacing(8);
    add_rows();
    column_->addStretch(1);
    scroll_->setWidget(content);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (QWidget* part : {static_cast<QWidget*>(scroll_->viewport()), content}) part->setAutoFillBackground(false);
    fit_width();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(preset_line());
    layout->addWidget(scroll_, 1);
    layout->addWidget(command_line());
    refresh();
}

FormSection* OptionsForm::add_section(const QString& title) {
    auto* section = new FormSection(title, this);
    section->set_open(title != "Split" && title != "Features" && title != "Network" && title != "Paper-literal mode");
    column_->addWidget(section);
    sections_.push_back(section);
    return section;
}

void OptionsForm::add_rows() {
    visit_fields(options_, [this](const Field& field, const auto& value) {
        const QString group = qt_text(field.group);
        FormSection* home = section(group);
        if (!home) home = add_section(group);
        const std::string usual = option_text(value);
        auto* row = new OptionRow(field, kind_of(value), QString::fromStdString(usual), home->grid(field.advanced),
                                  home->body(field.advanced));
        row->set_text(QString::fromStdString(usual));
        const std::size_t index = entries_.size();
        connect(row, &OptionRow::edited, this, [this, index, group] { take(index, group); });
        entries_.push_back({.row = row,
                            .section = home,
                            .advanced = field.advanced,
                            .kind = kind_of(value),
                            .usual = usual,
                            .value = usual});
    });
}

void OptionsForm::align_labels() {
    int width = 0;
    visit_fields(options_, [&](const Field& field, const auto&) {
        width = std::max(width, fontMetrics().horizontalAdvance(qt_text(field.label)));
    });
    for (FormSection* section : sections_) section->set_label_width(width);
}

void OptionsForm::fit_width() {
    align_labels();
    scroll_->setMinimumWidth(content_width() + scroll_->verticalScrollBar()->sizeHint().width());
}

void OptionsForm::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) fit_width();
}

int OptionsForm::content_width() const {
    int width = 0;
    for (FormSection* section : sections_)
        for (bool advanced : {false, true}) width = std::max(width, section->body(advanced)->minimumSizeHint().width());
    return width + column_->contentsMargins().right();
}

QWidget* OptionsForm::preset_line() {
    auto* line = new QWidget(this);
    auto* label = new QLabel(tr("Preset"), line);
    label->setBuddy(presets_);
    for (const OptionPreset& preset : option_presets()) {
        presets_->addItem(preset.name);
        presets_->setItemData(presets_->count() - 1, preset.tip, Qt::ToolTipRole);
    }
    presets_->setAccessibleName(tr("Preset"));
    presets_->setObjectName(QStringLiteral("preset"));
    presets_->setPlaceholderText(tr("Your own values"));
    presets_->setToolTip(tr("Values of all method options at once"));
    ignore_wheel_without_focus(presets_);
    connect(presets_, &QComboBox::activated, this, &OptionsForm::choose_preset);
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(presets_, 1);
    return line;
}

QWidget* OptionsForm::command_line() {
    auto* line = new QWidget(this);
    command_->setReadOnly(true);
    command_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    command_->setAccessibleName(tr("The same run as a command"));
    auto* copy = new QToolButton(line);
    copy->setText(tr("Copy"));
    copy->setToolTip(tr("Copy the command that gives the same numbers without the window"));
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(command()); });
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(command_, 1);
    layout->addWidget(copy);
    return line;
}

void OptionsForm::set_options(const ExperimentOptions& options) {
    show_options(options);
    Q_EMIT replaced();
}

void OptionsForm::show_options(const ExperimentOptions& options) {
    options_ = options;
    std::size_t i = 0;
    visit_fields(options_, [&](const Field&, const auto& value) {
        Entry& entry = entries_[i++];
        entry.value = option_text(value);
        entry.readable = true;
        entry.row->set_text(QString::fromStdString(entry.value));
    });
    refresh();
}

void OptionsForm::edit(const QString& name, const QString& text) {
    OptionRow* edited = row(name);
    if (!edited) return;
    edited->set_text(text);
    Q_EMIT edited->edited();
}

void OptionsForm::take(std::size_t index, const QString& group) {
    std::size_t i = 0;
    Entry& entry = entries_[index];
    visit_fields(options_, [&](const Field& field, auto& value) {
        if (i++ != index) return;
        entry.readable = parse_option(field, entry.row->text().toStdString(), value);
        entry.value = option_text(value);
    });
    refresh();
    Q_EMIT changed(entry.row->name(), group);
}

void OptionsForm::choose_preset(int index) {
    ExperimentOptions chosen = options_;
    option_presets()[static_cast<std::size_t>(index)].apply(chosen);
    show_options(chosen);
    Q_EMIT changed(QStringLiteral("preset"), QStringLiteral("Methods"));
}

void OptionsForm::refresh() {
    mark_problems();
    count_changes();
    presets_->setCurrentIndex(preset_of(options_));
    command_->setText(QString::fromStdString(equivalent_command(options_)));
    command_->setCursorPosition(0);
    command_->setToolTip(plain_tip(command_->text()));
}

std::vector<OptionProblem> OptionsForm::problems() const {
    const auto found = check_options(options_);
    std::vector<OptionProblem> all;
    for (const Entry& entry : entries_) {
        const std::string name = entry.row->name().toStdString();
        if (!entry.readable) {
            all.push_back({name, unreadable_text(entry.kind).toStdString(), ""});
            continue;
        }
        std::copy_if(found.begin(), found.end(), std::back_inserter(all),
                     [&](const OptionProblem& problem) { return problem.name == name; });
    }
    return all;
}

void OptionsForm::mark_problems() {
    const auto found = problems();
    for (const Entry& entry : entries_) {
        const auto problem = std::find_if(found.begin(), found.end(), [&](const OptionProblem& p) {
            return p.name == entry.row->name().toStdString();
        });
        if (problem == found.end()) {
            entry.row->mark_wrong({});
            continue;
        }
        entry.row->mark_wrong(QString::fromStdString(problem->what), QString::fromStdString(problem->mend));
        entry.section->set_open(true);
        if (entry.advanced) entry.section->set_advanced_open(true);
    }
}

void OptionsForm::count_changes() {
    for (FormSection* section : sections_) {
        int changed = 0, changed_advanced = 0, advanced = 0;
        for (const Entry& entry : entries_) {
            if (entry.section != section) continue;
            // There is no usual data set to go back to.
            const bool differs = entry.row->name() != QLatin1String("data") && (!entry.readable || entry.value != entry.usual);
            entry.row->mark_changed(differs);
            changed += differs;
            changed_advanced += differs && entry.advanced;
            advanced += entry.advanced;
        }
        section->show_counts(changed, changed_advanced, advanced);
    }
}

void OptionsForm::reveal(const QString& name) {
    const auto entry =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.row->name() == name; });
    if (entry == entries_.end()) return;
    entry->section->set_open(true);
    if (entry->advanced) entry->section->set_advanced_open(true);
    scroll_->ensureWidgetVisible(entry->row->editor());
    entry->row->editor()->setFocus();
}

QString OptionsForm::command() const { return command_->text(); }

OptionRow* OptionsForm::row(const QString& name) const {
    for (const Entry& entry : entries_)
        if (entry.row->name() == name) return entry.row;
    return nullptr;
}

FormSection* OptionsForm::section(const QString& title) const {
    for (FormSection* section : sections_)
        if (section->title() == title) return section;
    return nullptr;
}

} // namespace whydah
