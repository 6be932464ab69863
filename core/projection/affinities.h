#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace whydah {

/// The k nearest neighbours of each of n points, itself left out; nearest first, equal ones by their number.
struct Neighbours {
    std::int64_t points = 0, count = 0; ///< n, k
    std::vector<std::int32_t> index;    ///< [n, k]
    std::vector<double> squared;        ///< [n, k] squared Euclidean distances
};

/// Symmetric joint probabilities of t-SNE, p_ij = (p_j|i + p_i|j) / 2n, sum 1: only those of near neighbours.
struct SparseAffinities {
    std::vector<std::int64_t> start;  ///< [n + 1] first entry of each row
    std::vector<std::int32_t> column; ///< ascending in each row
    std::vector<float> value;
};

/// Conditional probabilities p_j|i ~ exp(-beta d_ij^2) of one row with the perplexity asked: beta is found by bisection
/// until the entropy is log(perplexity) within 1e-5. More equal distances than that cannot be told apart: then all get
/// the same. @param squared distances to the others   @param p as long: the result, sum 1   @return beta
double calibrate_row(std::span<const double> squared, double perplexity, std::span<double> p);

/// @param perplexity at most k
SparseAffinities sparse_affinities(const Neighbours& neighbours, double perplexity);

/// All pairs. @param squared [n, n] squared distances   @return [n, n], zero diagonal
std::vector<float> dense_affinities(std::span<const double> squared, std::int64_t points, double perplexity);

} // namespace whydah
