#include "widgets/class_histogram.h"

#include "widgets/band_handles.h"
#include "widgets/band_regions.h"
#include "widgets/count_ticker.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/rank_bars.h"
#include "widgets/threshold_line.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>

#include <algorithm>

namespace whydah {
namespace {

constexpr double log_ground = 0.5; // where bars stand on a logarithmic axis, so that a class of one image is seen

} // namespace

ClassHistogram::ClassHistogram(QWidget* parent)
    : ClassRankView(parent),
      log_(new QCheckBox(tr("Log axis"), this)),
      regions_(std::make_unique<BandRegions>(plot())),
      threshold_(new ThresholdLine(plot())),
      edges_(new BandHandles(plot(), [this](const QPointF& at) { return threshold_->is_near(at); })) {
    setAccessibleName(tr("Training images of each class"));
    log_->setToolTip(tr("Count training images on a logarithmic axis: the tail becomes visible"));
    log_->setFocusPolicy(Qt::TabFocus);
    add_label(tr("Drag t or the edges of bands"));
    controls()->itemAt(0)->widget()->setForegroundRole(QPalette::PlaceholderText);
    controls()->addStretch(1);
    controls()->addWidget(log_);
    for (RankBars*& bars : bars_) bars = new RankBars(plot()->xAxis, plot()->yAxis);
    plot()->axisRect()->setMinimumMargins({8, 26, 24, 4});
    plot()->yAxis->setLabel(tr("training images"));
    plot()->yAxis->setNumberFormat(QStringLiteral("f"));
    plot()->yAxis->setNumberPrecision(0);

    connect(log_, &QCheckBox::toggled, this, &ClassHistogram::fill_bars);
    connect(plot(), &StyledPlot::recoloured, this, &ClassHistogram::recolour);
    connect(plot(), &QCustomPlot::afterLayout, this,
            [this] { regions_->place(), threshold_->place(), edges_->place(); });
    connect(edges_, &BandHandles::rule_moved, this, &ClassHistogram::rule_moved);
    recolour();
    clear();
}

ClassHistogram::~ClassHistogram() = default;

void ClassHistogram::show_summary(const DatasetSummary& summary, const BandRule& rule) {
    rule_ = rule;
    classes_.clear();
    std::vector<std::string> names;
    for (const ClassSummary& c : summary.classes) {
        classes_.push_back({c.train, c.validation, c.test});
        names.push_back(c.name);
    }
    show_ranking(ClassRanking(names, summary.train_counts()));
    regions_->show_bands(ranking(), rule_);
    threshold_->show_counts(ranking().counts);
    edges_->show_rule(ranking().counts, rule_);
    set_hint(ranking().size() ? QString()
                              : tr("Open a data set to see how its training images are spread over the classes."));
    fill_bars();
}

void ClassHistogram::clear() { show_summary({}, rule_); }

void ClassHistogram::fill_bars() {
    const double ground = log_axis() ? log_ground : 0;
    std::array<QVector<double>, 3> ranks, heights;
    const auto bands = rule_.bands_of(ranking().counts);
    for (int rank = 0; rank < ranking().size(); ++rank) {
        const std::int64_t n = ranking().counts[static_cast<std::size_t>(rank)];
        const auto band = static_cast<std::size_t>(bands[static_cast<std::size_t>(rank)]);
        ranks[band] << rank;
        heights[band] << std::max(static_cast<double>(n) - ground, 0.0); // a bar's value counts from its ground
    }
    for (std::size_t band = 0; band < 3; ++band) {
        bars_[band]->setData(ranks[band], heights[band], true);
        bars_[band]->setBaseValue(ground);
    }
    set_axis();
    plot()->refresh();
}

void ClassHistogram::set_axis() {
    const auto largest =
        static_cast<double>(ranking().size() ? std::max<std::int64_t>(ranking().counts.front(), 4) : 4);
    QCPAxis* axis = plot()->yAxis;
    axis->setScaleType(log_axis() ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis->setTicker(log_axis() ? QSharedPointer<QCPAxisTicker>(new CountTicker)
                               : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    if (log_axis())
        axis->setRange(log_ground, largest * 1.4);
    else
        axis->setRange(0, largest * 1.04);
}

void ClassHistogram::recolour() {
    for (Band band : all_bands)
        bars_[static_cast<std::size_t>(band)]->setBrush(band_colour(band, plot()->colours().dark));
}

QString ClassHistogram::class_text(int label) const {
    if (!ranking().has_label(label)) return {};
    const Counts& c = classes_[static_cast<std::size_t>(label)];
    const auto rank = static_cast<std::size_t>(ranking().ranks[static_cast<std::size_t>(label)]);
    return tr("%1\n%2 · %3 · rank %4 of %5\nvalidation %6 · test %7")
        .arg(ranking().names[rank], count_text(c.train, tr("training image")),
             QLatin1String(band_name(rule_.bands_of(ranking().counts)[rank])),
             count_text(ranking().ranks[static_cast<std::size_t>(label)] + 1), count_text(ranking().size()),
             count_text(c.validation), count_text(c.test));
}

void ClassHistogram::set_threshold(std::int64_t threshold) {
    threshold_->set_value(threshold);
    threshold_->place();
    plot()->refresh_overlay();
}

void ClassHistogram::set_last_block(std::int64_t last_block) {
    threshold_->set_last_block(last_block);
    plot()->replot(QCustomPlot::rpQueuedReplot);
}

std::int64_t ClassHistogram::threshold() const { return threshold_->value(); }

QString ClassHistogram::head_classes_text() const { return threshold_->text(); }

void ClassHistogram::set_log_axis(bool log) { log_->setChecked(log); }

bool ClassHistogram::log_axis() const { return log_->isChecked(); }

void ClassHistogram::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) return threshold_->step(event->key() == Qt::Key_Up);
    ClassRankView::keyPressEvent(event);
}

} // namespace whydah
