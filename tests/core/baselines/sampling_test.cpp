#include "core/baselines/sampling.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>

namespace whydah {
namespace {

using testing::ElementsAre;
using testing::DoubleNear;

/// Shares of the classes in many draws. Row numbers tell the class: c * 1000 + image.
std::vector<double> shares(const std::vector<std::int64_t>& counts, Sampling sampling, double progress) {
    std::vector<std::vector<std::int64_t>> rows(counts.size());
    for (std::size_t c = 0; c < counts.size(); ++c)
        for (std::int64_t n = 0; n < counts[c]; ++n) rows[c].push_back(static_cast<std::int64_t>(c) * 1000 + n);
    ImageSampler sampler(rows, sampling, 11);
    std::vector<double> share(counts.size());
    constexpr int draws = 60'000;
    for (int i = 0; i < draws; ++i) {
        const auto [row, label] = sampler.draw(progress);
        EXPECT_EQ(row / 1000, label);
        share[static_cast<std::size_t>(label)] += 1.0 / draws;
    }
    return share;
}

const std::vector<std::int64_t> tail{100, 25, 0, 4};

TEST(Sampling, LawsByHand) {
    EXPECT_THAT(class_probabilities(Sampling::image, tail, 0),
                ElementsAre(DoubleNear(100.0 / 129, 1e-12), DoubleNear(25.0 / 129, 1e-12), 0, DoubleNear(4.0 / 129, 1e-12)));
    EXPECT_THAT(class_probabilities(Sampling::square_root, tail, 0),
                ElementsAre(DoubleNear(10.0 / 17, 1e-12), DoubleNear(5.0 / 17, 1e-12), 0, DoubleNear(2.0 / 17, 1e-12)));
    EXPECT_THAT(class_probabilities(Sampling::class_balanced, tail, 0),
                ElementsAre(DoubleNear(1.0 / 3, 1e-12), DoubleNear(1.0 / 3, 1e-12), 0, DoubleNear(1.0 / 3, 1e-12)));
    EXPECT_THAT(class_probabilities(Sampling::progressive, tail, 0.25),
                ElementsAre(DoubleNear(75.0 / 129 + 1.0 / 12, 1e-12), DoubleNear(18.75 / 129 + 1.0 / 12, 1e-12), 0,
                            DoubleNear(3.0 / 129 + 1.0 / 12, 1e-12)));
}

TEST(Sampling, DrawsFollowTheLaw) {
    for (const SamplingEntry& entry : sampling_list())
        for (double progress : {0.0, 0.4, 1.0}) {
            const auto law = class_probabilities(entry.sampling, tail, progress);
            const auto drawn = shares(tail, entry.sampling, progress);
            for (std::size_t c = 0; c < tail.size(); ++c) // 60,000 draws: standard error at most 0.002
                EXPECT_NEAR(drawn[c], law[c], 0.009) << entry.name << " class " << c << " progress " << progress;
        }
}

TEST(Sampling, ClassAwareGoesThroughAllClassesFourImagesEach) {
    ImageSampler sampler({{0, 1}, {10}, {}, {20, 21, 22}}, Sampling::class_aware, 2);
    for (int round = 0; round < 5; ++round) {
        std::set<std::int64_t> seen;
        for (int c = 0; c < 3; ++c) {
            const std::int64_t label = sampler.draw().second;
            for (int i = 1; i < 4; ++i) EXPECT_EQ(sampler.draw().second, label);
            seen.insert(label);
        }
        EXPECT_THAT(seen, testing::UnorderedElementsAre(0, 1, 3));
    }
}

TEST(Sampling, TheSameSeedGivesTheSameImages) {
    const auto first = [](std::uint64_t seed) {
        ImageSampler sampler({{0, 1, 2, 3, 4, 5, 6, 7}, {8, 9}}, Sampling::progressive, seed);
        std::vector<std::int64_t> rows;
        for (int i = 0; i < 20; ++i) rows.push_back(sampler.draw(0.5).first);
        return rows;
    };
    EXPECT_EQ(first(1), first(1));
    EXPECT_NE(first(1), first(2));
}

} // namespace
} // namespace whydah
