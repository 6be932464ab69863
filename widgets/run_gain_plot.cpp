#include "widgets/run_gain_plot.h"

#include "widgets/plot_style.h"
#include "widgets/results_rows.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>

namespace whydah {
namespace {

const std::string ours = "meta_model_net", plain = "plain";

QComboBox* method_box(QWidget* parent, const QString& name) {
    auto* box = new QComboBox(parent);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    box->setMaximumWidth(280);
    box->setAccessibleName(name);
    box->setToolTip(name);
    return box;
}

} // namespace

std::vector<RunMethod> run_methods(const std::vector<ComparedRun>& runs) {
    std::vector<MethodResult> all;
    for (const ComparedRun& run : runs)
        for (const MethodResult& result : run.results)
            all.push_back({.method = result.method, .seed = 0, .classes = {}, .seconds = 0, .validation_accuracy = {}});
    std::vector<RunMethod> methods;
    for (const MethodRow& row : results_rows(all, {}))
        for (std::size_t run = 0; run < runs.size(); ++run)
            if (std::any_of(runs[run].results.begin(), runs[run].results.end(),
                            [&](const MethodResult& r) { return r.method == row.method; }))
                methods.push_back({run, row.method});
    return methods;
}

RunGainPlot::RunGainPlot(QWidget* parent)
    : GainView(parent),
      methods_(method_box(this, tr("The method whose gain is shown"))),
      references_(method_box(this, tr("The method that it is held against"))) {
    setAccessibleName(tr("Gain of each class over another run"));
    controls()->addWidget(methods_, 3);
    add_label(tr("over"));
    controls()->addWidget(references_, 3);
    controls()->addStretch(1);
    add_gain_controls();
    set_intervals(true);
    for (QComboBox* box : {methods_, references_}) connect(box, &QComboBox::activated, this, [this] { redraw(); });
    show_comparison({});
}

void RunGainPlot::show_comparison(const RunComparison& comparison) {
    const RunMethod method = this->method(), reference = this->reference();
    const bool other_runs = !std::equal(runs_.begin(), runs_.end(), comparison.runs.begin(), comparison.runs.end(),
                                        [](const auto& a, const auto& b) { return a.folder == b.folder; });
    runs_ = comparison.runs;
    choices_ = run_methods(runs_);
    fill(methods_, other_runs ? RunMethod{} : method, false);
    fill(references_, other_runs ? RunMethod{} : reference, true);
    redraw();
}

int RunGainPlot::index_of(const RunMethod& of) const {
    const auto found = std::find(choices_.begin(), choices_.end(), of);
    return found == choices_.end() ? -1 : static_cast<int>(found - choices_.begin());
}

void RunGainPlot::fill(QComboBox* box, const RunMethod& wished, bool first) {
    const QSignalBlocker quiet(box);
    box->clear();
    for (const RunMethod& of : choices_) box->addItem(QString::fromStdString(run_method_label(of, runs_.size())));
    if (choices_.empty()) return;
    int index = index_of(wished);
    const std::size_t run = first || runs_.empty() ? 0 : runs_.size() - 1;
    if (index < 0) index = index_of({run, first && runs_.size() == 1 ? plain : ours});
    if (index < 0) index = index_of({run, plain});
    const auto in_run = [&](const RunMethod& of) { return of.run == run; };
    if (index < 0) index = static_cast<int>(std::find_if(choices_.begin(), choices_.end(), in_run) - choices_.begin());
    box->setCurrentIndex(std::min(index, box->count() - 1));
}

RunMethod RunGainPlot::chosen(const QComboBox* box) const {
    const int index = box->currentIndex();
    return index < 0 || index >= static_cast<int>(choices_.size()) ? RunMethod{}
                                                                   : choices_[static_cast<std::size_t>(index)];
}

void RunGainPlot::select(const RunMethod& method, const RunMethod& reference) {
    const int first = index_of(method), second = index_of(reference);
    if (first < 0 || second < 0) return;
    methods_->setCurrentIndex(first);
    references_->setCurrentIndex(second);
    redraw();
}

QString RunGainPlot::hint_of(const RunMethod& method, const RunMethod& reference) const {
    if (choices_.empty()) return tr("Run an experiment, or compare with a run that was kept.");
    if (method == reference) return tr("Choose two different methods or runs.");
    return tr("%1 and %2 share no seed: nothing can be held against each other.")
        .arg(QString::fromStdString(run_method_label(method, runs_.size())),
             QString::fromStdString(run_method_label(reference, runs_.size())));
}

void RunGainPlot::show_choice(std::vector<Series> series, const QString& hint) {
    show_series(std::move(series), hint);
    if (!choices_.empty()) controls()->parentWidget()->show(); // they may end the hint
}

void RunGainPlot::redraw() {
    const RunMethod method = this->method(), reference = this->reference();
    if (choices_.empty() || method == reference) {
        set_classes({}, {});
        return show_choice({}, hint_of(method, reference));
    }
    const ComparedRun &run = runs_[method.run], &other = runs_[reference.run];
    std::vector<std::string> names;
    std::vector<std::int64_t> counts;
    for (const ClassAccuracy& c : other.results.front().classes) names.push_back(c.name), counts.push_back(c.train);
    set_classes(std::move(names), std::move(counts));
    if (const std::string why = why_not_comparable(run, other); method.run != reference.run && !why.empty())
        return show_choice({},
                           tr("%1 and %2 cannot be compared.\n%3")
                               .arg(QString::fromStdString(run_letter(method.run)),
                                    QString::fromStdString(run_letter(reference.run)), QString::fromStdString(why)));
    Series series{.gains = class_gains(run.results, method.method, other.results, reference.method),
                  .colour = method_colour(method.method, plot()->colours().dark),
                  .label = QString::fromStdString(run_method_label(method, runs_.size())),
                  .reference = QString::fromStdString(run_method_label(reference, runs_.size()))};
    const bool empty = series.gains.empty();
    plot()->yAxis->setLabel(tr("gain over %1 in points of recall").arg(series.reference));
    show_choice(empty ? std::vector<Series>{} : std::vector{std::move(series)}, hint_of(method, reference));
}

} // namespace whydah
