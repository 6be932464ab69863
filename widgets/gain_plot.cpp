#include "widgets/gain_plot.h"

#include "records/experiment_options.h"
#include "widgets/plot_style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>

namespace whydah {
namespace {

const std::string reference{method_names.front()}; // plain

} // namespace

GainPlot::GainPlot(QWidget* parent)
    : GainView(parent),
      methods_(new QComboBox(this)),
      all_methods_(new QCheckBox(tr("All averages"), this)) {
    setAccessibleName(tr("Gain of each class over plain"));
    methods_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    methods_->setMinimumContentsLength(14);
    methods_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    methods_->setMaximumWidth(280);
    methods_->setToolTip(tr("The method whose gain over plain is shown class by class"));
    all_methods_->setToolTip(tr("Adds the moving average of every other method"));
    add_label(tr("Gain of")); // over plain, as the axis says
    controls()->addWidget(methods_, 3);
    controls()->addStretch(1);
    add_gain_controls();
    controls()->addWidget(all_methods_);
    plot()->yAxis->setLabel(tr("gain over plain in points of recall"));
    connect(methods_, &QComboBox::activated, this, [this] {
        wished_ = method();
        redraw();
        Q_EMIT method_changed(wished_);
    });
    connect(all_methods_, &QCheckBox::toggled, this, [this] { redraw(); });
    clear();
}

void GainPlot::show_results(const std::vector<MethodResult>& results) {
    results_ = results;
    std::vector<std::string> names;
    std::vector<std::int64_t> counts;
    if (!results_.empty())
        for (const ClassAccuracy& c : results_.front().classes) names.push_back(c.name), counts.push_back(c.train);
    set_classes(std::move(names), std::move(counts));
    fill_methods();
    redraw();
}

void GainPlot::clear() { show_results({}); }

void GainPlot::fill_methods() {
    methods_->clear();
    for (const MethodResult& result : results_) {
        const QString name = QString::fromStdString(result.method);
        if (result.method == reference || methods_->findData(name) >= 0) continue;
        if (gain_per_class(results_, result.method, reference).empty()) continue;
        methods_->addItem(QString::fromStdString(method_label(result.method)), name);
    }
    int index = methods_->findData(wished_);
    if (index < 0) index = methods_->findData(QStringLiteral("meta_model_net"));
    methods_->setCurrentIndex(index < 0 ? methods_->count() - 1 : index);
    all_methods_->setEnabled(methods_->count() > 1);
}

void GainPlot::select_method(const QString& name) {
    const int index = methods_->findData(name);
    if (index < 0) return;
    wished_ = name;
    if (index == methods_->currentIndex()) return;
    methods_->setCurrentIndex(index);
    redraw();
}

QString GainPlot::method() const { return methods_->currentData().toString(); }

void GainPlot::set_all_methods(bool on) { all_methods_->setChecked(on); }

GainView::Series GainPlot::series_of(const QString& name) const {
    const std::string method = name.toStdString();
    return {.gains = class_gains(results_, method, results_, reference),
            .colour = method_colour(method, plot()->colours().dark),
            .label = QString::fromStdString(method_label(method)),
            .reference = QString::fromStdString(reference)};
}

void GainPlot::redraw() {
    std::vector<Series> series;
    if (methods_->count() > 0) series.push_back(series_of(method()));
    if (all_methods_->isChecked())
        for (int i = 0; i < methods_->count(); ++i)
            if (i != methods_->currentIndex()) series.push_back(series_of(methods_->itemData(i).toString()));
    show_series(std::move(series),
                results_.empty() ? tr("Run an experiment to see what each method gains over plain, class by class.")
                                 : tr("A gain needs plain and one more method with the same seed."));
}

} // namespace whydah
