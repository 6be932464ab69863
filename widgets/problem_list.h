#pragma once

#include "records/dataset_summary.h"

#include <QWidget>

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
    void set_open(bool open);
    bool is_open() const;
    QString title() const;
    QStringList lines() const;

private:
    void copy_all() const;

    QToolButton* title_;
    QListView* list_;
    QStringListModel* model_;
};

} // namespace whydah
