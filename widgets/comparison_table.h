#pragma once

#include "records/run_comparison.h"

#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QTableWidget;

namespace whydah {

class MarkedMeanDelegate;

/// Methods of all runs by bands: mean recall over classes in percent, mean and standard deviation over seeds, and marks
/// of the tests against a reference: W Wilcoxon over classes, M McNemar on the test images, t over seeds, each only
/// where p (Holm) < 0.05. Beneath stand all figures of the chosen row. Ctrl+C copies the table as text.
class ComparisonTable : public QWidget {
    Q_OBJECT
public:
    enum Column {
        run_column,
        method_column,
        first_band_column,
        difference_column = first_band_column + band_column_count,
        columns
    };
    explicit ComparisonTable(QWidget* parent = nullptr);

    void show_comparison(const RunComparison& comparison);
    /// Bands are counted anew; the tests are those of the comparison.
    void select_row(int row);

    int row_count() const { return static_cast<int>(rows_.size()); }
    RunMethod row(int row) const { return rows_[static_cast<std::size_t>(row)].of; }
    /// Columns: run, method, all, many, medium, few, difference.
    QString text(int row, int column) const;
    QString marks(int row, int column) const; ///< "W M t"
    QString detail_text() const;              ///< of the chosen row
    QString note_text() const;
    QString as_text() const;
    QString as_csv() const;
    QComboBox* references() const { return references_; }

Q_SIGNALS:
    void reference_asked(const std::optional<whydah::RunMethod>& reference); ///< nothing: each method of the first run
    void row_selected(const whydah::RunMethod& method, const whydah::RunMethod& reference);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Row {
        RunMethod of;
        MethodRow values;
        const RowComparison* tests = nullptr; ///< into comparison_; null: it is the reference
    };
    void fill_references();
    void fill_row(int row);
    void show_detail();
    void recolour();
    void fit();

    RunComparison comparison_;
    std::vector<Row> rows_;
    QComboBox* references_;
    QTableWidget* table_;
    QLabel *detail_, *note_, *hint_;
    std::array<MarkedMeanDelegate*, band_column_count> numbers_; ///< of all, many, medium, few
};

} // namespace whydah
