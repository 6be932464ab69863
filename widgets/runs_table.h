#pragma once

#include "widgets/runs_table_model.h"

#include <QTableView>

#include <vector>

class QLabel;

namespace whydah {

/// The table of runs: a selection that stays with its runs, and as many columns as there is room for.
class RunsTable : public QTableView {
    Q_OBJECT
public:
    explicit RunsTable(QWidget* parent = nullptr);

    void show_runs(const std::vector<RunEntry>& runs);
    /// In the place of rows. Empty: none.
    void set_hint(const QString& text);
    QString hint() const;
    void select(const std::vector<std::int64_t>& ids);
    std::vector<RunEntry> selected_runs() const; ///< from top to bottom
    std::vector<std::int64_t> selected() const;
    QStringList selected_folders() const;
    std::vector<std::int64_t> shown() const;
    RunsTableModel* runs() const { return model_; }
    RunsFilter* filter() const { return filter_; }

Q_SIGNALS:
    void selection_changed();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit_columns();

    RunsTableModel* model_;
    RunsFilter* filter_;
    QLabel* hint_;
    bool quiet_ = false; ///< rows are being exchanged
};

} // namespace whydah
