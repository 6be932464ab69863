#pragma once

#include "records/events.h"
#include "widgets/plot_view.h"
#include "widgets/step_average.h"

#include <QTimer>

#include <array>
#include <compare>
#include <map>
#include <string>
#include <utility>
#include <vector>

class QCPAxisRect;
class QCPGraph;
class QComboBox;
class QSpinBox;

namespace whydah {

class SwatchStrip;

/// Both terms of Eqn (1) while MetaModelNet trains: the regression loss above, the task loss below, one colour a block.
/// Every iteration is a faint point of the raw line; the strong line is an exponential average in steps, which no zoom
/// and no thinning can change. Follows the net that trains until the user chooses one: a method and seed has one net
/// for each lambda among which validation chooses.
class LossPlot : public PlotView {
    Q_OBJECT
public:
    explicit LossPlot(QWidget* parent = nullptr);

    void show_losses(const std::vector<LossPoint>& points);
    /// Cheap: the picture follows at most ten times a second.
    void append(const LossPoint& point);
    void clear();

    void choose(const QString& method, qint64 seed, int net = 0);
    /// "MetaModelNet · seed 0"; with "· λ no. 2" where several are tried.
    QStringList choices() const;
    /// Steps that the average spans: weight of a new point 2 / (span + 1).
    void set_span(int steps);
    int span() const;

    struct Curve {
        std::vector<double> steps, raw, smooth;
    };
    enum class Term { regression, task };
    /// What is drawn for a block of the chosen method and seed, points without a value left out.
    Curve curve(Term term, std::int64_t block) const;
    std::vector<std::int64_t> shown_blocks() const;

Q_SIGNALS:
    void span_changed(int steps);

private:
    struct Run { ///< the training of one net
        std::string method;
        std::int64_t seed = 0;
        int net = 0; ///< several are trained one after the other where validation chooses lambda
        auto operator<=>(const Run&) const = default;
    };

    struct Lines {
        QCPGraph *raw = nullptr, *smooth = nullptr;
        StepAverage average{1};
    };
    struct Panel {
        QCPAxisRect* rect = nullptr;
        std::map<std::int64_t, Lines> blocks;
    };

    void add_panels();
    QString run_text(const Run& run) const;
    /// The net that a point is of, and the point with its step counted from that net's first.
    std::pair<Run, LossPoint> net_of(const LossPoint& point) const;
    Run remember(const LossPoint& point);
    void show_chosen();
    void draw(const LossPoint& point);
    Lines& lines(Term term, std::int64_t block);
    Panel& panel(Term term) { return panels_[static_cast<std::size_t>(term)]; }
    void flush();
    void fit_ranges();
    void recolour();
    void hover(const QPointF& at);

    SwatchStrip* legend_;
    QComboBox* choice_;
    QSpinBox* span_;
    std::array<Panel, 2> panels_; ///< by Term
    std::vector<Run> runs_;
    std::map<Run, std::vector<LossPoint>> points_;
    Run shown_run_;
    QTimer redraw_;
    bool follows_ = true; ///< the newest run is shown
    bool whole_ = true;   ///< nobody has panned or zoomed
};

} // namespace whydah
