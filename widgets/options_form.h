#pragma once

#include "records/experiment_options.h"
#include "widgets/option_editor.h"

#include <QWidget>

#include <string>
#include <vector>

class QComboBox;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace whydah {

class FormSection;
class OptionRow;

/// All options of an experiment, made from the one list of fields: sections that fold, each option with its unit, its
/// place in the paper and its tip, wrong values marked where they are. Beneath, the same run as a command.
class OptionsForm : public QWidget {
    Q_OBJECT
public:
    explicit OptionsForm(QWidget* parent = nullptr);

    /// A value whose text cannot be read stays what it was before.
    ExperimentOptions options() const { return options_; }
    /// All of them, not by the user.
    void set_options(const ExperimentOptions& options);
    /// Sets one option from its text as if the user had: sends changed().
    void edit(const QString& name, const QString& text);

    /// What is wrong, in the order of the form.
    std::vector<OptionProblem> problems() const;
    bool is_valid() const { return problems().empty(); }
    /// Opens the section of an option and brings it into view.
    void reveal(const QString& name);

    QString command() const;
    OptionRow* row(const QString& name) const;
    FormSection* section(const QString& title) const;

Q_SIGNALS:
    void changed(const QString& name, const QString& group); ///< by the user; a preset says "preset", "Methods"
    void replaced();                                         ///< by set_options()

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Entry {
        OptionRow* row;
        FormSection* section;
        bool advanced;
        OptionKind kind;
        std::string usual, value; ///< texts of the default and of the value
        bool readable = true;
    };
    FormSection* add_section(const QString& title);
    void add_rows();
    void align_labels();
    int content_width() const; ///< of the widest section, folded or not
    QWidget* preset_line();
    QWidget* command_line();
    void take(std::size_t index, const QString& group);
    void choose_preset(int index);
    void refresh();
    void show_options(const ExperimentOptions& options);
    void fit_width();
    void mark_problems();
    void count_changes();

    ExperimentOptions options_;
    std::vector<Entry> entries_;
    std::vector<FormSection*> sections_;
    QComboBox* presets_;
    QScrollArea* scroll_;
    QVBoxLayout* column_;
    QLineEdit* command_;
};

} // namespace whydah
