#pragma once

#include "records/accuracy_report.h"
#include "widgets/class_rank_view.h"

#include <optional>
#include <string>
#include <vector>

class QCPBars;
class QCPGraph;
class QCheckBox;
class QComboBox;

namespace whydah {

class SwatchStrip;

/// Fig. 3: what a method gains over plain, class by class in points of recall, classes sorted by training images; their
/// number is the line on the right axis. The thick line is the gain's moving average over ranks.
class GainPlot : public ClassRankView {
    Q_OBJECT
public:
    explicit GainPlot(QWidget* parent = nullptr);

    /// Shows the method that was chosen where the results have it; else MetaModelNet, else the last.
    void show_results(const std::vector<MethodResult>& results);
    void clear();

    void select_method(const QString& method);
    QString method() const;
    /// Adds the moving averages of all other methods.
    void set_all_methods(bool on);

    /// Gain of each rank, 0..1; nothing for classes without test images.
    const std::vector<std::optional<double>>& shown_gains() const { return gains_; }
    QString class_text(int label) const override;

    /// Centred mean over the ranks within `reach` on both sides; gaps are left out.
    static std::vector<std::optional<double>> moving_average(const std::vector<std::optional<double>>& values,
                                                             int reach);

Q_SIGNALS:
    void method_changed(const QString& method); ///< chosen here by the user

private:
    void fill_methods();
    void redraw();
    void draw_gains();
    void draw_averages();
    QCPGraph* add_average(const std::string& name, double thickness);
    void fit_ranges();
    std::vector<std::optional<double>> ranked_gains(const std::string& method) const;

    SwatchStrip* legend_;
    QString wished_; ///< method that was chosen, empty: none yet
    QComboBox* methods_;
    QCheckBox* all_methods_;
    QCPBars* bars_ = nullptr;
    QCPGraph* counts_ = nullptr;
    std::vector<QCPGraph*> averages_;
    std::vector<MethodResult> results_;
    std::vector<std::optional<double>> gains_;
};

} // namespace whydah
