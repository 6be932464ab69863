#include "widgets/block_table.h"

#include "widgets/number_text.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace whydah {

namespace {

constexpr int row_count = 4;

}

BlockTable::BlockTable(QWidget* parent) : QWidget(parent), table_(new QTableWidget(row_count, 0, this)) {
    const std::pair<QString, QString> rows[] = {
        {tr("block"), tr("i, trained from the last one to the first (Sec. 3.3)")},
        {tr("shots k"), tr("What block i takes weights from: 2^i shots")},
        {tr("head classes"), tr("H_t: classes with more than t = 2k training images, which the block learns from")},
        {QStringLiteral("|f| / |θ|"),
         tr("How far the block moves weights: mean of |f(θ)| / |θ| over the rows that pass it. 0 is the identity")}};
    for (int row = 0; row < row_count; ++row) {
        auto* item = new QTableWidgetItem(rows[row].first);
        item->setToolTip(rows[row].second);
        item->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        table_->setVerticalHeaderItem(row, item);
    }
    const int height = table_->fontMetrics().height() + 6;
    for (QHeaderView* header : {table_->horizontalHeader(), table_->verticalHeader()}) {
        header->setMinimumSectionSize(20);
        header->setSectionsClickable(false);
    }
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(height);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setTabKeyNavigation(false);
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setCornerButtonEnabled(false);
    table_->setAccessibleName(tr("Blocks of MetaModelNet"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(table_);
    setFixedHeight(row_count * height + 2);
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

void BlockTable::show_progress(const BlockProgress& progress) {
    changes_ = progress.changes;
    changes_of_ = method_and_seed_text(progress.method, progress.seed);
    if (progress.nets > 1)
        changes_of_ = tr("%1, net %2 of %3").arg(changes_of_).arg(progress.net + 1).arg(progress.nets);
    current_ = static_cast<int>(progress.block);
    last_block_ = std::max(last_block_, static_cast<int>(progress.last_block));
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
    for (int row = 0; row < table_->rowCount(); ++row)
        if (const QTableWidgetItem* item = table_->item(row, place)) texts << item->text();
    return texts;
}

void BlockTable::fill() {
    setVisible(last_block_ >= 0);
    table_->setColumnCount(last_block_ + 1);
    for (int block = last_block_; block >= 0; --block) {
        const std::int64_t k = std::int64_t{1} << block, t = 2 * k;
        const auto heads = std::count_if(counts_.begin(), counts_.end(), [t](std::int64_t n) { return n > t; });
        const auto change =
            std::find_if(changes_.begin(), changes_.end(), [&](const auto& c) { return c.block == block; });
        const bool known = change != changes_.end() && std::isfinite(change->mean_ratio);
        const QString texts[] = {QString::number(block), count_text(k),
                                 counts_.empty() ? QString(no_number) : count_text(heads),
                                 known ? QString::number(change->mean_ratio, 'f', 2) : QString(no_number)};
        const QString tips[] = {block == current_ ? tr("in training") : QString(),
                                {},
                                tr("more than t = %1").arg(count_text(t, tr("image"))),
                                known ? tr("%1: largest %2, mean cosine of θ and θ + f(θ) %3, %4")
                                            .arg(changes_of_)
                                            .arg(change->largest_ratio, 0, 'f', 2)
                                            .arg(change->mean_cosine, 0, 'f', 3)
                                            .arg(count_text(change->rows, tr("row")))
                                      : QString()};
        QFont font = table_->font();
        font.setBold(block == current_);
        for (int row = 0; row < row_count; ++row) {
            auto* item = new QTableWidgetItem(texts[row]);
            item->setTextAlignment(Qt::Alignment(Qt::AlignCenter));
            item->setToolTip(tips[row]);
            item->setFont(font);
            table_->setItem(row, last_block_ - block, item);
        }
    }
}

} // namespace whydah
