#include "widgets/loss_plot.h"

#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/swatch_strip.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

constexpr int redraw_ms = 100;

} // namespace

LossPlot::LossPlot(QWidget* parent)
    : PlotView(parent),
      legend_(new SwatchStrip(plot())),
      choice_(new QComboBox(this)),
      span_(new QSpinBox(this)) {
    setAccessibleName(tr("Losses of training"));
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    choice_->setToolTip(tr("Method and seed; the newest is followed until you choose"));
    span_->setAccessibleName(tr("Smoothing"));
    span_->setRange(1, 10'000);
    span_->setValue(20);
    span_->setSuffix(tr(" steps"));
    span_->setToolTip(tr("The strong line is an exponential average over this many steps"));
    span_->setKeyboardTracking(false);
    add_label(tr("Loss of"));
    controls()->addWidget(choice_);
    controls()->addStretch(1);
    add_label(tr("Average over"));
    controls()->addWidget(span_);

    plot()->plotLayout()->clear();
    plot()->plotLayout()->addElement(0, 0, legend_);
    plot()->plotLayout()->setRowSpacing(0);
    add_panels();
    redraw_.setSingleShot(true);
    redraw_.setInterval(redraw_ms);
    connect(&redraw_, &QTimer::timeout, this, &LossPlot::flush);
    connect(choice_, &QComboBox::activated, this, [this](int index) {
        follows_ = index == choice_->count() - 1;
        show_chosen();
    });
    connect(span_, &QSpinBox::valueChanged, this, [this](int steps) {
        show_chosen();
        Q_EMIT span_changed(steps);
    });
    connect(plot(), &StyledPlot::recoloured, this, &LossPlot::recolour);
    connect(plot(), &StyledPlot::hovered, this, &LossPlot::hover);
    connect(plot(), &StyledPlot::reset_asked, this, [this] { whole_ = true, flush(); });
    connect(plot(), &QCustomPlot::mouseWheel, this, [this] { whole_ = false; });
    connect(plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (event->buttons() & Qt::LeftButton) whole_ = false;
    });
    show_chosen();
}

void LossPlot::add_panels() {
    auto* left = new QCPMarginGroup(plot());
    for (Term term : {Term::regression, Term::task}) {
        auto* rect = new QCPAxisRect(plot());
        panel(term).rect = rect;
        plot()->plotLayout()->addElement(term == Term::regression ? 1 : 2, 0, rect);
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, left);
        rect->axis(QCPAxis::atLeft)->setLabel(term == Term::regression ? tr("regression loss") : tr("task loss"));
        rect->axis(QCPAxis::atLeft)->ticker()->setTickCount(4);
        rect->setRangeDrag(Qt::Horizontal);
        rect->setRangeZoom(Qt::Horizontal);
        rect->setMinimumMargins(plain_margins + QMargins(0, 0, 16, 0)); // room for half the last step's number
        plot()->dress(rect);
    }
    QCPAxis* upper = panel(Term::regression).rect->axis(QCPAxis::atBottom);
    QCPAxis* lower = panel(Term::task).rect->axis(QCPAxis::atBottom);
    upper->setTickLabels(false);
    lower->setLabel(tr("step"));
    lower->setNumberFormat(QStringLiteral("f"));
    lower->setNumberPrecision(0);
    for (auto [from, to] : {std::pair{upper, lower}, {lower, upper}})
        connect(from, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), to,
                qOverload<const QCPRange&>(&QCPAxis::setRange));
}

void LossPlot::show_losses(const std::vector<LossPoint>& points) {
    clear();
    for (const LossPoint& point : points) remember(point);
    show_chosen();
}

void LossPlot::append(const LossPoint& point) {
    const bool was_shown = choice_->currentIndex() >= 0;
    const Run of = remember(point);
    const Run& run = runs_[static_cast<std::size_t>(choice_->currentIndex())];
    if (!was_shown || shown_run_ != run) return show_chosen();
    if (run != of) return;
    draw(points_.at(of).back());
    if (!redraw_.isActive()) redraw_.start();
}

// A net is trained from its last block to its first: where the block rises again, the next net begins.
std::pair<LossPlot::Run, LossPoint> LossPlot::net_of(const LossPoint& point) const {
    Run run{point.method, point.seed, 0};
    std::int64_t before = 0; // steps of earlier nets
    while (points_.contains({run.method, run.seed, run.net + 1})) before += points_.at(run).back().step, ++run.net;
    LossPoint own = point;
    if (const auto known = points_.find(run); known != points_.end() && point.block > known->second.back().block)
        before += known->second.back().step, ++run.net;
    own.step -= before;
    return {run, own};
}

LossPlot::Run LossPlot::remember(const LossPoint& point) {
    const auto [run, own] = net_of(point);
    if (!points_.contains(run)) {
        runs_.push_back(run);
        choice_->addItem({});
        for (int i = 0; i < choice_->count(); ++i)
            choice_->setItemText(i, run_text(runs_[static_cast<std::size_t>(i)]));
        if (follows_) choice_->setCurrentIndex(choice_->count() - 1);
    }
    points_[run].push_back(own);
    return run;
}

void LossPlot::clear() {
    runs_.clear();
    points_.clear();
    choice_->clear();
    follows_ = whole_ = true;
    show_chosen();
}

QString LossPlot::run_text(const Run& run) const {
    const auto same = [&](const Run& other) { return other.method == run.method && other.seed == run.seed; };
    const QString text = method_and_seed_text(run.method, run.seed);
    if (std::count_if(runs_.begin(), runs_.end(), same) < 2) return text;
    return text + tr(" · λ no. %1").arg(run.net + 1);
}

QStringList LossPlot::choices() const {
    QStringList texts;
    for (int i = 0; i < choice_->count(); ++i) texts << choice_->itemText(i);
    return texts;
}

void LossPlot::choose(const QString& method, qint64 seed, int net) {
    const auto found = std::find(runs_.begin(), runs_.end(), Run{method.toStdString(), seed, net});
    if (found == runs_.end()) return;
    follows_ = false;
    choice_->setCurrentIndex(static_cast<int>(found - runs_.begin()));
    show_chosen();
}

void LossPlot::set_span(int steps) { span_->setValue(steps); }

int LossPlot::span() const { return span_->value(); }

void LossPlot::show_chosen() {
    for (Panel& panel : panels_) {
        for (auto& [_, lines] : panel.blocks) plot()->removeGraph(lines.raw), plot()->removeGraph(lines.smooth);
        panel.blocks.clear();
    }
    const int index = choice_->currentIndex();
    shown_run_ = index < 0 ? Run() : runs_[static_cast<std::size_t>(index)];
    set_hint(index < 0 ? tr("Run MetaModelNet to watch both terms of its loss, block by block.") : QString());
    if (index >= 0)
        for (const LossPoint& point : points_.at(shown_run_)) draw(point);
    recolour();
    flush();
}

void LossPlot::draw(const LossPoint& point) {
    const auto add = [&](Term term, double value) {
        Lines& to = lines(term, point.block);
        if (!std::isfinite(value)) return;
        const auto step = static_cast<double>(point.step);
        to.raw->addData(step, value);
        to.smooth->addData(step, to.average.add(point.step, value));
    };
    add(Term::regression, point.regression);
    add(Term::task, point.task);
}

LossPlot::Lines& LossPlot::lines(Term term, std::int64_t block) {
    Panel& in = panel(term);
    const auto found = in.blocks.find(block);
    if (found != in.blocks.end()) return found->second;
    QCPAxis *x = in.rect->axis(QCPAxis::atBottom), *y = in.rect->axis(QCPAxis::atLeft);
    Lines added{.raw = plot()->addGraph(x, y), .smooth = plot()->addGraph(x, y), .average = StepAverage(span())};
    added.raw->setSelectable(QCP::stNone);
    added.smooth->setSelectable(QCP::stNone);
    in.blocks.emplace(block, added);
    recolour();
    return in.blocks.at(block);
}

void LossPlot::flush() {
    if (whole_) fit_ranges();
    plot()->refresh();
}

// The strong lines fill the height; single iterations may stand out.
void LossPlot::fit_ranges() {
    double last = 10;
    for (Panel& panel : panels_) {
        QCPRange values(0, 0);
        bool any = false;
        for (const auto& [_, lines] : panel.blocks) {
            bool found = false;
            const QCPRange range = lines.smooth->getValueRange(found);
            if (!found) continue;
            values = any ? values.expanded(range) : range;
            any = true;
            last = std::max(last, lines.smooth->getKeyRange(found).upper);
        }
        if (!any) values = {0, 1};
        const double margin = std::max(0.12 * values.size(), 1e-3 * std::max(std::abs(values.upper), 1e-6));
        panel.rect->axis(QCPAxis::atLeft)->setRange(values.lower - margin, values.upper + margin);
    }
    panel(Term::task).rect->axis(QCPAxis::atBottom)->setRange(0, 1.01 * last);
}

void LossPlot::recolour() {
    const PlotColours& colours = plot()->colours();
    const std::vector<std::int64_t> blocks = shown_blocks();
    std::vector<SwatchStrip::Swatch> swatches;
    for (std::int64_t block : blocks) {
        const QColor colour =
            shot_colour(shot_place(std::int64_t{1} << block, blocks.back()), ShotScale::rainbow, colours.dark);
        for (Panel& panel : panels_) {
            const auto found = panel.blocks.find(block);
            if (found == panel.blocks.end()) continue;
            found->second.raw->setPen(QPen(mixed(colours.background, colour, 0.28), 1));
            found->second.smooth->setPen(QPen(colour, 2));
            found->second.smooth->setLayer(QStringLiteral("axes")); // above every raw line
        }
        swatches.push_back({.colour = colour, .label = tr("%1 (k = %2)").arg(block).arg(std::int64_t{1} << block)});
    }
    legend_->show_swatches(tr("block"), swatches);
}

LossPlot::Curve LossPlot::curve(Term term, std::int64_t block) const {
    Curve out;
    const Panel& in = panels_[static_cast<std::size_t>(term)];
    const auto found = in.blocks.find(block);
    if (found == in.blocks.end()) return out;
    for (const QCPGraphData& point : *found->second.raw->data())
        out.steps.push_back(point.key), out.raw.push_back(point.value);
    for (const QCPGraphData& point : *found->second.smooth->data()) out.smooth.push_back(point.value);
    return out;
}

std::vector<std::int64_t> LossPlot::shown_blocks() const {
    std::vector<std::int64_t> out;
    for (const auto& [block, _] : panels_[0].blocks) out.push_back(block);
    return out;
}

void LossPlot::hover(const QPointF& at) {
    const QCPAxisRect* rect = plot()->axisRectAt(at);
    const auto points = points_.find(shown_run_);
    if (!rect || points == points_.end()) return plot()->show_hover(at, {});
    const double step = rect->axis(QCPAxis::atBottom)->pixelToCoord(at.x());
    const auto next =
        std::lower_bound(points->second.begin(), points->second.end(), step,
                         [](const LossPoint& p, double s) { return static_cast<double>(p.step) < s - 0.5; });
    if (next == points->second.end() || step < -0.5) return plot()->show_hover(at, {});
    const auto value = [](double v) { return std::isfinite(v) ? QString::number(v, 'g', 4) : QString(no_number); };
    plot()->show_hover(
        at, tr("step %1 · block %2\nregression %3\ntask %4")
                .arg(count_text(next->step), QString::number(next->block), value(next->regression), value(next->task)));
}

} // namespace whydah
