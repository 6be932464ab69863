#pragma once

#include "records/accuracy_report.h"
#include "records/bands.h"
#include "widgets/class_axis.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QCPBars;
class QCPGraph;
class QCheckBox;
class QComboBox;

namespace whydah {

class ClassMark;
class StyledPlot;
class SwatchStrip;

/// Fig. 3: what a method gains over plain, class by class in points of recall, classes sorted by training images; their
/// number is the line on the right axis. The thick line is the gain's moving average over ranks.
class GainPlot : public QWidget {
    Q_OBJECT
public:
    explicit GainPlot(QWidget* parent = nullptr);
    ~GainPlot() override;

    /// Keeps the chosen method where the new results have it; else MetaModelNet, else the last.
    void show_results(const std::vector<MethodResult>& results);
    void clear();
    void select_class(int label);
    int selected_class() const { return selected_; }

    void select_method(const QString& method);
    QString method() const;
    /// Adds the moving averages of all other methods.
    void set_all_methods(bool on);

    const std::vector<int>& shown_order() const { return ranking_.labels; }
    /// Gain of each rank, 0..1; nothing for classes without test images.
    const std::vector<std::optional<double>>& shown_gains() const { return gains_; }
    QString class_text(int label) const;
    StyledPlot* plot() const { return plot_; }

    /// Centred mean over the ranks within `reach` on both sides; gaps are left out.
    static std::vector<std::optional<double>> moving_average(const std::vector<std::optional<double>>& values,
                                                             int reach);

Q_SIGNALS:
    void class_selected(int label);
    void method_changed(const QString& method); ///< chosen here by the user

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill_methods();
    void redraw();
    void draw_gains();
    void draw_averages();
    void show_whole_range();
    void recolour();
    void choose_rank(int rank);
    std::vector<std::optional<double>> ranked_gains(const std::string& method) const;
    std::optional<double> mean_recall(const std::string& method, int label) const;

    StyledPlot* plot_;
    SwatchStrip* legend_;
    QComboBox* methods_;
    QCheckBox* all_methods_;
    QCPBars* bars_ = nullptr;
    QCPGraph* counts_ = nullptr;
    std::vector<QCPGraph*> averages_;
    std::unique_ptr<ClassMark> mark_;
    QSharedPointer<ClassTicker> ticker_;
    ClassRanking ranking_;
    std::vector<MethodResult> results_;
    std::vector<std::optional<double>> gains_;
    int selected_ = -1;
};

} // namespace whydah
