#pragma once

#include <string>

namespace whydah {

struct DrawnPictures {
    bool failed = false;
    std::string note; ///< for the user: empty if all went well
};

/// Draws the pictures of a run folder with `whydah --report FOLDER`, if that program stands beside this one: a build
/// without Qt has none, which is no failure. What goes wrong it tells on standard error.
DrawnPictures draw_pictures(const std::string& folder);

} // namespace whydah
