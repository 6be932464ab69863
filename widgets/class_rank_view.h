#pragma once

#include "widgets/class_ranking.h"
#include "widgets/plot_view.h"

#include <QSharedPointer>

#include <memory>
#include <vector>

class QPointF;

namespace whydah {

class ClassMark;
class ClassTicker;

/// A plot whose horizontal axis holds all classes, most training images first if nothing else is said. A click or the
/// left and right arrow select a class, Escape none; the mouse shows the class beneath it.
class ClassRankView : public PlotView {
    Q_OBJECT
public:
    explicit ClassRankView(QWidget* parent);
    ~ClassRankView() override;

    /// Label in label order, -1 for none. Sends no signal.
    void select_class(int label);
    int selected_class() const { return selected_; }
    /// Labels from left to right.
    const std::vector<int>& shown_order() const { return ranking_.labels; }
    /// What the mouse shows of a class; empty for no class.
    virtual QString class_text(int label) const = 0;

Q_SIGNALS:
    void class_selected(int label); ///< the user chose it here; -1: none

protected:
    void keyPressEvent(QKeyEvent* event) override;

    const ClassRanking& ranking() const { return ranking_; }
    /// The selected class stays selected where it is still there; the range stays if the number of classes does.
    void show_ranking(ClassRanking ranking, ClassOrder order = ClassOrder::frequency);

private:
    void show_whole_range();
    void choose_rank(int rank);
    int rank_at(const QPointF& pixel) const;

    std::unique_ptr<ClassMark> mark_;
    QSharedPointer<ClassTicker> ticker_;
    ClassRanking ranking_;
    int selected_ = -1;
};

} // namespace whydah
