#pragma once

#include "core/projection/affinities.h"
#include "core/projection/space_tree.h"

#include <cstdint>
#include <span>
#include <vector>

namespace whydah {

// The parts of t-SNE's gradient (van der Maaten 2014): dC/dy_i = 4 (attraction_i - repulsion_i / Z) with
// attraction_i = sum_j p_ij w_ij (y_i - y_j), repulsion_i = sum_j w_ij^2 (y_i - y_j), w_ij = 1 / (1 + |y_i - y_j|^2)
// and Z the sum of w over all ordered pairs. Results do not depend on the number of threads.

/// sum_ij p_ij log(1 + |y_i - y_j|^2), what the divergence needs beside Z.
template <int D>
double stretch(const SparseAffinities& p, const Coordinates<D>& y);

/// Attraction by near neighbours, and repulsion by Barnes and Hut's tree: a cell counts as one point in its centre if
/// its width is under theta times the distance; theta 0 is exact. The test is made for 32 neighbouring points at once,
/// with the distance of their box, so that what is taken as a whole is never nearer than for each alone.
/// @param attraction, repulsion [D][n], overwritten   @return Z
template <int D>
double near_and_far(const SparseAffinities& p, SpaceTree<D>& tree, const Coordinates<D>& y, float theta,
                    Coordinates<D>& attraction, Coordinates<D>& repulsion);

/// Both exactly, over all pairs. @param p [n, n]   @param stretched if not null: what stretch() gives   @return Z
template <int D>
double all_pairs(std::span<const float> p, const Coordinates<D>& y, Coordinates<D>& attraction,
                 Coordinates<D>& repulsion, double* stretched);

} // namespace whydah
