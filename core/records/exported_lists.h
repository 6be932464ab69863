#pragma once

#include <cstdint>
#include <string>

namespace whydah {

/// What an export of list files wrote.
struct ExportedLists {
    std::string folder;
    std::string root; ///< what the paths are relative to
    std::int64_t train = 0, validation = 0, test = 0, classes = 0;
    std::int64_t spaces = 0; ///< paths with white space: other codebases cut them there
};

} // namespace whydah
