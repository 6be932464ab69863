#pragma once

#include "records/run_comparison.h"

#include <QLabel>

namespace whydah {

/// "B is of other data than A – other classes: 187 and 101", a line each. Hidden where all runs can be held against the
/// first.
class ComparisonGapLine : public QLabel {
    Q_OBJECT
public:
    explicit ComparisonGapLine(QWidget* parent = nullptr);
    void show_runs(const std::vector<ComparedRun>& runs);

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();
};

} // namespace whydah
