#pragma once

#include "records/accuracy_report.h"
#include "records/bands.h"

#include <QString>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// The table's columns of numbers: all, many, medium, few.
inline constexpr std::array band_columns{&MethodRow::all, &MethodRow::many, &MethodRow::medium, &MethodRow::few};

/// Rows in the order of method_list, a proximal row after its method, methods of later versions last. The identity
/// control stands directly above MetaModelNet.
std::vector<MethodRow> results_rows(const std::vector<MethodResult>& results, const BandRule& rule);

/// What the meta-network earns: mean recall of MetaModelNet minus that of the identity control, seed by seed; nothing
/// if they share no seed.
std::optional<MeanSd> earned_by_meta_network(const std::vector<MethodResult>& results, const BandRule& rule);

/// Mean over the seeds of one class's recall under a method, 0..1; nothing without a seed that tested it.
std::optional<double> mean_recall(const std::vector<MethodResult>& results, const std::string& method,
                                  std::size_t label);

/// method,all,all_sd,...,seeds in percent with four decimals; empty where there is no number.
QString rows_as_csv(const std::vector<MethodRow>& rows);

} // namespace whydah
