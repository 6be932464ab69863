#pragma once

#include "records/accuracy_report.h"
#include "records/bands.h"

#include <QWidget>

#include <cstdint>
#include <vector>

class QLabel;
class QTableWidget;

namespace whydah {

class MeanSdDelegate;

/// Methods by bands: mean recall over classes in percent, mean and standard deviation over seeds; the best of each
/// column is bold. The identity control stands directly above MetaModelNet. Ctrl+C copies the table as text.
class ResultsTable : public QWidget {
    Q_OBJECT
public:
    explicit ResultsTable(QWidget* parent = nullptr);

    void show_results(const std::vector<MethodResult>& results, const BandRule& rule);
    void clear();
    /// Sends no signal; an unknown method clears the selection.
    void select_method(const QString& method);

    int row_count() const;
    /// "meta_model_net" of a row.
    QString method(int row) const;
    /// As a person reads the cell: "57.3 ± 0.4", "–". Columns: method, all, many, medium, few.
    QString text(int row, int column) const;
    bool is_best(int row, int column) const;
    bool shows_spreads() const; ///< false: too narrow, they are in the tips
    QString rule_text() const; ///< "many n > 100 (8 classes) · medium 20 to 100 (34 classes) · few ..."
    QString note_text() const; ///< what to think of the identity control; empty without it
    QString as_text() const;   ///< tabs between columns, a line a row
    QString as_csv() const;    ///< method,all_mean,all_sd,...,seeds in percent

Q_SIGNALS:
    void method_selected(const QString& method);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill_row(int row);
    void mark_best();
    void show_texts(const std::vector<MethodResult>& results, const BandRule& rule);
    void show_menu(const QPoint& at);
    void recolour();
    void fit();

    QTableWidget* table_;
    QLabel *rule_, *note_, *hint_;
    MeanSdDelegate *all_, *bands_;
    std::vector<MethodRow> rows_;
};

} // namespace whydah
