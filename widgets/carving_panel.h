#pragma once

#include "records/split_plan.h"

#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QShowEvent;
class QSpinBox;

namespace whydah {

class CarvingPlot;
class SliderBox;

/// Shapes the tail: the SUN recipe's drop, an exponential, a step or a power law, with before and after while the
/// sliders move. Computes by the same plan_split as the core, on counts that it asks for when it is first seen.
class CarvingPanel : public QWidget {
    Q_OBJECT
public:
    explicit CarvingPanel(QWidget* parent = nullptr);

    /// What is carved. @param order draws the shuffled order of classes
    void show_counts(ImageCounts counts, ShuffledOrder order);
    /// Instead, while there are none: "Counting images …", or why not.
    void show_hint(const QString& text);
    void clear() { show_hint({}); }
    bool has_counts() const { return counts_.has_value(); }
    /// Where the sliders begin, and all that they do not move.
    void set_options(const ExperimentOptions& options);
    void show_rule(const BandRule& rule);

    /// The options that are shown: those of set_options with the panel's own over them.
    const ExperimentOptions& options() const { return options_; }
    /// Names and texts of the options that differ from those of set_options, as OptionsForm::edit takes them.
    std::vector<std::pair<QString, QString>> edits() const;
    /// Nothing while there are no counts, or the carving cannot be.
    const std::optional<SplitPlan>& plan() const { return plan_; }
    QString before_text() const;
    QString after_text() const;

    CarvingPlot* plot() const { return plot_; }
    QComboBox* split_box() const { return split_; }
    QComboBox* order_box() const { return order_; }
    QSpinBox* seed_box() const { return seed_; }
    SliderBox* imbalance() const { return imbalance_; }
    SliderBox* drop() const { return drop_; }
    SliderBox* largest() const { return largest_; }
    SliderBox* median() const { return median_; }
    SliderBox* smallest() const { return smallest_; }
    QPushButton* use_button() const { return use_; }
    QPushButton* export_button() const { return export_; }

Q_SIGNALS:
    void seen(); ///< it came into view: options and counts may be old
    void use_asked();
    void export_asked();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void make_controls();
    void begin_with(const ExperimentOptions& options);
    void take_controls();
    void show_controls();
    void show_plan();

    ExperimentOptions given_, options_;
    std::optional<ImageCounts> counts_;
    ShuffledOrder shuffled_order_;
    std::optional<SplitPlan> plan_;
    BandRule rule_;
    QComboBox *split_, *order_;
    QLabel* order_label_;
    QLabel* seed_label_;
    QSpinBox* seed_;
    SliderBox *imbalance_, *drop_, *largest_, *median_, *smallest_;
    QLabel *before_, *after_;
    CarvingPlot* plot_;
    QPushButton *use_, *export_;
};

} // namespace whydah
