#pragma once

#include "records/run_comparison.h"
#include "widgets/class_ranking.h"
#include "widgets/confusion_matrix.h"
#include "widgets/plot_view.h"

#include <QSharedPointer>

#include <map>
#include <string>
#include <utility>
#include <vector>

class QComboBox;
class QCPAxis;
class QCPItemRect;
class QCPRange;

namespace whydah {

class ClassTicker;
class ConfusionCells;
class ShareScale;

/// The confusion matrix of a method of a run as a heat map: true classes from top to bottom, what they are taken for
/// from left to right; right ones blue, errors red, both logarithmic. Drag pans, the wheel zooms; names and shares
/// appear as soon as there is room. A click or the up and down arrow select the true class, Escape none.
class ConfusionView : public PlotView {
    Q_OBJECT
public:
    explicit ConfusionView(QWidget* parent = nullptr);

    /// What was chosen stays where it is still there; else MetaModelNet of the first run.
    void show_comparison(const RunComparison& comparison);
    void select(const RunMethod& of);
    RunMethod shown() const;
    const ConfusionMatrix& matrix() const { return matrix_; }

    void set_order(ClassOrder order); ///< frequency, name or cluster
    ClassOrder order() const;
    const std::vector<int>& shown_order() const { return ranking_.labels; } ///< labels from top to bottom
    ConfusionCells* cells() const { return cells_; }

    /// Label in label order, -1 for none. Sends no signal. A class out of sight is brought into it.
    void select_class(int label);
    int selected_class() const { return selected_; }
    /// What the mouse shows of a cell.
    QString cell_text(int truth, int predicted) const;

Q_SIGNALS:
    void class_selected(int label); ///< the user chose it here; -1: none
    void matrix_changed();          ///< another method, run or comparison

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill_methods(const RunMethod& wished);
    void make_matrix();
    void rank();
    void recolour();
    void show_whole();
    void limit_zoom(QCPAxis* axis, const QCPRange& range);
    void zoom(double factor);
    void choose_rank(int rank);
    std::pair<int, int> cell_at(const QPointF& pixel) const; ///< truth and prediction, -1: none
    void show_mark();
    void bring_into_sight(int rank);

    QComboBox *methods_, *orders_;
    ConfusionCells* cells_;
    ShareScale *right_, *wrong_;
    QSharedPointer<ClassTicker> columns_, rows_;
    QCPItemRect *row_mark_, *column_mark_;
    std::vector<ComparedRun> runs_;
    std::vector<RunMethod> choices_;
    ConfusionMatrix matrix_;
    ClassRanking ranking_;
    std::map<std::pair<std::size_t, std::string>, std::vector<int>> clusters_; ///< of methods that were sorted so
    int selected_ = -1;
};

} // namespace whydah
