#include "core/projection/tsne.h"

#include "core/data/seed.h"
#include "core/experiment/threads.h"
#include "core/projection/neighbours.h"
#include "core/projection/tsne_forces.h"
#include "records/error.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <torch/utils.h>

namespace whydah {
namespace {

template <int D>
Coordinates<D> scattered(std::size_t n, double spread, std::uint64_t seed = 1) {
    Random random(seed);
    Coordinates<D> y;
    for (auto& axis : y)
        for (std::size_t i = 0; i < n; ++i) axis.push_back(static_cast<float>(spread * random.normal()));
    return y;
}

/// KL(P || Q) straight from its definition, in double.
template <int D>
double divergence_of(const std::vector<float>& p, const std::array<std::vector<double>, D>& y) {
    const std::size_t n = y[0].size();
    std::vector<double> w(n * n, 0);
    double z = 0, sum = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            if (i == j) continue;
            double squared = 0;
            for (std::size_t axis = 0; axis < D; ++axis) squared += std::pow(y[axis][i] - y[axis][j], 2);
            z += w[i * n + j] = 1 / (1 + squared);
        }
    for (std::size_t e = 0; e < n * n; ++e)
        if (p[e] > 0) sum += static_cast<double>(p[e]) * std::log(static_cast<double>(p[e]) * z / w[e]);
    return sum;
}

template <int D>
std::array<std::vector<double>, D> in_double(const Coordinates<D>& y) {
    std::array<std::vector<double>, D> out;
    for (std::size_t axis = 0; axis < D; ++axis) out[axis].assign(y[axis].begin(), y[axis].end());
    return out;
}

template <int D>
void expect_gradient_of_divergence() {
    torch::manual_seed(2);
    constexpr std::size_t n = 30;
    const std::vector<float> p = dense_affinities(squared_distances(torch::randn({n, 8})), n, 7);
    const Coordinates<D> y = scattered<D>(n, 1.5);
    TsneOptimiser<D> optimiser(DenseAffinities{p}, y, {});
    const Coordinates<D> gradient = optimiser.gradient();
    auto at = in_double<D>(y);
    EXPECT_NEAR(optimiser.divergence(), divergence_of<D>(p, at), 1e-6);
    for (std::size_t axis = 0; axis < D; ++axis)
        for (std::size_t i = 0; i < n; ++i) {
            constexpr double step = 1e-5;
            double& place = at[axis][i];
            const double here = place;
            place = here + step;
            const double above = divergence_of<D>(p, at);
            place = here - step;
            const double below = divergence_of<D>(p, at);
            place = here;
            EXPECT_NEAR(gradient[axis][i], (above - below) / (2 * step), 2e-6) << axis << " " << i;
        }
}

TEST(Tsne, ExactGradientIsThatOfTheDivergenceInThePlane) { expect_gradient_of_divergence<2>(); }
TEST(Tsne, ExactGradientIsThatOfTheDivergenceInSpace) { expect_gradient_of_divergence<3>(); }

// One cloud: nothing holds against early exaggeration, and 250 iterations would bring all to one point of 1e-20.
TEST(Tsne, PointsWithoutGroupsAreNotDrawnToOnePoint) {
    constexpr std::size_t n = 400;
    torch::manual_seed(3);
    const std::vector<float> p = dense_affinities(squared_distances(torch::randn({n, 50})), n, 30);
    const auto spread = [](const TsneOptimiser<2>& optimiser) {
        double sum = 0;
        for (const auto& axis : optimiser.positions())
            for (float y : axis) sum += static_cast<double>(y) * static_cast<double>(y);
        return std::sqrt(sum / n);
    };
    TsneOptimiser<2> optimiser(DenseAffinities{p}, scattered<2>(n, 1e-4), {}),
        to_the_end(DenseAffinities{p}, scattered<2>(n, 1e-4), {.collapsed = 0});
    double least = 1;
    for (int i = 0; i < 249; ++i) optimiser.step(), to_the_end.step(), least = std::min(least, spread(optimiser));
    EXPECT_LT(spread(to_the_end), 1e-10);
    EXPECT_GT(least, 1e-9);
    EXPECT_GT(spread(optimiser), 0.1);
}

/// Largest error of Barnes and Hut's gradient relative to the largest exact one, and of Z.
template <int D>
std::pair<double, double> errors_at(float theta, std::size_t n = 700) {
    torch::manual_seed(3);
    const auto points = static_cast<std::int64_t>(n);
    const SparseAffinities sparse =
        sparse_affinities(nearest_neighbours(torch::randn({points, 8}), 90, JobControl()), 30);
    std::vector<float> dense(n * n, 0);
    for (std::size_t i = 0; i < n; ++i)
        for (auto e = static_cast<std::size_t>(sparse.start[i]); e < static_cast<std::size_t>(sparse.start[i + 1]); ++e)
            dense[i * n + static_cast<std::size_t>(sparse.column[e])] = sparse.value[e];
    Coordinates<D> y = scattered<D>(n, 12), pull, push, exact_pull, exact_push;
    for (auto& axis : y) std::fill_n(axis.begin(), 20, axis[0]); // twenty at one place
    SpaceTree<D> tree;
    const double z = near_and_far<D>(sparse, tree, y, theta, pull, push);
    const double exact_z = all_pairs<D>(dense, y, exact_pull, exact_push, nullptr);
    double largest = 0, worst = 0;
    for (std::size_t axis = 0; axis < D; ++axis)
        for (std::size_t i = 0; i < n; ++i) {
            largest = std::max(largest, std::abs(static_cast<double>(exact_push[axis][i])));
            worst = std::max(worst, std::abs(static_cast<double>(push[axis][i] - exact_push[axis][i])));
            EXPECT_NEAR(pull[axis][i], exact_pull[axis][i], 1e-7);
        }
    return {worst / largest, std::abs(z / exact_z - 1)};
}

TEST(BarnesHut, ThetaZeroIsExact) {
    for (const auto& [force, z] : {errors_at<2>(0), errors_at<3>(0)}) {
        EXPECT_LT(force, 1e-5);
        EXPECT_LT(z, 1e-6);
    }
}

TEST(BarnesHut, ErrorGrowsWithThetaAndIsSmallAtOneHalf) {
    for (const auto& errors :
         {std::array{errors_at<2>(0.5), errors_at<2>(2)}, std::array{errors_at<3>(0.5), errors_at<3>(2)}}) {
        EXPECT_LT(errors[0].first, 0.03);
        EXPECT_LT(errors[0].second, 0.01);
        EXPECT_GT(errors[0].first, 1e-6) << "cells were taken as a whole";
        EXPECT_GT(errors[1].first, errors[0].first);
    }
}

TEST(SpaceTree, CellsHoldTheirPointsAndWalksEndBehindThem) {
    const Coordinates<3> y = scattered<3>(1000, 4);
    SpaceTree<3> tree;
    tree.build(y);
    const auto& cells = tree.cells();
    float in_leaves = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const auto& cell = cells[c];
        if (cell.leaf) in_leaves += cell.mass;
        ASSERT_GT(cell.after, static_cast<std::int32_t>(c));
        for (std::size_t axis = 0; axis < 3; ++axis) {
            double sum = 0;
            for (std::int32_t s = cell.first; s < cell.first + static_cast<std::int32_t>(cell.mass); ++s)
                sum += static_cast<double>(tree.sorted()[axis][static_cast<std::size_t>(s)]);
            ASSERT_NEAR(cell.centre[axis], sum / static_cast<double>(cell.mass), 1e-5);
        }
    }
    EXPECT_EQ(in_leaves, 1000);
    EXPECT_EQ(cells.front().mass, 1000);
    EXPECT_EQ(cells.front().after, static_cast<std::int32_t>(cells.size()));
    std::vector<bool> seen(1000, false);
    for (std::int32_t i : tree.order()) seen[static_cast<std::size_t>(i)] = true;
    EXPECT_EQ(std::count(seen.begin(), seen.end(), true), 1000);
}

/// Three far clusters of 20 dimensions, and which point is of which.
torch::Tensor clusters(std::int64_t each) {
    torch::manual_seed(8);
    return torch::cat({torch::randn({each, 20}), torch::randn({each, 20}) + 9, torch::randn({each, 20}) - 9});
}

TsneSettings settings_for(std::int64_t exact_up_to, int dimensions = 2) {
    TsneSettings settings;
    settings.exact_up_to = exact_up_to, settings.dimensions = dimensions, settings.perplexity = 15;
    return settings;
}

TEST(Tsne, NearPointsStayTogether) {
    constexpr std::int64_t each = 60;
    for (const auto& [exact_up_to, dimensions] : {std::pair{1000, 2}, {0, 2}, {1000, 3}, {0, 3}}) {
        Tsne tsne(clusters(each), settings_for(exact_up_to, dimensions), JobControl());
        EXPECT_EQ(tsne.exact(), exact_up_to > 0);
        const double before = tsne.divergence();
        tsne.iterate(500, JobControl());
        EXPECT_EQ(tsne.iteration(), 500);
        EXPECT_LT(tsne.divergence(), 0.5 * before);
        const auto y = tsne.positions();
        for (std::size_t i = 0; i < y.size(); ++i) { // the nearest one is of the same cluster
            std::size_t nearest = i;
            double least = std::numeric_limits<double>::infinity();
            for (std::size_t j = 0; j < y.size(); ++j) {
                const double d = std::hypot(y[i][0] - y[j][0], y[i][1] - y[j][1], y[i][2] - y[j][2]);
                if (j != i && d < least) least = d, nearest = j;
            }
            EXPECT_EQ(nearest / each, i / each) << exact_up_to << " " << dimensions;
            EXPECT_EQ(y[i][2] == 0, dimensions == 2);
        }
    }
}

TEST(Tsne, TheSameSeedGivesTheSameMapOnAnyNumberOfThreads) {
    const torch::Tensor x = clusters(70);
    for (std::int64_t exact_up_to : {0, 1000}) {
        std::vector<std::vector<std::array<double, 3>>> maps;
        for (std::int64_t threads : {1, 2, 2, 3}) {
            set_thread_budget(threads);
            Tsne tsne(x, settings_for(exact_up_to), JobControl());
            tsne.iterate(60, JobControl());
            maps.push_back(tsne.positions());
        }
        set_thread_budget(1);
        for (const auto& map : maps) EXPECT_EQ(map, maps.front()) << exact_up_to;
        TsneSettings other = settings_for(exact_up_to);
        other.seed = 1;
        Tsne tsne(x, other, JobControl());
        tsne.iterate(60, JobControl());
        EXPECT_NE(tsne.positions(), maps.front());
    }
}

TEST(Tsne, StoppedAndContinuedIsTheSameAsInOneGo) {
    Tsne whole(clusters(20), settings_for(0), JobControl()), parts(clusters(20), settings_for(0), JobControl());
    whole.iterate(300, JobControl());
    std::stop_source stop;
    parts.iterate(240, JobControl());
    int checks = 0;
    const JobControl control(stop.get_token(), [&] {
        if (++checks == 8) stop.request_stop();
    });
    EXPECT_THROW(parts.iterate(60, control), Stopped);
    EXPECT_EQ(parts.iteration(), 247) << "stopped within one iteration";
    parts.iterate(53, JobControl());
    EXPECT_EQ(parts.positions(), whole.positions());
}

TEST(Tsne, PerplexityIsClamped) {
    Tsne few(torch::randn({7, 3}), settings_for(100), JobControl());
    EXPECT_DOUBLE_EQ(few.perplexity(), 2);
    EXPECT_DOUBLE_EQ(Tsne(torch::randn({7, 3}), settings_for(0), JobControl()).perplexity(), 2);
    EXPECT_DOUBLE_EQ(Tsne(clusters(30), settings_for(0), JobControl()).perplexity(), 15);
}

TEST(Tsne, DuplicatesAndEqualPointsGiveFinitePositions) {
    torch::Tensor same = torch::ones({50, 4}), half = torch::randn({80, 4});
    half.narrow(0, 0, 60).copy_(half[0].expand({60, 4})); // more at one place than neighbours are looked at
    for (const torch::Tensor& x : {same, half, torch::randn({4, 2})})
        for (std::int64_t exact_up_to : {0, 1000}) {
            Tsne tsne(x, settings_for(exact_up_to), JobControl());
            tsne.iterate(400, JobControl());
            for (const auto& y : tsne.positions()) EXPECT_TRUE(std::isfinite(y[0]) && std::isfinite(y[1]));
            EXPECT_TRUE(std::isfinite(tsne.divergence()));
        }
}

TEST(Tsne, TooFewPointsAndNoNumbersAreErrors) {
    EXPECT_THROW(Tsne(torch::randn({3, 2}), {}, JobControl()), Error);
    torch::Tensor x = torch::randn({20, 2});
    x[13][1] = std::nan("");
    try {
        Tsne(x, {}, JobControl());
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("13"), std::string::npos);
    }
    x[13][1] = std::numeric_limits<float>::infinity();
    EXPECT_THROW(Tsne(x, {}, JobControl()), Error);
}

} // namespace
} // namespace whydah
