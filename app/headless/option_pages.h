#pragma once

#include <string>

namespace whydah {

/// resources/help/options.md and packaging/whydah-run.1 as made from the list of options; a test holds the files
/// against these.
std::string options_markdown();
std::string options_man_page();
/// Every method of method_list, one a line.
std::string methods_text();

} // namespace whydah
