#pragma once

#include "records/accuracy_report.h"
#include "widgets/gain_view.h"

#include <string>
#include <vector>

namespace whydah {

/// What a method of a run gains over plain.
class GainPlot : public GainView {
    Q_OBJECT
public:
    explicit GainPlot(QWidget* parent = nullptr);

    /// Shows the method that was chosen where the results have it; else MetaModelNet, else the last.
    void show_results(const std::vector<MethodResult>& results);
    void clear();

    void select_method(const QString& method);
    QString method() const;
    /// Adds the moving averages of all other methods.
    void set_all_methods(bool on);

Q_SIGNALS:
    void method_changed(const QString& method); ///< chosen here by the user

private:
    void fill_methods();
    void redraw() override;
    Series series_of(const QString& method) const;

    QString wished_; ///< method that was chosen, empty: none yet
    QComboBox* methods_;
    QCheckBox* all_methods_;
    std::vector<MethodResult> results_;
};

} // namespace whydah
