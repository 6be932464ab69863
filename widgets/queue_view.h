#pragma once

#include "records/queue_entry.h"

#include <QList>
#include <QWidget>

#include <vector>

class QAction;
class QLabel;

namespace whydah {

class QueueDetails;
class QueueTable;
class UndoStrip;

/// The experiments that run one after another: to be added, ordered, held, stopped, taken up again and looked into.
/// Says what is wished; whoever runs them does it and shows them again.
class QueueView : public QWidget {
    Q_OBJECT
public:
    explicit QueueView(QWidget* parent = nullptr);

    /// @param held no other one begins by itself   @param note why the queue waits, or is not kept; empty: nothing
    void show_queue(const std::vector<QueueEntry>& entries, bool held, const QString& note);
    /// Of all that runs and waits: "34:56 left"; empty: nothing runs.
    void show_time_left(const QString& text);
    /// The form's experiment can be added. @param why not, else
    void allow_add(bool ready, const QString& why);
    /// So many were removed last and can be brought back; 0: none.
    void show_removed(std::size_t count);
    /// For a menu.
    QList<QAction*> menu_actions();

    QueueTable* table() const { return table_; }
    QueueDetails* details() const { return details_; }
    std::int64_t current() const { return current_; } ///< the entry whose details are shown; 0: none
    QString totals_text() const;
    QString note_text() const;
    QString done_text() const;

    QAction *add, *hold, *pause, *stop, *up, *down, *proceed, *again, *change, *show_run, *remove, *clear, *undo;

Q_SIGNALS:
    void add_asked();
    void hold_asked(bool held);
    void pause_asked();
    void resume_asked();
    void stop_asked();
    void move_asked(qint64 id, int row);
    void proceed_asked(qint64 id);
    void again_asked(qint64 id);  ///< the same once more
    void change_asked(qint64 id); ///< its options into the form
    void show_asked(qint64 id);   ///< live, or from its folder
    void remove_asked(qint64 id);
    void clear_asked();
    void undo_asked(); ///< of the last removal
    void current_changed(qint64 id); ///< its stages and log are wanted

private:
    void make_actions();
    void show_state();
    void show_selection();
    void show_totals();
    void step(int rows);
    const QueueEntry* selected_one() const;
    void show_menu(const QPoint& at);

    QueueTable* table_;
    QLabel *totals_, *note_;
    UndoStrip* done_;
    QueueDetails* details_;
    std::int64_t current_ = 0;
    bool held_ = false;
    QString counts_, time_left_; ///< of the line beneath the table
};

} // namespace whydah
