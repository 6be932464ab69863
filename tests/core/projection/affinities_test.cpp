#include "core/projection/affinities.h"

#include "core/data/seed.h"
#include "core/projection/neighbours.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numeric>
#include <torch/utils.h>

namespace whydah {
namespace {

double perplexity_of(const std::vector<double>& p) {
    double entropy = 0;
    for (double value : p)
        if (value > 0) entropy -= value * std::log(value);
    return std::exp(entropy);
}

TEST(Affinities, EveryRowHasThePerplexityAsked) {
    Random random(3);
    for (double scale : {1e-8, 1.0, 1e8})
        for (double perplexity : {1.5, 5.0, 29.0}) {
            std::vector<double> squared(90), p(90);
            for (double& d : squared) d = scale * std::pow(1 + random.uniform(), 8);
            calibrate_row(squared, perplexity, p);
            EXPECT_NEAR(perplexity_of(p), perplexity, 1e-3 * perplexity) << scale;
            EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1, 1e-12);
        }
}

TEST(Affinities, ARowOfEqualDistancesIsEven) {
    std::vector<double> p(10);
    calibrate_row(std::vector<double>(10, 4.0), 3, p);
    for (double value : p) EXPECT_DOUBLE_EQ(value, 0.1);
}

TEST(Affinities, MoreNearestOnesThanThePerplexityShareAlike) {
    std::vector<double> squared(20, 1.0), p(20);
    std::fill_n(squared.begin(), 8, 0.0); // eight duplicates, perplexity 3 cannot be
    calibrate_row(squared, 3, p);
    for (std::size_t j = 0; j < 20; ++j) EXPECT_NEAR(p[j], j < 8 ? 0.125 : 0, 1e-6);
}

TEST(Affinities, SparseWithAllNeighboursAreTheDenseOnes) {
    torch::manual_seed(4);
    const torch::Tensor x = torch::randn({40, 6});
    const std::vector<float> dense = dense_affinities(squared_distances(x), 40, 9);
    const SparseAffinities sparse = sparse_affinities(nearest_neighbours(x, 39, JobControl()), 9);
    double sum = 0;
    for (std::size_t i = 0; i < 40; ++i) {
        ASSERT_EQ(sparse.start[i + 1] - sparse.start[i], 39) << "symmetric: every pair once in each row";
        for (auto e = static_cast<std::size_t>(sparse.start[i]); e < static_cast<std::size_t>(sparse.start[i + 1]);
             ++e) {
            const auto j = static_cast<std::size_t>(sparse.column[e]);
            EXPECT_NEAR(sparse.value[e], dense[i * 40 + j], 1e-7);
            EXPECT_EQ(dense[i * 40 + j], dense[j * 40 + i]);
            sum += static_cast<double>(sparse.value[e]);
        }
    }
    EXPECT_NEAR(sum, 1, 1e-5);
}

TEST(Affinities, SparseOnesAreSymmetricAndSumToOne) {
    torch::manual_seed(5);
    const SparseAffinities p = sparse_affinities(nearest_neighbours(torch::randn({300, 5}), 31, JobControl()), 10);
    std::vector<double> full(300 * 300, 0);
    for (std::size_t i = 0; i < 300; ++i)
        for (auto e = static_cast<std::size_t>(p.start[i]); e < static_cast<std::size_t>(p.start[i + 1]); ++e)
            full[i * 300 + static_cast<std::size_t>(p.column[e])] += static_cast<double>(p.value[e]);
    for (std::size_t i = 0; i < 300; ++i)
        for (std::size_t j = 0; j < i; ++j)
            ASSERT_FLOAT_EQ(static_cast<float>(full[i * 300 + j]), static_cast<float>(full[j * 300 + i]));
    EXPECT_NEAR(std::accumulate(full.begin(), full.end(), 0.0), 1, 1e-5);
}

TEST(Neighbours, AreThoseOfTheFullSortAlsoFarFromTheOriginAndAmongDuplicates) {
    torch::manual_seed(6);
    torch::Tensor x = torch::randn({500, 20}) + 1000; // products alone would lose all digits
    x.narrow(0, 10, 5).copy_(x[10].expand({5, 20}));  // five at one place
    const Neighbours near = nearest_neighbours(x, 12, JobControl());
    const torch::Tensor d = (x.to(torch::kDouble).unsqueeze(1) - x.to(torch::kDouble).unsqueeze(0)).square().sum(2);
    for (std::size_t i = 0; i < 500; ++i) {
        std::vector<std::pair<double, std::int32_t>> all;
        for (std::int32_t j = 0; j < 500; ++j)
            if (j != static_cast<std::int32_t>(i))
                all.emplace_back(d[static_cast<std::int64_t>(i)][j].item<double>(), j);
        std::sort(all.begin(), all.end());
        for (std::size_t e = 0; e < 12; ++e) {
            ASSERT_EQ(near.index[i * 12 + e], all[e].second) << i;
            ASSERT_NEAR(near.squared[i * 12 + e], all[e].first, 1e-9 * (1 + all[e].first));
        }
    }
}

} // namespace
} // namespace whydah
