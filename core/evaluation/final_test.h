#pragma once

#include "core/data/feature_table.h"
#include "records/events.h"

namespace whydah {

/// The only reader of a table's test part. What it measures leaves by the run's `report` alone, as the result of a
/// model that is already chosen: nothing returns a test figure to those who choose.
class FinalTest {
public:
    FinalTest(const FeatureTable& table, const Report& report) : table_(&table), report_(report) {}
    /// Without a test part: results keep the validation accuracy alone. For those who only choose.
    explicit FinalTest(const Report& report) : report_(report) {}

    /// Completes `result` (its classes hold names and training counts) with test counts and predictions, and reports
    /// it.
    /// @param weights [C, D], or [C, D + 1] with `one`: images get a constant 1 appended
    void report(MethodResult result, const torch::Tensor& weights, bool one) const;

private:
    const FeatureTable* table_ = nullptr;
    const Report& report_;
};

} // namespace whydah
