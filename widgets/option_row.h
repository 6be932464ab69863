#pragma once

#include "widgets/option_editor.h"

#include <QObject>

class QGridLayout;
class QLabel;
class QToolButton;

namespace whydah {

class ErrorLabel;

/// One option in a form's grid: label, editor with its unit, place in the paper, and a button that sets the default
/// back where the value differs from it; beneath, what is wrong with the value.
class OptionRow : public QObject {
    Q_OBJECT
public:
    static constexpr int columns = 4;

    /// @param usual the default's text
    OptionRow(const Field& field, OptionKind kind, const QString& usual, QGridLayout* grid, QWidget* parent);

    QString name() const { return name_; }
    QString text() const { return editor_.text(); }
    /// Sends no signal.
    void set_text(const QString& text) { editor_.set_text(text); }
    QWidget* editor() const { return editor_.widget; }

    /// What is wrong with the value and how to mend it; empty: nothing.
    void mark_wrong(const QString& problem, const QString& mend = {});
    QString problem() const;
    void mark_changed(bool changed);
    bool is_marked_changed() const;

Q_SIGNALS:
    void edited();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void colour_editor();

    QString name_, usual_;
    OptionEditor editor_;
    QToolButton* reset_;
    ErrorLabel* problem_;
};

} // namespace whydah
