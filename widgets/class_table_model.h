#pragma once

#include "records/bands.h"
#include "records/dataset_summary.h"

#include <QAbstractTableModel>

#include <vector>

namespace whydah {

/// Classes of a data set as a table: name, images of each part, band, problems. Row r is label r.
class ClassTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { name_column, train_column, validation_column, test_column, band_column, problems_column, columns };
    /// What a column sorts by: numbers as numbers, bands by size.
    static constexpr int sort_role = Qt::UserRole + 1;
    using QAbstractTableModel::QAbstractTableModel;

    void show_summary(const DatasetSummary& summary, const BandRule& rule);
    /// All problems that are known, duplicates too; each class counts those that name it.
    void show_problems(const std::vector<ClassSummary>& classes, const std::vector<DataProblem>& problems);
    bool has_problems() const;
    void clear() { show_summary({}, {}); }
    void set_dark(bool dark);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString name;
        std::int64_t train, validation, test;
        Band band;
        std::int64_t problems = 0;
        QString first_problems{};
    };
    QString text(const Row& row, int column) const;
    QVariant sort_value(const Row& row, int column) const;

    std::vector<Row> rows_;
    BandRule rule_;
    bool dark_ = false;
};

} // namespace whydah
