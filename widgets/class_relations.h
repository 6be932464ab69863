#pragma once

#include "records/method_metrics.h"
#include "records/trajectories.h"

#include <QString>
#include <QWidget>

#include <string>
#include <vector>

namespace whydah {

class NameLine;
class NormLine;

/// How a class stands to the others: what a method takes its test images for and whose it takes for it, which classes'
/// weights are nearest, and how the norm of its own weights grows from block to block. A name is a link to its class;
/// lines without anything to say are hidden.
class ClassRelations : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t most_named = 4; ///< classes a line

    explicit ClassRelations(QWidget* parent = nullptr);

    void set_class_names(std::vector<std::string> names);
    void show_class(int label);
    void show_confusions(std::vector<ConfusionCount> counts);
    void set_method(const QString& method);
    void show_trajectories(const Trajectories& trajectories); ///< empty ones: none
    /// "Taken for bee 12, crab 5 by MetaModelNet", and so on, without links.
    QStringList lines() const;

Q_SIGNALS:
    void class_selected(int label);

private:
    void fill();
    QString name_of(int label) const;

    std::vector<std::string> names_;
    std::vector<ConfusionCount> counts_;
    std::string method_;
    std::vector<NearestClasses> nearest_;
    std::vector<ClassTrajectory> paths_;
    int label_ = -1;
    NameLine *taken_for_, *mistaken_for_it_, *near_;
    NormLine* norm_;
};

/// |theta| at the stages of one class's path as a small line, its first and last value beside it.
class NormLine : public QWidget {
    Q_OBJECT
public:
    explicit NormLine(QWidget* parent = nullptr);
    void show_path(const ClassTrajectory* path); ///< null, or of one point: hidden
    QString text() const;                        ///< "0.53 → 1.36"

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<double> norms_;
};

} // namespace whydah
