#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace whydah::bench {

/// What a share of the values does not exceed. @param share 0..1; 0.5: the median
inline double quantile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// From the start of the program to its window on the screen, of several starts.
void time_starting(int starts);
/// From a selection to all views painted, each view in front once.
void time_selecting(int classes);
/// Frames a second while the mouse drags the Dynamics plane and the gain plot to and fro.
void time_panning(int points);
/// Frames a second, gaps of the event loop and memory while the grid of images is scrolled, which are decoded beside it.
/// @param folder of class folders   @param images in the list: those of the folder again and again
void time_scrolling(const std::string& folder, int images);
/// Gaps of the event loop while a real run goes on, each view in front once.
void time_training();
/// The same while the queue runs two experiments one after the other, with the Queue view in front.
void time_queueing();

} // namespace whydah::bench
