#pragma once

#include "records/trajectories.h"

#include <QWidget>

#include <memory>

class QLabel;
class QTableWidget;

namespace whydah {

/// The classes nearest to the current one by the cosine of weights, before MetaModelNet and after it; those that stay
/// near are bold. A row's class is selected by a click on its name.
class NearestTable : public QWidget {
    Q_OBJECT
public:
    explicit NearestTable(QWidget* parent = nullptr);
    void show_trajectories(std::shared_ptr<const Trajectories> trajectories);
    void select_class(int label);
    QStringList column(int index) const; ///< 0: before, 1: after
    QString note() const;

Q_SIGNALS:
    void class_selected(int label);

private:
    void fill();
    QString name_of(std::int64_t label) const;

    QLabel* title_;
    QTableWidget* table_;
    QLabel* note_;
    std::shared_ptr<const Trajectories> shown_;
    int label_ = -1;
};

} // namespace whydah
