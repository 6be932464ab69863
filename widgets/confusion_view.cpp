#include "widgets/confusion_view.h"

#include "records/confusion_order.h"
#include "widgets/class_ticker.h"
#include "widgets/confusion_cells.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"
#include "widgets/run_gain_plot.h"
#include "widgets/share_scale.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSignalBlocker>

#include <algorithm>

namespace whydah {
namespace {

constexpr double fewest_classes = 4; // that the zoom leaves

QCPItemRect* mark(StyledPlot* plot) {
    auto* rect = new QCPItemRect(plot);
    rect->setLayer(plot->overlay());
    rect->setSelectable(false);
    rect->setVisible(false);
    return rect;
}

} // namespace

ConfusionView::ConfusionView(QWidget* parent)
    : PlotView(parent),
      methods_(new QComboBox(this)),
      orders_(new QComboBox(this)),
      cells_(new ConfusionCells(plot())),
      right_(new ShareScale(plot(), 1, false)),
      wrong_(new ShareScale(plot(), 2, true)),
      columns_(new ClassTicker),
      rows_(new ClassTicker),
      row_mark_(mark(plot())),
      column_mark_(mark(plot())) {
    setAccessibleName(tr("Confusion matrix"));
    methods_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    methods_->setToolTip(tr("The method whose answers are shown"));
    methods_->setAccessibleName(methods_->toolTip());
    orders_->addItem(tr("by frequency"), static_cast<int>(ClassOrder::frequency));
    orders_->addItem(tr("by name"), static_cast<int>(ClassOrder::name));
    orders_->addItem(tr("by cluster"), static_cast<int>(ClassOrder::cluster));
    orders_->setToolTip(
        tr("What the classes are sorted by. Cluster: classes that are taken for each other stand together "
           "(average linkage)"));
    orders_->setAccessibleName(tr("Order of the classes"));
    add_label(tr("Confusion of"));
    controls()->addWidget(methods_);
    controls()->addStretch(1);
    controls()->addWidget(orders_);

    plot()->axisRect()->setRangeDrag(Qt::Horizontal | Qt::Vertical);
    plot()->axisRect()->setRangeZoom(Qt::Horizontal | Qt::Vertical);
    auto* margins = new QCPMarginGroup(plot());
    for (QCPLayoutElement* part : std::initializer_list<QCPLayoutElement*>{plot()->axisRect(), right_, wrong_})
        part->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    right_->setMinimumMargins({6, 0, 0, 0});
    plot()->plotLayout()->setColumnSpacing(2);
    plot()->xAxis->setTicker(columns_);
    plot()->yAxis->setTicker(rows_);
    plot()->yAxis->setRangeReversed(true);
    plot()->xAxis->setLabel(tr("taken for"));
    plot()->yAxis->setLabel(tr("true class"));
    for (QCPAxis* axis : {plot()->xAxis, plot()->yAxis}) {
        axis->grid()->setVisible(false);
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                [this, axis](const QCPRange& range) { limit_zoom(axis, range); });
    }
    connect(plot(), &QCustomPlot::beforeReplot, this,
            [this] { columns_->fit(plot()->xAxis), rows_->fit(plot()->yAxis); });
    connect(plot(), &QCustomPlot::afterLayout, this,
            [this] { wrong_->name_for(plot()->axisRect()->height()); });
    connect(plot(), &StyledPlot::recoloured, this, &ConfusionView::recolour);
    connect(plot(), &StyledPlot::reset_asked, this, [this] { show_whole(), plot()->replot(); });
    connect(plot(), &StyledPlot::hovered, this, [this](const QPointF& at) {
        const auto [truth, predicted] = cell_at(at);
        plot()->show_hover(at, truth < 0 ? QString() : cell_text(truth, predicted));
    });
    connect(plot(), &StyledPlot::clicked, this, [this](const QPointF& at) {
        if (const int truth = cell_at(at).first; truth >= 0)
            choose_rank(ranking_.ranks[static_cast<std::size_t>(truth)]);
    });
    connect(methods_, &QComboBox::activated, this, &ConfusionView::make_matrix);
    connect(orders_, &QComboBox::currentIndexChanged, this, [this] { rank(), plot()->refresh(); });
    wrong_->name_for(0); // any takes its room
    recolour();
    show_comparison({});
}

void ConfusionView::show_comparison(const RunComparison& comparison) {
    const RunMethod before = shown();
    const bool kept =
        !runs_.empty() && !comparison.runs.empty() && runs_.front().folder == comparison.runs.front().folder;
    runs_ = comparison.runs;
    clusters_.clear();
    choices_ = run_methods(runs_);
    std::erase_if(choices_, [this](const RunMethod& of) {
        const auto& counts = runs_[of.run].confusion;
        return std::none_of(counts.begin(), counts.end(), [&](const auto& c) { return c.method == of.method; });
    });
    fill_methods(kept ? before : RunMethod{});
    make_matrix();
}

void ConfusionView::fill_methods(const RunMethod& wished) {
    const QSignalBlocker quiet(methods_);
    methods_->clear();
    for (const RunMethod& of : choices_) methods_->addItem(QString::fromStdString(run_method_label(of, runs_.size())));
    const auto index_of = [this](const RunMethod& of) {
        return static_cast<int>(std::find(choices_.begin(), choices_.end(), of) - choices_.begin());
    };
    int index = index_of(wished);
    if (index == methods_->count()) index = index_of({0, "meta_model_net"});
    methods_->setCurrentIndex(index == methods_->count() ? 0 : index);
}

RunMethod ConfusionView::shown() const {
    const auto index = static_cast<std::size_t>(methods_->currentIndex());
    return index < choices_.size() ? choices_[index] : RunMethod{};
}

void ConfusionView::select(const RunMethod& of) {
    const auto found = std::find(choices_.begin(), choices_.end(), of);
    if (found == choices_.end() || of == shown()) return;
    methods_->setCurrentIndex(static_cast<int>(found - choices_.begin()));
    make_matrix();
}

void ConfusionView::make_matrix() {
    const RunMethod of = shown();
    const int before = matrix_.size();
    matrix_ = choices_.empty() ? ConfusionMatrix() : ConfusionMatrix(runs_[of.run], of.method);
    set_hint(!choices_.empty() ? QString()
             : runs_.empty()   ? tr("Run an experiment to see which classes are taken for which.")
                               : tr("This run was kept without what its methods said of each image."));
    rank();
    if (before != matrix_.size()) show_whole();
    plot()->refresh();
    Q_EMIT matrix_changed();
}

void ConfusionView::set_order(ClassOrder order) {
    orders_->setCurrentIndex(orders_->findData(static_cast<int>(order)));
}

ClassOrder ConfusionView::order() const { return static_cast<ClassOrder>(orders_->currentData().toInt()); }

void ConfusionView::rank() {
    std::vector<int> labels;
    if (order() == ClassOrder::cluster) {
        const RunMethod of = shown();
        std::vector<int>& known = clusters_[{of.run, of.method}];
        if (known.size() != matrix_.names.size()) {
            std::vector<ConfusionCount> counts;
            for (const auto& c : matrix_.cells) counts.push_back({of.method, c.truth, c.predicted, c.images});
            known = cluster_order(counts, matrix_.names.size());
        }
        labels = known;
    } else {
        labels = order() == ClassOrder::name ? name_order(matrix_.names) : frequency_order(matrix_.train);
    }
    ranking_ = ClassRanking(matrix_.names, matrix_.train, std::move(labels));
    columns_->show_names(ranking_.names);
    rows_->show_names(ranking_.names);
    cells_->show_cells(matrix_, ranking_.ranks);
    select_class(selected_);
}

void ConfusionView::recolour() {
    for (auto [scale, right] : {std::pair(right_, true), {wrong_, false}}) {
        plot()->dress(scale);
        scale->set_gradient(cells_->gradient(right));
    }
    show_mark();
}

void ConfusionView::show_whole() {
    const QCPRange whole(-0.5, std::max(matrix_.size(), 1) - 0.5);
    for (QCPAxis* axis : {plot()->xAxis, plot()->yAxis}) {
        keep_within(axis, whole);
        axis->setRange(whole);
    }
}

void ConfusionView::limit_zoom(QCPAxis* axis, const QCPRange& range) {
    const double least = std::min(fewest_classes, static_cast<double>(std::max(matrix_.size(), 1)));
    if (range.size() < least - 1e-9) axis->setRange(range.center(), least, Qt::AlignCenter);
}

void ConfusionView::zoom(double factor) {
    for (QCPAxis* axis : {plot()->xAxis, plot()->yAxis}) {
        const double centre =
            selected_ < 0 ? axis->range().center() : ranking_.ranks[static_cast<std::size_t>(selected_)];
        axis->scaleRange(factor, centre);
    }
    plot()->refresh();
}

std::pair<int, int> ConfusionView::cell_at(const QPointF& pixel) const {
    if (!plot()->axisRect()->rect().contains(pixel.toPoint())) return {-1, -1};
    const int row = ranking_.rank_at(plot()->yAxis->pixelToCoord(pixel.y()));
    const int column = ranking_.rank_at(plot()->xAxis->pixelToCoord(pixel.x()));
    if (row < 0 || column < 0) return {-1, -1};
    return {ranking_.labels[static_cast<std::size_t>(row)], ranking_.labels[static_cast<std::size_t>(column)]};
}

QString ConfusionView::cell_text(int truth, int predicted) const {
    if (!ranking_.has_label(truth) || !ranking_.has_label(predicted)) return {};
    const auto of = static_cast<std::size_t>(truth), as = static_cast<std::size_t>(predicted);
    const ConfusionMatrix::Cell* cell = matrix_.find(truth, predicted);
    const auto name = [&](std::size_t label) {
        return QString::fromStdString(matrix_.names[label]) + tr(" (%1 train)").arg(count_text(matrix_.train[label]));
    };
    const QString seeds =
        matrix_.seeds > 1 ? tr(", %1 together").arg(count_text(matrix_.seeds, tr("seed"))) : QString();
    const QString counts =
        tr("%1 of %2 (%3 %)%4")
            .arg(count_text(cell ? cell->images : 0), count_text(matrix_.images[of], tr("test image")),
                 percent_text(matrix_.images[of] > 0 ? std::optional(cell ? cell->share : 0.0) : std::nullopt), seeds);
    if (truth == predicted) return tr("%1\nright\n%2").arg(name(of), counts);
    return tr("%1\ntaken for %2\n%3").arg(name(of), name(as), counts);
}

void ConfusionView::select_class(int label) {
    selected_ = ranking_.has_label(label) ? label : -1;
    if (selected_ >= 0) bring_into_sight(ranking_.ranks[static_cast<std::size_t>(selected_)]);
    show_mark();
    plot()->refresh_overlay();
}

void ConfusionView::bring_into_sight(int rank) {
    bool moved = false;
    for (QCPAxis* axis : {plot()->xAxis, plot()->yAxis}) {
        if (axis->range().contains(rank)) continue;
        axis->setRange(rank, axis->range().size(), Qt::AlignCenter);
        moved = true;
    }
    if (moved) plot()->refresh();
}

void ConfusionView::show_mark() {
    const QColor colour = plot()->colours().highlight;
    QColor tint = colour;
    tint.setAlphaF(0.13F);
    const int rank = selected_ < 0 ? -1 : ranking_.ranks[static_cast<std::size_t>(selected_)];
    for (QCPItemRect* rect : {row_mark_, column_mark_}) {
        rect->setBrush(tint);
        rect->setPen(QPen(colour, 1));
        rect->setVisible(rank >= 0);
        const bool row = rect == row_mark_;
        for (QCPItemPosition* corner : {rect->topLeft, rect->bottomRight}) {
            corner->setTypeX(row ? QCPItemPosition::ptAxisRectRatio : QCPItemPosition::ptPlotCoords);
            corner->setTypeY(row ? QCPItemPosition::ptPlotCoords : QCPItemPosition::ptAxisRectRatio);
        }
        rect->topLeft->setCoords(row ? 0 : rank - 0.5, row ? rank - 0.5 : 0);
        rect->bottomRight->setCoords(row ? 1 : rank + 0.5, row ? rank + 0.5 : 1);
    }
}

void ConfusionView::choose_rank(int rank) {
    if (rank < 0 || rank >= ranking_.size()) return;
    select_class(ranking_.labels[static_cast<std::size_t>(rank)]);
    Q_EMIT class_selected(selected_);
}

void ConfusionView::keyPressEvent(QKeyEvent* event) {
    const int rank = selected_ < 0 ? -1 : ranking_.ranks[static_cast<std::size_t>(selected_)];
    switch (event->key()) {
    case Qt::Key_Up:
        return choose_rank(rank - 1);
    case Qt::Key_Down:
        return choose_rank(rank + 1);
    case Qt::Key_Home:
        return choose_rank(0);
    case Qt::Key_End:
        return choose_rank(ranking_.size() - 1);
    case Qt::Key_Plus:
        return zoom(0.7);
    case Qt::Key_Minus:
        return zoom(1 / 0.7);
    case Qt::Key_Escape:
        select_class(-1);
        Q_EMIT class_selected(-1);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace whydah
