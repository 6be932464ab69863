#include "widgets/queue_changes.h"

#include "records/option_difference.h"
#include "widgets/palette.h"
#include "widgets/stage_list.h"

#include <QApplication>
#include <QPainter>

#include <map>
#include <set>
#include <string>

namespace whydah {

QStringList queue_changes(const std::vector<QueueEntry>& entries) {
    static const std::set<std::string> told_elsewhere{"data", "device", "threads", "seeds"};
    std::map<std::string, std::vector<std::size_t>> on_data;
    for (std::size_t i = 0; i < entries.size(); ++i) on_data[entries[i].options.data.data].push_back(i);
    QStringList changes(static_cast<qsizetype>(entries.size()));
    for (const auto& [data, places] : on_data) {
        if (places.size() < 2) continue;
        std::vector<ExperimentOptions> options;
        for (std::size_t place : places) options.push_back(entries[place].options);
        for (const OptionDifference& option : option_differences(options)) {
            if (told_elsewhere.contains(option.name)) continue;
            for (std::size_t i = 0; i < places.size(); ++i) {
                QString& text = changes[static_cast<qsizetype>(places[i])];
                if (!text.isEmpty()) text += QStringLiteral(", ");
                const std::string& whole = option.values[i];
                const std::string value = whole.starts_with('/') ? whole.substr(whole.rfind('/') + 1) : whole; // a file
                text += QString::fromStdString(option.label + " " + (value.empty() ? "–" : value));
            }
        }
    }
    return changes;
}

void QueueNameDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QString name = cell.text, changes = index.data(changes_role).toString();
    cell.text.clear();
    cell.state &= ~QStyle::State_HasFocus;
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const bool chosen = cell.state & QStyle::State_Selected;
    const bool waits = index.data(StageList::state_role).toInt() == static_cast<int>(StageList::State::waiting);
    const QColor ground = cell.palette.color(chosen ? QPalette::Highlight : QPalette::Base);
    const QColor text = cell.palette.color(chosen  ? QPalette::HighlightedText
                                           : waits ? QPalette::PlaceholderText
                                                   : QPalette::Text);
    const QFontMetrics& metrics = cell.fontMetrics;
    const int height = metrics.height() * (changes.isEmpty() ? 1 : 2);
    const QRect place(cell.rect.left() + 3, cell.rect.center().y() - height / 2, cell.rect.width() - 9,
                      metrics.height());
    painter->save();
    painter->setFont(cell.font);
    painter->setPen(text);
    painter->drawText(place, Qt::AlignVCenter, metrics.elidedText(name, Qt::ElideRight, place.width()));
    painter->setPen(chosen ? mixed(ground, text, 0.85) : cell.palette.color(QPalette::PlaceholderText));
    painter->drawText(place.translated(0, metrics.height()), Qt::AlignVCenter,
                      metrics.elidedText(changes, Qt::ElideRight, place.width()));
    painter->restore();
}

} // namespace whydah
