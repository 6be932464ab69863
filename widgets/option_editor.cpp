#include "widgets/option_editor.h"

#include "records/accuracy_report.h"
#include "widgets/number_box.h"
#include "widgets/path_edit.h"
#include "widgets/word_checks.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

#include <utility>

namespace whydah {
namespace {

QString qt_text(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

OptionEditor check_box(QWidget* parent, std::function<void()> edited) {
    auto* box = new QCheckBox(parent);
    QObject::connect(box, &QCheckBox::clicked, box, std::move(edited));
    return {.widget = box,
            .text = [box] { return box->isChecked() ? QStringLiteral("true") : QStringLiteral("false"); },
            .set_text = [box](const QString& text) { box->setChecked(text == QLatin1String("true")); }};
}

OptionEditor number_box(const Field& field, bool whole, QWidget* parent, std::function<void()> edited) {
    auto* box = new NumberBox(field.low, field.high, whole, parent);
    QObject::connect(box, &NumberBox::edited, box, std::move(edited));
    return {.widget = box,
            .text = [box] { return box->text().trimmed(); },
            .set_text = [box](const QString& text) { box->set_text(text); }};
}

OptionEditor choice_box(const Field& field, QWidget* parent, std::function<void()> edited) {
    auto* box = new QComboBox(parent);
    for (const auto choice : field.choices) box->addItem(qt_text(choice));
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // the views need the room more
    box->setMinimumContentsLength(8);
    box->view()->setMinimumWidth(box->view()->sizeHintForColumn(0) + 24); // but the list shows all of a choice
    ignore_wheel_without_focus(box);
    QObject::connect(box, &QComboBox::activated, box, std::move(edited));
    return {.widget = box,
            .text = [box] { return box->currentText(); },
            .set_text =
                [box](const QString& text) {
                    if (box->findText(text) < 0) box->addItem(text); // shown as it is, and marked as wrong
                    box->setCurrentText(text);
                }};
}

OptionEditor line(QWidget* parent, std::function<void()> edited) {
    auto* edit = new QLineEdit(parent);
    QObject::connect(edit, &QLineEdit::textEdited, edit, std::move(edited));
    return {.widget = edit,
            .text = [edit] { return edit->text(); },
            .set_text =
                [edit](const QString& text) {
                    edit->setText(text);
                    edit->setCursorPosition(0);
                }};
}

OptionEditor path_line(const Field& field, QWidget* parent, std::function<void()> edited) {
    auto* edit = new PathEdit(field.path == Field::Path::file_or_folder, parent);
    QObject::connect(edit, &PathEdit::edited, edit, std::move(edited));
    return {.widget = edit,
            .text = [edit] { return edit->path(); },
            .set_text = [edit](const QString& text) { edit->set_path(text); }};
}

OptionEditor check_list(const Field& field, QWidget* parent, std::function<void()> edited) {
    auto* list = new WordChecks(parent);
    for (const auto choice : field.choices) list->add_word(qt_text(choice));
    QObject::connect(list, &WordChecks::edited, list, std::move(edited));
    return {.widget = list,
            .text = [list] { return list->words().join(','); },
            .set_text = [list](const QString& text) { list->set_words(text.split(',', Qt::SkipEmptyParts)); },
            .is_wide = true};
}

} // namespace

OptionEditor make_option_editor(const Field& field, OptionKind kind, QWidget* parent, std::function<void()> edited) {
    switch (kind) {
    case OptionKind::yes_or_no:
        return check_box(parent, std::move(edited));
    case OptionKind::whole_number:
        return number_box(field, true, parent, std::move(edited));
    case OptionKind::number:
        return number_box(field, false, parent, std::move(edited));
    case OptionKind::words:
        if (!field.choices.empty()) return check_list(field, parent, std::move(edited));
        return line(parent, std::move(edited));
    case OptionKind::text:
        if (!field.choices.empty()) return choice_box(field, parent, std::move(edited));
        if (field.path != Field::Path::none) return path_line(field, parent, std::move(edited));
        return line(parent, std::move(edited));
    case OptionKind::numbers:
        break;
    }
    return line(parent, std::move(edited));
}

} // namespace whydah
