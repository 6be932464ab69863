#include "widgets/class_table_model.h"

#include "records/class_problems.h"
#include "widgets/frame_colours.h"
#include "widgets/number_text.h"
#include "widgets/palette.h"
#include "widgets/plain_text.h"

#include <algorithm>

namespace whydah {

void ClassTableModel::show_summary(const DatasetSummary& summary, const BandRule& rule) {
    beginResetModel();
    rule_ = rule;
    rows_.clear();
    rows_.reserve(summary.classes.size());
    const auto bands = rule.bands_of(summary.train_counts());
    for (const ClassSummary& c : summary.classes)
        rows_.push_back({QString::fromStdString(c.name), c.train, c.validation, c.test, bands[rows_.size()], 0, {}});
    endResetModel();
}

void ClassTableModel::show_problems(const std::vector<ClassSummary>& classes,
                                    const std::vector<DataProblem>& problems) {
    if (rows_.empty() || classes.size() != rows_.size()) return;
    constexpr std::size_t most_told = 5;
    const auto of = problems_of_classes(classes, problems);
    for (std::size_t c = 0; c < rows_.size(); ++c) {
        QStringList lines;
        for (std::size_t i = 0; i < std::min(of[c].size(), most_told); ++i)
            lines << QString::fromStdString(problems[of[c][i]].where + ": " + problems[of[c][i]].what);
        if (of[c].size() > most_told) lines << tr("… and %1 more").arg(of[c].size() - most_told);
        rows_[c].problems = static_cast<std::int64_t>(of[c].size());
        rows_[c].first_problems = lines.join(u'\n');
    }
    Q_EMIT dataChanged(index(0, problems_column), index(rowCount() - 1, problems_column));
}

bool ClassTableModel::has_problems() const {
    return std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.problems > 0; });
}

void ClassTableModel::set_dark(bool dark) {
    if (dark == dark_) return;
    dark_ = dark;
    if (!rows_.empty()) Q_EMIT dataChanged(index(0, band_column), index(rowCount() - 1, band_column));
}

int ClassTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ClassTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QString ClassTableModel::text(const Row& row, int column) const {
    switch (column) {
    case name_column:
        return row.name;
    case train_column:
        return count_text(row.train);
    case validation_column:
        return count_text(row.validation);
    case test_column:
        return count_text(row.test);
    case problems_column:
        return row.problems > 0 ? count_text(row.problems) : QString();
    default:
        return QString::fromLatin1(band_name(row.band));
    }
}

QVariant ClassTableModel::sort_value(const Row& row, int column) const {
    switch (column) {
    case name_column:
        return row.name;
    case train_column:
        return QVariant::fromValue<qint64>(row.train);
    case validation_column:
        return QVariant::fromValue<qint64>(row.validation);
    case test_column:
        return QVariant::fromValue<qint64>(row.test);
    case problems_column:
        return QVariant::fromValue<qint64>(row.problems);
    default:
        return static_cast<int>(row.band);
    }
}

QVariant ClassTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        if (column == band_column) return QString::fromStdString(rule_.text(row.band));
        if (column == problems_column && row.problems > 0) return plain_tip(row.first_problems);
        return column == name_column ? QVariant(plain_tip(row.name)) : QVariant();
    case Qt::TextAlignmentRole: {
        const bool number = column != name_column && column != band_column;
        return QVariant::fromValue(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
    }
    case Qt::ForegroundRole:
        if (column == problems_column) return error_colour(dark_ ? dark_palette() : light_palette());
        return column == band_column ? QVariant(band_colour(row.band, dark_)) : QVariant();
    case sort_role:
        return sort_value(row, column);
    default:
        return {};
    }
}

QVariant ClassTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (section == name_column || section == band_column ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole && section == validation_column) return tr("Validation images");
    if (role == Qt::ToolTipRole && section == problems_column) return tr("Problems that name the class or its folder");
    if (role != Qt::DisplayRole) return {};
    const QString titles[columns] = {tr("Class"), tr("Train"), tr("Val"), tr("Test"), tr("Band"), tr("!")};
    return section >= 0 && section < columns ? titles[section] : QVariant();
}

} // namespace whydah
