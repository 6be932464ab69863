#include "widgets/confusion_table_model.h"

#include "widgets/class_ranking.h"
#include "widgets/number_text.h"

#include <algorithm>

namespace whydah {

void ConfusionTableModel::show_matrix(const ConfusionMatrix& matrix) {
    beginResetModel();
    cells_.clear();
    names_.clear();
    for (const ConfusionMatrix::Cell& cell : matrix.cells)
        if (cell.truth != cell.predicted) cells_.push_back(cell);
    for (const std::string& name : matrix.names) names_.push_back(QString::fromStdString(name));
    name_ranks_.clear();
    endResetModel();
    sort(sorted_by_, order_);
}

int ConfusionTableModel::first_row_of(int truth) const {
    const auto found =
        std::find_if(cells_.begin(), cells_.end(), [=](const auto& cell) { return cell.truth == truth; });
    return found == cells_.end() ? -1 : static_cast<int>(found - cells_.begin());
}

int ConfusionTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(cells_.size());
}

int ConfusionTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QString ConfusionTableModel::text(const ConfusionMatrix::Cell& cell, int column) const {
    switch (column) {
    case truth_column:
        return names_[static_cast<std::size_t>(cell.truth)];
    case predicted_column:
        return names_[static_cast<std::size_t>(cell.predicted)];
    case images_column:
        return count_text(cell.images);
    default:
        return percent_text(cell.share);
    }
}

QVariant ConfusionTableModel::data(const QModelIndex& index, int role) const {
    const ConfusionMatrix::Cell& shown = cell(index.row());
    const bool number = index.column() >= images_column;
    if (role == Qt::DisplayRole) return text(shown, index.column());
    if (role == Qt::TextAlignmentRole) return QVariant((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QVariant ConfusionTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const bool number = section >= images_column;
    if (role == Qt::TextAlignmentRole) return QVariant((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == images_column) return tr("Test images, all seeds together");
    if (role == Qt::ToolTipRole && section == share_column) return tr("Percent of the true class's test images");
    if (role != Qt::DisplayRole) return {};
    const QString names[] = {tr("True class"), tr("Taken for"), tr("Images"), tr("%")};
    return names[section];
}

int ConfusionTableModel::name_rank(int label) {
    if (name_ranks_.size() != names_.size()) {
        std::vector<std::string> names;
        for (const QString& name : names_) names.push_back(name.toStdString());
        const std::vector<int> order = name_order(names);
        name_ranks_.resize(order.size());
        for (std::size_t rank = 0; rank < order.size(); ++rank)
            name_ranks_[static_cast<std::size_t>(order[rank])] = static_cast<int>(rank);
    }
    return name_ranks_[static_cast<std::size_t>(label)];
}

/// Equal ones by images, share, then label.
void ConfusionTableModel::sort(int column, Qt::SortOrder order) {
    sorted_by_ = column, order_ = order;
    Q_EMIT layoutAboutToBeChanged();
    using Cell = ConfusionMatrix::Cell;
    const auto compare = [&](const Cell& a, const Cell& b) -> double {
        switch (column) {
        case truth_column:
            return name_rank(a.truth) - name_rank(b.truth);
        case predicted_column:
            return name_rank(a.predicted) - name_rank(b.predicted);
        case share_column:
            return a.share - b.share;
        default:
            return static_cast<double>(a.images - b.images);
        }
    };
    std::sort(cells_.begin(), cells_.end(), [&](const Cell& a, const Cell& b) {
        if (const double c = compare(a, b); c != 0) return order == Qt::AscendingOrder ? c < 0 : c > 0;
        if (a.images != b.images) return a.images > b.images;
        if (a.share != b.share) return a.share > b.share;
        return std::pair(a.truth, a.predicted) < std::pair(b.truth, b.predicted);
    });
    Q_EMIT layoutChanged();
}

} // namespace whydah
