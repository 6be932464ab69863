#pragma once

#include "records/error.h"
#include "records/experiment_options.h"
#include "records/search_record.h"

#include <string>
#include <vector>

namespace whydah {

class Random;

/// An axis as the command line gives it. "lambda=0.1,1,10": these values. "literal_models=16;1000,500,200": values with
/// commas in them, parted by semicolons. "meta_weight_decay=0.001:1:log:4": a range, even in the logarithm, four points
/// of a grid; without their number it is for random search. "entry_rule": every choice of the option, true and false of
/// a switch. @throws Error naming the option if it is none, cannot be searched (data, split, seeds, the run itself) or
/// takes no such value
SearchAxis parse_axis(const std::string& text);
/// The same from values or a range, checked, and written as option_text writes them.
SearchAxis checked_axis(SearchAxis axis);

/// The axis's values in a grid, those of a range each once; empty for a range without points.
std::vector<std::string> grid_values(const SearchAxis& axis);
/// One of them, or a number of a range without points; numbers have four digits, those of whole options none behind the
/// point.
std::string drawn_value(const SearchAxis& axis, Random& random);

Error search_error(const std::string& option, const std::string& what, const std::string& mend);

/// Calls visit(field, value) for the option of that name in `options`. @throws Error if there is none
template <class Options, class Visit>
void visit_option(Options& options, const std::string& name, Visit&& visit) {
    bool found = false;
    visit_fields(options, [&](const Field& field, auto& value) {
        if (field.name == name) found = true, visit(field, value);
    });
    if (!found) throw search_error(name, "there is no such option", "whydah-run --help lists them all");
}

} // namespace whydah
