#pragma once

#include "records/class_gain.h"
#include "widgets/class_rank_view.h"

#include <optional>
#include <string>
#include <vector>

class QCPErrorBars;
class QCPGraph;
class QCheckBox;
class QComboBox;

namespace whydah {

class RankBars;
class SwatchStrip;

/// Fig. 3: what a method gains over another, class by class in points of recall; the number of training images is the
/// line on the right axis. The thick line is the gain's moving average over ranks. Classes are sorted by training
/// images, gain or name.
class GainView : public ClassRankView {
    Q_OBJECT
public:
    void set_order(ClassOrder order); ///< frequency, gain or name
    ClassOrder order() const;
    /// A line over each class's 95 % interval.
    void set_intervals(bool on);
    bool has_intervals() const;

    const std::vector<std::string>& class_names() const { return names_; } ///< label order
    /// Gain of each rank, 0..1; nothing for classes without test images.
    const std::vector<std::optional<double>>& shown_gains() const { return gains_; }
    /// 95 % of a class's gain, label order.
    std::optional<Interval> shown_interval(int label) const;
    QString class_text(int label) const override;

    /// Centred mean over the ranks within `reach` on both sides; gaps are left out.
    static std::vector<std::optional<double>> moving_average(const std::vector<std::optional<double>>& values,
                                                             int reach);

protected:
    /// A method over its reference, label order.
    struct Series {
        std::vector<std::optional<ClassGain>> gains;
        QColor colour;
        QString label, reference;
    };
    explicit GainView(QWidget* parent);

    /// Order and intervals at the end of the row of controls.
    void add_gain_controls();
    void set_classes(std::vector<std::string> names, std::vector<std::int64_t> train_counts);
    /// The first one gets bars, the others only their averages. None: the hint is shown.
    void show_series(std::vector<Series> series, const QString& hint_without);
    /// Makes the series anew and shows them: colours changed.
    virtual void redraw() = 0;

private:
    void rank();
    void draw();
    void draw_gains();
    void draw_averages();
    void add_average(const Series& series, double thickness);
    void fit_ranges();
    std::vector<std::optional<double>> ranked(const Series& series) const;

    SwatchStrip* legend_;
    QComboBox* orders_;
    QCheckBox* intervals_;
    RankBars* bars_;
    QCPErrorBars* errors_;
    QCPGraph* counts_;
    std::vector<QCPGraph*> averages_;
    std::vector<std::string> names_;
    std::vector<std::int64_t> train_counts_;
    std::vector<Series> series_;
    std::vector<std::optional<double>> gains_;
};

} // namespace whydah
