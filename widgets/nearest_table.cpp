#include "widgets/nearest_table.h"

#include "widgets/frame_colours.h"
#include "widgets/number_text.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace whydah {

NearestTable::NearestTable(QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      table_(new QTableWidget(0, 2, this)),
      note_(muted_label({}, this)) {
    title_->setTextFormat(Qt::PlainText);
    title_->setWordWrap(true);
    table_->setHorizontalHeaderLabels({tr("Before MetaModelNet"), tr("After it")});
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 10);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setTabKeyNavigation(false);
    table_->setShowGrid(false);
    table_->setAlternatingRowColors(true);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setAccessibleName(tr("Nearest classes"));
    note_->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(title_);
    layout->addWidget(table_, 1);
    layout->addWidget(note_);
    connect(table_, &QTableWidget::itemActivated, this,
            [this](QTableWidgetItem* item) { Q_EMIT class_selected(item->data(Qt::UserRole).toInt()); });
    connect(table_, &QTableWidget::itemClicked, this,
            [this](QTableWidgetItem* item) { Q_EMIT class_selected(item->data(Qt::UserRole).toInt()); });
    fill();
}

void NearestTable::show_trajectories(std::shared_ptr<const Trajectories> trajectories) {
    if (trajectories == shown_) return;
    shown_ = std::move(trajectories);
    fill();
}

void NearestTable::select_class(int label) {
    if (label == label_) return;
    label_ = label;
    fill();
}

QString NearestTable::name_of(std::int64_t label) const {
    for (const ClassTrajectory& path : shown_->classes)
        if (path.label == label) return QString::fromStdString(path.name);
    return tr("class %1").arg(label);
}

void NearestTable::fill() {
    const NearestClasses* nearest = nullptr;
    if (shown_)
        for (const NearestClasses& known : shown_->dynamics.nearest)
            if (known.label == label_) nearest = &known;
    table_->clearContents();
    table_->setRowCount(0);
    table_->setVisible(nearest != nullptr);
    note_->setVisible(nearest != nullptr);
    const bool any = shown_ && !shown_->dynamics.nearest.empty();
    title_->setText(nearest      ? tr("Nearest to %1 by the cosine of weights").arg(name_of(label_))
                    : !any       ? tr("Run MetaModelNet to see which classes are near each other.")
                    : label_ < 0 ? tr("Click a class in any view to see its nearest ones.")
                                 : tr("The class has no training image, and so no weights of its own."));
    if (!nearest) return;
    const auto put = [&](const std::vector<std::int64_t>& labels, const std::vector<std::int64_t>& others, int column) {
        for (std::size_t row = 0; row < labels.size(); ++row) {
            auto* item = new QTableWidgetItem(name_of(labels[row]));
            item->setData(Qt::UserRole, static_cast<int>(labels[row]));
            if (std::find(others.begin(), others.end(), labels[row]) != others.end()) {
                QFont bold = table_->font();
                bold.setBold(true);
                item->setFont(bold);
                item->setToolTip(tr("near before and after"));
            }
            table_->setItem(static_cast<int>(row), column, item);
        }
    };
    table_->setRowCount(static_cast<int>(std::max(nearest->before.size(), nearest->after.size())));
    put(nearest->before, nearest->after, 0);
    put(nearest->after, nearest->before, 1);
    const double kept = shown_->dynamics.kept_nearest;
    note_->setText(
        tr("Bold: near before and after. Over all classes that pass MetaModelNet %1 % of the nearest stay so.")
            .arg(percent_text(std::isfinite(kept) ? std::optional(kept) : std::nullopt)));
}

QStringList NearestTable::column(int index) const {
    QStringList out;
    for (int row = 0; row < table_->rowCount(); ++row)
        if (const auto* item = table_->item(row, index)) out << item->text();
    return out;
}

QString NearestTable::note() const { return title_->text(); }

} // namespace whydah
