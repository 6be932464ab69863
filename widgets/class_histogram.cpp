#include "widgets/class_histogram.h"

#include "widgets/band_regions.h"
#include "widgets/class_mark.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/threshold_line.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {
namespace {

constexpr double log_ground = 0.5; // where bars stand on a logarithmic axis, so that a class of one image is seen

} // namespace

ClassHistogram::ClassHistogram(QWidget* parent)
    : QWidget(parent),
      plot_(new StyledPlot(this)),
      log_(new QCheckBox(tr("Log axis"), this)),
      threshold_(new ThresholdLine(plot_)),
      ticker_(new ClassTicker) {
    setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(plot_, 1);
    log_->setToolTip(tr("Count training images on a logarithmic axis: the tail becomes visible"));
    log_->setFocusPolicy(Qt::TabFocus);
    auto* controls = new QHBoxLayout;
    controls->setContentsMargins(8, 4, 8, 4);
    controls->addStretch(1);
    controls->addWidget(log_);
    layout->insertLayout(0, controls);

    regions_ = std::make_unique<BandRegions>(plot_);
    mark_ = std::make_unique<ClassMark>(plot_);
    for (QCPBars*& bars : bars_) {
        bars = new QCPBars(plot_->xAxis, plot_->yAxis);
        bars->setPen(Qt::NoPen);
        bars->setAntialiasedFill(false);
        bars->setSelectable(QCP::stNone);
    }
    plot_->axisRect()->setMinimumMargins({8, 26, 12, 4});
    plot_->xAxis->setTicker(ticker_);
    plot_->xAxis->grid()->setVisible(false);
    plot_->xAxis->setLabel(tr("class, by training images"));
    plot_->yAxis->setLabel(tr("training images"));
    plot_->yAxis->setNumberFormat(QStringLiteral("f"));
    plot_->yAxis->setNumberPrecision(0);
    plot_->axisRect()->setRangeDrag(Qt::Horizontal);
    plot_->axisRect()->setRangeZoom(Qt::Horizontal);

    connect(log_, &QCheckBox::toggled, this, [this] { fill_bars(); });
    connect(threshold_, &ThresholdLine::moved, this, &ClassHistogram::threshold_changed);
    connect(plot_, &StyledPlot::recoloured, this, &ClassHistogram::recolour);
    connect(plot_, &StyledPlot::reset_asked, this, [this] { show_whole_range(), plot_->replot(); });
    connect(plot_, &StyledPlot::clicked, this,
            [this](const QPointF& at) { choose_rank(ranking_.rank_at(plot_->xAxis->pixelToCoord(at.x()))); });
    connect(plot_, &StyledPlot::hovered, this, [this](const QPointF& at) {
        const int rank = plot_->axisRect()->rect().contains(at.toPoint())
                             ? ranking_.rank_at(plot_->xAxis->pixelToCoord(at.x()))
                             : -1;
        plot_->show_hover(at, rank < 0 ? QString() : class_text(ranking_.labels[static_cast<std::size_t>(rank)]));
    });
    connect(plot_, &QCustomPlot::beforeReplot, this, [this] { ticker_->fit(plot_->xAxis); });
    connect(plot_, &QCustomPlot::afterLayout, this, [this] { regions_->place(), threshold_->place(), mark_->place(); });
    recolour();
    clear();
}

ClassHistogram::~ClassHistogram() = default;

void ClassHistogram::show_summary(const DatasetSummary& summary, const BandRule& rule) {
    summary_ = summary;
    std::vector<std::string> names;
    for (ClassSummary& c : summary_.classes) {
        c.images.clear(), c.image_parts.clear();
        names.push_back(c.name);
    }
    rule_ = rule;
    ranking_ = ClassRanking(names, summary_.train_counts());
    ticker_->show_ranking(ranking_);
    regions_->show_bands(ranking_, rule_);
    threshold_->show_counts(ranking_.counts);
    plot_->set_hint(ranking_.size()
                        ? QString()
                        : tr("Open a data set to see how its training images are spread\nover the classes."));
    log_->setEnabled(ranking_.size() > 0);
    selected_ = ranking_.has_label(selected_) ? selected_ : -1;
    select_class(selected_);
    show_whole_range();
    fill_bars();
}

void ClassHistogram::clear() { show_summary({}, rule_); }

void ClassHistogram::fill_bars() {
    const double width = ranking_.size() <= 200 ? 0.8 : 1;
    std::array<QVector<double>, 3> ranks, counts;
    for (int rank = 0; rank < ranking_.size(); ++rank) {
        const std::int64_t n = ranking_.counts[static_cast<std::size_t>(rank)];
        const auto band = static_cast<std::size_t>(rule_.band_of(n));
        ranks[band] << rank;
        counts[band] << (log_axis() ? std::max(static_cast<double>(n), log_ground) : static_cast<double>(n));
    }
    for (std::size_t band = 0; band < 3; ++band) {
        bars_[band]->setData(ranks[band], counts[band], true);
        bars_[band]->setBaseValue(log_axis() ? log_ground : 0);
        bars_[band]->setWidth(width);
    }
    const double top = ranking_.size() ? static_cast<double>(std::max<std::int64_t>(ranking_.counts.front(), 4)) : 4;
    QCPAxis* axis = plot_->yAxis;
    axis->setScaleType(log_axis() ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    if (log_axis()) {
        // Powers of two: the blocks' thresholds.
        QSharedPointer<QCPAxisTickerLog> ticker(new QCPAxisTickerLog);
        ticker->setLogBase(2);
        ticker->setSubTickCount(0);
        ticker->setTickCount(9);
        axis->setTicker(ticker);
        axis->setRange(log_ground, top * 1.25);
    } else {
        axis->setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
        axis->setRange(0, top * 1.04);
    }
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void ClassHistogram::show_whole_range() {
    const QCPRange whole(-0.5, std::max(ranking_.size(), 1) - 0.5);
    keep_within(plot_->xAxis, whole);
    plot_->xAxis->setRange(whole);
}

void ClassHistogram::recolour() {
    for (Band band : all_bands)
        bars_[static_cast<std::size_t>(band)]->setBrush(band_colour(band, plot_->colours().dark));
}

void ClassHistogram::select_class(int label) {
    selected_ = ranking_.has_label(label) ? label : -1;
    if (selected_ < 0) {
        mark_->hide();
    } else {
        const auto rank = static_cast<std::size_t>(ranking_.ranks[static_cast<std::size_t>(label)]);
        mark_->show(static_cast<int>(rank),
                    ranking_.names[rank] + QStringLiteral(" · ") + count_text(ranking_.counts[rank], tr("image")));
    }
    mark_->place();
    plot_->overlay()->replot();
}

void ClassHistogram::choose_rank(int rank) {
    if (rank < 0 || rank >= ranking_.size()) return;
    select_class(ranking_.labels[static_cast<std::size_t>(rank)]);
    Q_EMIT class_selected(selected_);
}

QString ClassHistogram::class_text(int label) const {
    if (!ranking_.has_label(label)) return {};
    const ClassSummary& c = summary_.classes[static_cast<std::size_t>(label)];
    return tr("%1\n%2 training images · %3 · rank %4 of %5\nvalidation %6 · test %7")
        .arg(QString::fromStdString(c.name), count_text(c.train), QLatin1String(band_name(rule_.band_of(c.train))),
             count_text(ranking_.ranks[static_cast<std::size_t>(label)] + 1), count_text(ranking_.size()),
             count_text(c.validation), count_text(c.test));
}

void ClassHistogram::set_threshold(std::int64_t threshold) {
    threshold_->set_value(threshold);
    threshold_->place();
    plot_->overlay()->replot();
}

std::int64_t ClassHistogram::threshold() const { return threshold_->value(); }

QString ClassHistogram::head_classes_text() const { return threshold_->text(); }

void ClassHistogram::set_log_axis(bool log) { log_->setChecked(log); }

bool ClassHistogram::log_axis() const { return log_->isChecked(); }

void ClassHistogram::keyPressEvent(QKeyEvent* event) {
    const int rank = selected_ < 0 ? -1 : ranking_.ranks[static_cast<std::size_t>(selected_)];
    switch (event->key()) {
    case Qt::Key_Left:
        return choose_rank(rank - 1);
    case Qt::Key_Right:
        return choose_rank(rank + 1);
    case Qt::Key_Home:
        return choose_rank(0);
    case Qt::Key_End:
        return choose_rank(ranking_.size() - 1);
    case Qt::Key_Up:
    case Qt::Key_Down:
        return threshold_->step(event->key() == Qt::Key_Up);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace whydah
