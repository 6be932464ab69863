#pragma once

#include "records/run_comparison.h"
#include "widgets/gain_view.h"

namespace whydah {

/// What a method of one run gains over a method of the same or another run. Runs of other classes are refused in words.
class RunGainPlot : public GainView {
    Q_OBJECT
public:
    explicit RunGainPlot(QWidget* parent = nullptr);

    /// What was chosen stays where it is still there; else MetaModelNet of the last run over that of the first, or over
    /// plain where there is one run.
    void show_comparison(const RunComparison& comparison);
    /// Sends no signal. An unknown one leaves all as it is.
    void select(const RunMethod& method, const RunMethod& reference);
    RunMethod method() const { return chosen(methods_); }
    RunMethod reference() const { return chosen(references_); }

private:
    void redraw() override;
    void show_choice(std::vector<Series> series, const QString& hint);
    void fill(QComboBox* box, const RunMethod& wished, bool first);
    RunMethod chosen(const QComboBox* box) const;
    int index_of(const RunMethod& of) const;
    QString hint_of(const RunMethod& method, const RunMethod& reference) const;

    QComboBox *methods_, *references_;
    std::vector<ComparedRun> runs_;
    std::vector<RunMethod> choices_; ///< of both boxes
};

/// Every method of every run, methods in the order of their first run, runs beneath each other.
std::vector<RunMethod> run_methods(const std::vector<ComparedRun>& runs);

} // namespace whydah
