#pragma once

#include "records/block_progress.h"
#include "records/events.h"

#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <vector>

class QTableWidget;

namespace whydah {

/// The blocks of MetaModelNet while it trains, last one first, as they are trained and as the losses run (Sec. 3.3):
/// the head classes that each learns from, and once the net is there how far it moves weights, |f(theta)| / |theta|.
/// The one in training is bold.
class BlockTable : public QWidget {
    Q_OBJECT
public:
    explicit BlockTable(QWidget* parent = nullptr);

    /// @param train_counts of each class
    void show_counts(std::vector<std::int64_t> train_counts);
    void append(const LossPoint& point);
    /// While a net trains: its changes so far take the place of an earlier net's.
    void show_progress(const BlockProgress& progress);
    /// Its block changes; another seed's or method's replace them.
    void show_changes(const Trajectories& trajectories);
    void clear();
    /// Nothing trains any more.
    void end();

    int last_block() const { return last_block_; } ///< N; -1: not known
    int current_block() const { return current_; } ///< in training; -1: none
    /// "5", "32", "12", "0.31": block, shots, head classes, change.
    QStringList row(int block) const;

private:
    void fill();

    QTableWidget* table_;
    std::vector<std::int64_t> counts_;
    std::vector<BlockChange> changes_;
    QString changes_of_;
    int last_block_ = -1, current_ = -1;
};

} // namespace whydah
