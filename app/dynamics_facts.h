#pragma once

#include "records/accuracy_report.h"
#include "records/dataset_summary.h"

#include <QObject>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

class DynamicsView;

/// Gathers what the colours of the Dynamics view can mean: bands, groups from a file, gains of the method that is
/// shown.
class DynamicsFacts : public QObject {
    Q_OBJECT
public:
    explicit DynamicsFacts(DynamicsView* view, QObject* parent = nullptr);
    void show_counts(const DatasetSummary& dataset, const BandRule& rule);
    void show_results(const std::vector<MethodResult>& results); ///< none: empty
    /// Superclass of each class, empty text: none. They are gone with the data set.
    void set_groups(std::vector<std::string> groups);

private:
    void show();

    DynamicsView* view_;
    std::string source_;
    std::vector<Band> bands_;
    std::vector<std::string> groups_;
    std::map<std::string, std::vector<std::optional<double>>> gains_; ///< of each method over plain
};

} // namespace whydah
