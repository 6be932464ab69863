#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace whydah {

/// Lets classes through that fit all words of a search: "bee" (a part of the name), "train<10", "test=0", "val>=5",
/// "problems>0", "band:few". What looks like a condition but is none is searched for in the names.
class ClassFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void set_search(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    struct Condition {
        int column;
        QString sign; ///< "<", "<=", ">", ">=", "="; ":" compares what is shown
        std::int64_t number = 0;
        QString text{};
    };
    bool fits(const Condition& condition, int row) const;

    std::vector<Condition> conditions_;
    QString name_; ///< what is left, as it was typed
};

} // namespace whydah
