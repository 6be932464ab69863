#pragma once

#include "widgets/confusion_matrix.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace whydah {

class ConfusionTableModel;

/// The greatest confusions first, sortable; a row selects its true class. Ctrl+C copies the list.
class ConfusionList : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionList(QWidget* parent = nullptr);

    void show_matrix(const ConfusionMatrix& matrix);
    /// The class's first row. Sends no signal.
    void select_class(int label);
    int selected_class() const { return selected_; }
    void sort_by(int column, Qt::SortOrder order);

    int row_count() const;
    QString text(int row, int column) const;
    QString as_text() const; ///< tabs between columns, a line a row
    QString as_csv() const;

Q_SIGNALS:
    void class_selected(int label); ///< -1: none

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose();
    void show_selection();
    QString lines(QChar separator, bool quote) const;

    ConfusionTableModel* model_;
    QTableView* table_;
    QLabel* note_;
    int selected_ = -1;
    bool quiet_ = false;
};

} // namespace whydah
