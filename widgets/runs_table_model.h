#pragma once

#include "records/run_entry.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <vector>

namespace whydah {

/// Runs as a table, a run a row. The mean accuracies come in the roles of MeanSdDelegate.
class RunsTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        name_column,
        data_column,
        state_column,
        started_column,
        time_column,
        seeds_column,
        methods_column,
        best_method_column,
        best_column,
        plain_column,
        control_column,
        ours_column,
        columns
    };
    static constexpr int sort_role = Qt::UserRole + 10; ///< numbers as numbers; runs without one come last
    static constexpr int tags_role = Qt::UserRole + 11; ///< QStringList, of the name column
    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that stay the same are not touched: selections and what is being edited survive.
    void show_runs(std::vector<RunEntry> runs);
    const RunEntry& run(int row) const { return runs_.at(static_cast<std::size_t>(row)); }
    /// Everything that can be searched in a row, in small letters.
    const QString& searched(int row) const { return searched_.at(static_cast<std::size_t>(row)); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void recolour(const QPalette& palette);

Q_SIGNALS:
    void rename_asked(qint64 id, const QString& name);

private:
    std::vector<RunEntry> runs_;
    std::vector<QString> searched_;
    QPalette palette_;
};

/// Shows the runs that hold every word of a search, either those in the trash or the others.
class RunsFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit RunsFilter(RunsTableModel* model);
    void set_words(const QString& text);
    void set_deleted(bool deleted);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    RunsTableModel* model_;
    QStringList words_;
    bool deleted_ = false;
};

/// "today 19:31", "25 Nov 19:31", "2025-11-25" from seconds since 1970.
QString moment_text(std::int64_t seconds);

} // namespace whydah
