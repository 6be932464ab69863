#pragma once

#include <string>

namespace CLI {
class App;
}

namespace whydah {

/// `whydah-run list WORKSPACE`: its runs as the window lists them.
struct ListCommand {
    std::string workspace;
    bool deleted = false; ///< those in the trash instead
};

/// Adds the subcommand and its flags. @return to be asked whether it was given
CLI::App* add_list_command(CLI::App& app, ListCommand& command);

/// Prints the table. @throws Error
void run_list(const ListCommand& command);

} // namespace whydah
