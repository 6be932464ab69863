#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace whydah {

/// Coordinates of n points in D dimensions, each axis for itself so that loops over points are vector code.
template <int D>
using Coordinates = std::array<std::vector<float>, D>;

/// The quadtree (D = 2) or octree (D = 3) of Barnes and Hut (1986) in flat arrays: points in Morton order, cells in the
/// order in which a walk from the root meets them, each with the place where the walk goes on if it does not look
/// inside.
template <int D>
class SpaceTree {
public:
    struct Cell {
        std::array<float, D> centre{}; ///< mean of its points
        float mass = 0;                ///< number of its points
        float squared_width = 0;       ///< of the longest side of the box around its points
        std::int32_t after = 0;        ///< next cell if this one is taken as a whole
        std::int32_t first = 0;        ///< of its points in `sorted`
        bool leaf = false;
    };
    static constexpr std::int32_t leaf_points = 8;

    /// Builds the tree anew; keeps its memory. Points at the same place share a leaf, however many they are.
    void build(const Coordinates<D>& points);

    const std::vector<Cell>& cells() const { return cells_; }
    const Coordinates<D>& sorted() const { return sorted_; }          ///< points in Morton order
    const std::vector<std::int32_t>& order() const { return order_; } ///< number of each of these in what was built

private:
    struct Box {
        std::array<float, D> low, high;
    };
    void sort_points(const Coordinates<D>& points);
    Box add_cell(std::int32_t begin, std::int32_t end, int level);
    std::vector<Cell> cells_;
    Coordinates<D> sorted_;
    std::vector<std::int32_t> order_;
    std::vector<std::uint32_t> codes_; ///< sorted
    std::vector<std::uint64_t> keys_, spare_;
};

extern template class SpaceTree<2>;
extern template class SpaceTree<3>;

} // namespace whydah
