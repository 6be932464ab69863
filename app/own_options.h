#pragma once

#include "records/experiment_options.h"

#include <string>
#include <vector>

namespace whydah {

/// Sets every option in `onto` that differs between `before` and `after` to its value in `after`.
void carry_changes(const ExperimentOptions& before, const ExperimentOptions& after, ExperimentOptions& onto);

/// The same data set, split in the same way.
bool have_same_data(const ExperimentOptions& a, const ExperimentOptions& b);

/// "name=text" of every option that differs from its default, and back. Unknown names and unreadable texts are passed
/// over: they are an older or newer Whydah's.
std::vector<std::string> changed_options(const ExperimentOptions& options);
ExperimentOptions options_of(const std::vector<std::string>& changed);

/// Knows which options the user set, apart from those that came with a sample, a run or an options file: only the
/// user's own go along to the next data set.
class OwnOptions {
public:
    /// The form shows these now, and the user did not choose them.
    void shown(const ExperimentOptions& form) { form_ = form; }
    /// The user has edited the form, which shows these now.
    void edited(const ExperimentOptions& form);
    /// For a data set that is opened by its path. What belongs to one data set alone (root, class names, output folder)
    /// stays behind.
    ExperimentOptions for_data(const std::string& path) const;

private:
    ExperimentOptions own_, form_;
};

} // namespace whydah
