#pragma once

#include "records/measure_rows.h"
#include "records/run_comparison.h"

#include <QWidget>

#include <vector>

class QLabel;
class QTableWidget;

namespace whydah {

class MeanSdDelegate;

/// What a mean recall does not say, for the methods of all runs: macro F1, worst class, geometric and harmonic mean of
/// the recalls, expected calibration error; mean and standard deviation over seeds, in percent; a
/// narrow one leaves the standard deviations to the tips. Ctrl+C copies the table.
class MeasuresTable : public QWidget {
    Q_OBJECT
public:
    explicit MeasuresTable(QWidget* parent = nullptr);

    void show_comparison(const RunComparison& comparison);

    int row_count() const { return static_cast<int>(rows_.size()); }
    QString text(int row, int column) const; ///< columns: run, method, measure_columns
    QString tip(int row, int column) const;
    QString hint() const; ///< what is said where there is no row
    QString note_text() const;
    QString as_text() const; ///< tabs between columns, a line a row
    QString as_csv() const;  ///< percent with four decimals, the standard deviation in a column of its own

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row {
        std::size_t run;
        MeasureRow values;
    };
    void fill_row(int row);
    void recolour();
    void fit();

    QTableWidget* table_;
    QLabel *note_, *hint_;
    MeanSdDelegate* numbers_;
    std::vector<Row> rows_;
};

} // namespace whydah
