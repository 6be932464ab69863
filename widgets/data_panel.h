#pragma once

#include "records/bands.h"
#include "records/dataset_summary.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QTableView;

namespace whydah {

class ClassFilter;
class ClassTableModel;
class DuplicateLine;
class ProblemList;

/// The classes of the data set, searchable and sortable, with the totals of each part and the problems found.
class DataPanel : public QWidget {
    Q_OBJECT
public:
    explicit DataPanel(QWidget* parent = nullptr);

    /// The class that was selected stays so where it is still there.
    void show_summary(const DatasetSummary& summary, const BandRule& rule);
    void clear();
    /// Label, -1 for none. Sends no signal. A class that the search hides is selected in no row.
    void select_class(int label);
    int selected_class() const { return selected_; }

    /// "bee", "train<10", "band:few", "problems>0" (ClassFilter).
    void set_search(const QString& text);
    /// Labels of the rows from top to bottom.
    std::vector<int> shown_order() const;
    void sort_by(int column, Qt::SortOrder order);
    QString totals_text() const;
    ProblemList* problems() const { return problems_; }
    DuplicateLine* duplicates() const { return duplicates_; }
    QLineEdit* search() const { return search_; }

Q_SIGNALS:
    void class_selected(int label); ///< the user chose it here; -1: none

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void set_up_table();
    void choose();
    void show_selection();
    void show_problems();

    ClassTableModel* model_;
    ClassFilter* proxy_;
    QLineEdit* search_;
    QTableView* table_;
    QLabel *totals_, *split_;
    ProblemList* problems_;
    DuplicateLine* duplicates_;
    int selected_ = -1;
    std::vector<ClassSummary> classes_; ///< without their images
    bool quiet_ = false;                ///< rows change, and not by the user
};

} // namespace whydah
