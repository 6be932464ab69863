#pragma once

#include <string>
#include <vector>

namespace whydah {

/// How a program ended, and what it said.
struct ProgramEnd {
    int exit_code = -1; ///< -1: it did not start, or a signal ended it
    std::string output, errors;
};

/// Runs a program to its end. posix_spawn, not fork: a fork copies the page tables of a process that holds a whole
/// training, and all its threads stand still meanwhile. For a job's thread.
/// @param command program and arguments
ProgramEnd run_program(const std::vector<std::string>& command);

} // namespace whydah
