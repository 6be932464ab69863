#pragma once

namespace whydah {

constexpr double usual_font_size = 10, smallest_font_size = 7, largest_font_size = 20; // points

/// Of the user's settings, if it is there; 0 else.
double remembered_font_size();
/// Every text of every window, at once; sizes that a widget took once and for all follow with the next start.
void apply_font_size(double points, bool remember);

} // namespace whydah
