#pragma once

#include <string>

namespace whydah {

/// Draws the pictures of a run folder with `whydah --report FOLDER`, if that program stands beside this one.
/// @return a note for the user: empty if all went well
std::string draw_pictures(const std::string& folder);

} // namespace whydah
