#pragma once

#include "records/experiment_options.h"

#include <string>

namespace whydah {

/// `text` with every `what` in it as `with`.
std::string replaced(std::string text, const std::string& what, const std::string& with);
/// What an option takes: its choices, then the names of its sets.
std::string choices_of(const Field& field);

/// resources/help/options.md as made from the list of options; a test holds the file against this.
std::string options_markdown();
/// Every method of method_list, one a line.
std::string methods_text();

} // namespace whydah
