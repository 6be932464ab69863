#pragma once

#include "records/run_comparison.h"

#include <QWidget>

class QLabel;
class QTableWidget;

namespace whydah {

/// The options that are not the same in all runs of a comparison, a column a run; names and order as in the form.
/// Ctrl+C copies the table.
class OptionDifferencesTable : public QWidget {
    Q_OBJECT
public:
    explicit OptionDifferencesTable(QWidget* parent = nullptr);

    void show_comparison(const RunComparison& comparison);

    int row_count() const;
    QString text(int row, int column) const; ///< columns: section, option, a run each
    QString hint() const;                    ///< what is said where there is no row
    QString as_text() const;                 ///< tabs between columns, a line a row
    QString as_csv() const;                  ///< options by their names on the command line

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTableWidget* table_;
    QLabel* hint_;
    std::vector<OptionDifference> options_;
    std::size_t runs_ = 0;
};

} // namespace whydah
