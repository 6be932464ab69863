#include "widgets/class_ranking.h"

#include <QCollator>
#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace whydah {

QString order_label(ClassOrder order) {
    switch (order) {
    case ClassOrder::gain:
        return QCoreApplication::translate("ClassRanking", "class, by gain");
    case ClassOrder::name:
        return QCoreApplication::translate("ClassRanking", "class, by name");
    case ClassOrder::cluster:
        return QCoreApplication::translate("ClassRanking", "class, by what is taken for what");
    case ClassOrder::frequency:
        break;
    }
    return QCoreApplication::translate("ClassRanking", "class, by training images");
}

std::vector<int> frequency_order(const std::vector<std::int64_t>& train_counts) {
    std::vector<int> labels(train_counts.size());
    std::iota(labels.begin(), labels.end(), 0);
    const auto count = [&](int label) { return train_counts[static_cast<std::size_t>(label)]; };
    std::stable_sort(labels.begin(), labels.end(), [&](int a, int b) { return count(a) > count(b); });
    return labels;
}

std::vector<int> name_order(const std::vector<std::string>& class_names) {
    QCollator collator(QLocale(QLocale::English, QLocale::UnitedStates));
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<QCollatorSortKey> keys;
    for (const std::string& name : class_names) keys.push_back(collator.sortKey(QString::fromStdString(name)));
    std::vector<int> labels(class_names.size());
    std::iota(labels.begin(), labels.end(), 0);
    const auto key = [&](int label) -> const QCollatorSortKey& { return keys[static_cast<std::size_t>(label)]; };
    std::stable_sort(labels.begin(), labels.end(), [&](int a, int b) { return key(a) < key(b); });
    return labels;
}

ClassRanking::ClassRanking(const std::vector<std::string>& class_names, const std::vector<std::int64_t>& train_counts)
    : ClassRanking(class_names, train_counts, frequency_order(train_counts)) {}

ClassRanking::ClassRanking(const std::vector<std::string>& class_names, const std::vector<std::int64_t>& train_counts,
                           std::vector<int> order)
    : labels(std::move(order)),
      ranks(class_names.size()) {
    names.reserve(labels.size());
    counts.reserve(labels.size());
    for (int label : labels) {
        ranks[static_cast<std::size_t>(label)] = static_cast<int>(names.size());
        names.push_back(QString::fromStdString(class_names[static_cast<std::size_t>(label)]));
        counts.push_back(train_counts.at(static_cast<std::size_t>(label)));
    }
}

int ClassRanking::rank_at(double coordinate) const {
    const double rank = std::round(coordinate);
    return rank >= 0 && rank < size() ? static_cast<int>(rank) : -1;
}

} // namespace whydah
