#include "widgets/block_table.h"

#include "widgets/number_text.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace whydah {

BlockTable::BlockTable(QWidget* parent) : QWidget(parent), table_(new QTableWidget(0, 3, this)) {
    table_->setHorizontalHeaderLabels({tr("Block"), tr("Head classes"), QStringLiteral("|f| / |θ|")});
    table_->horizontalHeaderItem(0)->setToolTip(tr("Trained from the last one to the first (Sec. 3.3)"));
    table_->horizontalHeaderItem(1)->setToolTip(tr("H_t: classes with more than t = 2k training images, which the block learns from"));
    table_->horizontalHeaderItem(2)->setToolTip(
        tr("How far the block moves weights: mean of |f(θ)| / |θ| over the rows that pass it. 0 is the identity"));
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 8);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setTabKeyNavigation(false);
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setAccessibleName(tr("Blocks of MetaModelNet"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(table_);
    hide();
}

void BlockTable::show_counts(std::vector<std::int64_t> train_counts) {
    if (train_counts == counts_) return;
    counts_ = std::move(train_counts);
    fill();
}

void BlockTable::append(const LossPoint& point) {
    const int block = static_cast<int>(point.block);
    if (block == current_) return; // thousands of steps a block
    current_ = block;
    last_block_ = std::max(last_block_, block);
    fill();
}

void BlockTable::show_changes(const Trajectories& trajectories) {
    if (trajectories.dynamics.blocks.empty()) return;
    changes_ = trajectories.dynamics.blocks;
    changes_of_ = method_and_seed_text(trajectories.method, trajectories.seed);
    last_block_ = std::max(last_block_, static_cast<int>(trajectories.last_block));
    fill();
}

void BlockTable::clear() {
    changes_.clear();
    last_block_ = current_ = -1;
    fill();
}

void BlockTable::end() {
    if (current_ < 0) return;
    current_ = -1;
    fill();
}

QStringList BlockTable::row(int block) const {
    QStringList texts;
    const int place = last_block_ - block;
    for (int column = 0; column < table_->columnCount(); ++column)
        if (const QTableWidgetItem* item = table_->item(place, column)) texts << item->text();
    return texts;
}

void BlockTable::fill() {
    setVisible(last_block_ >= 0);
    table_->setRowCount(last_block_ + 1);
    for (int block = last_block_; block >= 0; --block) {
        const std::int64_t k = std::int64_t{1} << block, t = 2 * k;
        const auto heads = std::count_if(counts_.begin(), counts_.end(), [t](std::int64_t n) { return n > t; });
        const auto change = std::find_if(changes_.begin(), changes_.end(), [&](const auto& c) { return c.block == block; });
        const bool known = change != changes_.end() && std::isfinite(change->mean_ratio);
        const QString texts[] = {tr("%1 (k = %2)").arg(block).arg(count_text(k)),
                                 counts_.empty() ? QString(no_number) : count_text(heads),
                                 known ? QString::number(change->mean_ratio, 'f', 2) : QString(no_number)};
        const QString tips[] = {block == current_ ? tr("in training") : QString(), tr("more than t = %1").arg(count_text(t, tr("image"))),
                                known ? tr("%1: largest %2, mean cosine of θ and θ + f(θ) %3, %4")
                                            .arg(changes_of_)
                                            .arg(change->largest_ratio, 0, 'f', 2)
                                            .arg(change->mean_cosine, 0, 'f', 3)
                                            .arg(count_text(change->rows, tr("row")))
                                      : QString()};
        for (int column = 0; column < 3; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            item->setTextAlignment(static_cast<int>(Qt::AlignRight | Qt::AlignVCenter));
            item->setToolTip(tips[column]);
            QFont font = table_->font();
            font.setBold(block == current_);
            item->setFont(font);
            table_->setItem(last_block_ - block, column, item);
        }
    }
}

} // namespace whydah
