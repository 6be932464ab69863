#pragma once

#include <QWidget>

class QAction;
class QLabel;

namespace whydah {

/// "Done: removed 2 experiments  [Undo]": what can be regretted, with its undo.
class UndoStrip : public QWidget {
    Q_OBJECT
public:
    /// @param undo what the button does
    UndoStrip(QAction* undo, QWidget* parent);
    /// Empty: the strip goes.
    void show_done(const QString& text);
    QString text() const;

private:
    QLabel* text_;
};

} // namespace whydah
