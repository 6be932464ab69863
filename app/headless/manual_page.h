#pragma once

#include <string>

namespace CLI {
class App;
}

namespace whydah {

/// packaging/whydah-run.1: all flags and commands that `app` takes, those of the list of options with its groups, and
/// the list of methods. Holds what --help holds, so neither can know an option that the other does not.
std::string manual_page(const CLI::App& app);

} // namespace whydah
