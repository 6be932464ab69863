#pragma once

#include "core/search/search_axis.h"
#include "records/experiment_options.h"
#include "records/search_record.h"

#include <string>
#include <vector>

namespace whydah {

/// The options with a setting's values in them.
ExperimentOptions with_setting(ExperimentOptions options, const SearchPlan& plan, const Setting& setting);

/// All settings of the plan: the product of the axes, the last one fastest; or plan.random different ones of it, drawn
/// by plan.seed so that more of them begin with the same (all of it if it has no more).
/// @throws Error if there is no axis, an axis twice, a range without points in a grid, or a setting that the options
/// refuse
std::vector<Setting> settings_of(const SearchPlan& plan, const ExperimentOptions& options);

/// The method that decides: the plan's, else MetaModelNet if the options ask for it, else the only one that they ask
/// for beside plain. @throws Error if none is named and there are several, or it is not among the options' methods
std::string method_of_search(const SearchPlan& plan, const ExperimentOptions& options);

/// "lambda 0.1, strength 1".
std::string setting_text(const SearchPlan& plan, const Setting& setting);
/// "grid of lambda (0.1, 1, 10) and layers (1, 2)", "20 random settings of ..., seed 0".
std::string plan_text(const SearchPlan& plan);

} // namespace whydah
