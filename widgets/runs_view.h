#pragma once

#include "records/run_entry.h"

#include <QList>
#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QLineEdit;
class QToolButton;

namespace whydah {

class ElidedLabel;
class RunDetails;
class RunsTable;

/// All runs of a workspace: search, sort, tag, note, rename, delete and open them. Says what is wished; whoever keeps
/// the runs does it and shows them again.
class RunsView : public QWidget {
    Q_OBJECT
public:
    explicit RunsView(QWidget* parent = nullptr);

    /// The selection stays with its runs. @param read they were read, and are not only still unknown
    /// @param workspace their folder
    void show_runs(const std::vector<RunEntry>& runs, bool read, const QString& workspace);
    /// What was done last, above the table's end, with a button that takes it back. Empty: nothing.
    void show_done(const QString& text);
    /// Undo and redo of whoever keeps the runs, to stand among the view's own actions.
    void add_undo_actions(QAction* undo, QAction* redo);
    /// For a menu; they are enabled as the selection allows.
    QList<QAction*> menu_actions();

    void set_search(const QString& text);
    void show_trash(bool on);
    bool shows_trash() const;
    QLineEdit* search() const { return search_; }
    RunsTable* table() const { return table_; }
    RunDetails* details() const { return details_; }
    QString totals_text() const;
    QString done_text() const;

    QAction *open, *rename, *edit_tags, *edit_note, *remove, *restore, *compare, *report, *trash, *empty_trash;

Q_SIGNALS:
    void open_asked(const QString& folder);
    void changes_asked(const std::vector<whydah::RunChange>& changes);
    void empty_trash_asked(int runs);
    void undo_asked();
    void seen(); ///< it came into view
    void selection_changed(const QStringList& folders);
    void report_asked(const QStringList& folders);
    /// Two or more runs side by side. The action is there only while somebody listens.
    void compare_asked(const QStringList& folders);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void connectNotify(const QMetaMethod& signal) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void make_actions();
    void show_state();
    void show_selection();
    void ask_deleted(bool deleted);
    void show_menu(const QPoint& at);

    QLineEdit* search_;
    QToolButton *compare_button_, *trash_button_;
    RunsTable* table_;
    QWidget* done_;
    QLabel* done_text_;
    QLabel* totals_;
    ElidedLabel* workspace_;
    RunDetails* details_;
    QAction *undo_ = nullptr, *redo_ = nullptr;
    bool read_ = false;
    int deleted_ = 0; ///< runs in the trash
};

} // namespace whydah
