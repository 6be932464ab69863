#pragma once

#include "records/bands.h"

#include <cstdint>
#include <vector>

namespace whydah {

enum class BandEdge { many_medium, medium_few };

/// The rule after one edge between two bands was moved to stand before rank `place` (0 to the number of classes).
/// Classes with one number of images stay together: the edge goes to the nearest place between two numbers. A rule by
/// ranks becomes one by numbers of images; a limit that serves the place already stays; the other edge is pushed along
/// where the two would cross. Limits stay 0 or more.
/// @param falling training images of the classes, most first
BandRule with_edge_at(const BandRule& rule, const std::vector<std::int64_t>& falling, BandEdge edge,
                      std::int64_t place);

/// Rank before which an edge stands: so many classes are many, or many and medium.
std::int64_t edge_place(const BandRule& rule, const std::vector<std::int64_t>& falling, BandEdge edge);

} // namespace whydah
