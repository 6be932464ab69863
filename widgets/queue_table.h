#pragma once

#include "records/queue_entry.h"

#include <QAbstractTableModel>
#include <QStringList>
#include <QTableView>

#include <map>
#include <vector>

class QLabel;

namespace whydah {

/// A queue as a table, an experiment a row: state, what it is, how far it is, time.
class QueueTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { state_column, name_column, progress_column, time_column, columns };
    using QAbstractTableModel::QAbstractTableModel;

    void show_entries(std::vector<QueueEntry> entries);
    /// Of the one that runs. @param share 0..1 of its stages, negative: not known
    /// @param shorter what of the text to show where it has no room, ever less
    void show_progress(const QString& text, double share, const QString& time, const QStringList& shorter = {});
    /// Seconds that each of those which wait will take, as far as known.
    void show_expected(std::map<std::int64_t, double> seconds);
    const std::vector<QueueEntry>& entries() const { return entries_; }
    int row_of(std::int64_t id) const; ///< -1: not there
    bool has_changes() const { return !changes_.join(QString()).isEmpty(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& rows) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

Q_SIGNALS:
    void move_asked(qint64 id, int row);

private:
    QString text(const QueueEntry& entry, int column) const;

    std::vector<QueueEntry> entries_;
    QStringList changes_; ///< of each, what tells it from the others
    QString progress_, time_;
    QStringList shorter_;
    double share_ = -1;
    std::map<std::int64_t, double> expected_; ///< by id
};

/// Rows that wait are dragged to their place.
class QueueTable : public QTableView {
    Q_OBJECT
public:
    explicit QueueTable(QWidget* parent = nullptr);

    /// The selection stays with its experiments.
    void show_entries(const std::vector<QueueEntry>& entries);
    void set_hint(const QString& text); ///< in the place of rows
    QueueTableModel* queue() const { return model_; }
    std::vector<std::int64_t> selected() const; ///< from top to bottom
    void select(std::int64_t id);

Q_SIGNALS:
    void selection_changed();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit_rows();
    void fit_states();

    QueueTableModel* model_;
    QLabel* hint_;
    bool quiet_ = false;
};

/// What is said of an experiment that does not run: "next", "after 5 of 11 stages", its error.
QString queue_outcome_text(const QueueEntry& entry, bool is_next);

} // namespace whydah
