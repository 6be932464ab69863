#pragma once

#include "records/queue_entry.h"

#include <QStringList>
#include <QStyledItemDelegate>

#include <vector>

namespace whydah {

/// Of each entry the options that tell it from the others on the same data: "Strength a 1, Seed 7"; of a file its name.
/// Empty for one that is alone, and where nothing differs. Folder, device, threads and the number of seeds are told
/// elsewhere.
QStringList queue_changes(const std::vector<QueueEntry>& entries);

/// Draws an experiment's name, and beneath it, subdued, what tells it from the others.
class QueueNameDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int changes_role = Qt::UserRole + 90; ///< QString
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace whydah
