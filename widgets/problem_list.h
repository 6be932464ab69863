#pragma once

#include "records/dataset_summary.h"

#include <QWidget>

#include <cstdint>
#include <vector>

class QListView;
class QStringListModel;
class QToolButton;

namespace whydah {

/// "17 problems": what in a data set could not be used. Opens into the list of where and what.
class ProblemList : public QWidget {
    Q_OBJECT
public:
    explicit ProblemList(QWidget* parent = nullptr);

    /// @param count all of them; `problems` may hold the first ones only
    void show_problems(const std::vector<DataProblem>& problems, std::int64_t count);
    /// Byte-identical images, after the others; those that are among them already are not said twice.
    void show_duplicates(std::vector<DataProblem> duplicates);
    std::int64_t count() const { return count_; } ///< of both
    const std::vector<DataProblem>& problems() const { return listed_; } ///< of both, each once
    void set_open(bool open);
    bool is_open() const;
    QString title() const;
    QStringList lines() const;

Q_SIGNALS:
    void changed();

private:
    void copy_all() const;
    void show_all();

    QToolButton* title_;
    QListView* list_;
    QStringListModel* model_;
    std::vector<DataProblem> problems_, duplicates_, listed_;
    std::int64_t told_ = 0, count_ = 0; ///< told of by the data set; all
};

} // namespace whydah
