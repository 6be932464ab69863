#pragma once

#include "widgets/confusion_matrix.h"

#include <QAbstractTableModel>

#include <vector>

namespace whydah {

/// The errors of a confusion matrix as a table: true class, what it is taken for, images, share of the true class's.
class ConfusionTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { truth_column, predicted_column, images_column, share_column, columns };
    using QAbstractTableModel::QAbstractTableModel;

    void show_matrix(const ConfusionMatrix& matrix);
    const ConfusionMatrix::Cell& cell(int row) const { return cells_[static_cast<std::size_t>(row)]; }
    int first_row_of(int truth) const; ///< -1: never wrong

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    int name_rank(int label);
    QString text(const ConfusionMatrix::Cell& cell, int column) const;

    std::vector<ConfusionMatrix::Cell> cells_; ///< as shown
    std::vector<QString> names_;
    std::vector<int> name_ranks_; ///< of each label; made when they are sorted by
    int sorted_by_ = images_column;
    Qt::SortOrder order_ = Qt::DescendingOrder;
};

} // namespace whydah
