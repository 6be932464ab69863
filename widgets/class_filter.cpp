#include "widgets/class_filter.h"

#include "widgets/class_table_model.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <utility>

namespace whydah {
namespace {

std::optional<int> column_named(const QString& name) {
    const std::pair<const char*, int> columns[] = {{"train", ClassTableModel::train_column},
                                                   {"val", ClassTableModel::validation_column},
                                                   {"validation", ClassTableModel::validation_column},
                                                   {"test", ClassTableModel::test_column},
                                                   {"problems", ClassTableModel::problems_column}};
    for (const auto& [known, column] : columns)
        if (name.compare(QLatin1String(known), Qt::CaseInsensitive) == 0) return column;
    return std::nullopt;
}

} // namespace

void ClassFilter::set_search(const QString& text) {
    static const QRegularExpression numbers(QStringLiteral("^([a-z]+)(<=|>=|<|>|=)(\\d+)$"),
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression band(QStringLiteral("^band:(many|medium|few)$"),
                                         QRegularExpression::CaseInsensitiveOption);
    conditions_.clear();
    QStringList rest;
    for (const QString& word : text.split(u' ')) {
        const auto number = numbers.match(word), of_band = band.match(word);
        const auto column = number.hasMatch() ? column_named(number.captured(1)) : std::nullopt;
        if (column)
            conditions_.push_back({*column, number.captured(2), number.captured(3).toLongLong()});
        else if (of_band.hasMatch())
            conditions_.push_back(
                {ClassTableModel::band_column, QStringLiteral(":"), 0, of_band.captured(1).toLower()});
        else
            rest << word;
    }
    name_ = conditions_.empty() ? text : rest.join(u' ').trimmed();
    invalidateFilter();
}

bool ClassFilter::fits(const Condition& condition, int row) const {
    const QModelIndex cell = sourceModel()->index(row, condition.column);
    if (condition.sign == u":") return cell.data(Qt::DisplayRole).toString() == condition.text;
    const std::int64_t value = cell.data(ClassTableModel::sort_role).toLongLong();
    if (condition.sign == u"<") return value < condition.number;
    if (condition.sign == u"<=") return value <= condition.number;
    if (condition.sign == u">") return value > condition.number;
    if (condition.sign == u">=") return value >= condition.number;
    return value == condition.number;
}

bool ClassFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    const QString name = sourceModel()->index(row, ClassTableModel::name_column).data().toString();
    return name.contains(name_, Qt::CaseInsensitive) &&
           std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& c) { return fits(c, row); });
}

} // namespace whydah
