#include "core/meta/episode_bank.h"

#include "core/data/seed.h"
#include "core/meta/head_classes.h"
#include "core/meta/prior_coordinate.h"

#include <gtest/gtest.h>
#include <set>

namespace whydah {
namespace {

struct Small {
    ClassImages images;
    torch::Tensor x;
    std::vector<std::int64_t> counts{20, 12, 9, 3, 1};
    EpisodeSettings settings{.episodes = 12,
                             .cut_probability = 0.5,
                             .last_block = 2,
                             .memory = 1 << 30,
                             .seed = 3,
                             .fit = {.steps = 5, .batch = 8}};
    Small() {
        torch::manual_seed(6);
        x = torch::randn({45, 4});
        std::int64_t row = 0;
        for (std::int64_t n : counts) {
            images.emplace_back();
            for (std::int64_t i = 0; i < n; ++i) images.back().push_back(row++);
        }
    }
    EpisodeBank bank() const { return make_episodes(x, images, settings, 1, {}, {}); }
};

TEST(EpisodeBank, AboutHalfOfTheHeadClassesAreCutAndNoTailClassIs) {
    const Small s;
    int cut = 0;
    for (std::int64_t e = 0; e < 1000; ++e) {
        const auto level = draw_cuts(s.counts, s.settings, e);
        EXPECT_EQ(level[4], -1) << "one image: no head class for any block";
        EXPECT_LE(level[3], 0) << "three images can only be cut to one";
        EXPECT_LE(level[2], 2);
        cut += level[0] >= 0;
    }
    EXPECT_NEAR(cut, 500, 65) << "four standard deviations";
}

TEST(EpisodeBank, AClassifierSeesExactlyTheKeptImages) {
    const EpisodeBank bank = Small().bank();
    for (std::size_t e = 0; e < bank.level.size(); ++e)
        for (std::size_t c = 0; c < 5; ++c) {
            const std::int64_t level = bank.level[e][c];
            EXPECT_EQ(bank.kept[e][c],
                      level >= 0 ? shots_of(level) : static_cast<std::int64_t>(bank.images[e][c].size()));
        }
}

TEST(EpisodePairs, TaskImagesOfACutClassAreThoseItDidNotSee) {
    const Small s;
    const EpisodeBank bank = s.bank();
    const torch::Tensor x = with_one(s.x);
    const torch::Tensor star = with_prior(torch::randn({5, 4}), s.counts);
    const MetaPairs pairs = episode_pairs(bank, x, star, s.counts, {2, 64});
    Random random(1);
    for (int draw = 0; draw < 50; ++draw) {
        MetaExample e;
        ASSERT_TRUE(pairs.draw(0, random, e));
        // Find the episode by its classifier, then check each task image.
        for (std::size_t episode = 0; episode < bank.level.size(); ++episode) {
            const torch::Tensor rows =
                with_prior(bank.weights->get(static_cast<std::int64_t>(episode)), bank.kept[episode]) / pairs.scale;
            if (!torch::allclose(rows, e.classifier)) continue;
            for (std::int64_t b = 0; b < e.labels.size(0); ++b) {
                const auto c = static_cast<std::size_t>(e.labels[b].item<std::int64_t>());
                EXPECT_GT(s.counts[c], 2) << "H_t of block 0";
                if (bank.level[episode][c] < 0) continue;
                for (std::int64_t seen = 0; seen < bank.kept[episode][c]; ++seen)
                    EXPECT_FALSE(torch::equal(e.images[b], x[bank.images[episode][c][static_cast<std::size_t>(seen)]]));
            }
        }
    }
}

TEST(EpisodePairs, CutRowsHaveTargetsAndRealTailRowsPassThroughWithout) {
    const Small s;
    const EpisodeBank bank = s.bank();
    const torch::Tensor x = with_one(s.x), star = with_prior(torch::randn({5, 4}), s.counts);
    const MetaPairs pairs = episode_pairs(bank, x, star, s.counts, {2, 8});
    Random random(1);
    for (std::int64_t i : {2, 1, 0}) {
        MetaExample e;
        if (!pairs.draw(i, random, e)) continue;
        ASSERT_EQ(e.entry.size(), e.place.size());
        EXPECT_EQ(e.target.size(0), static_cast<std::int64_t>(e.with_target.size()));
        for (std::int64_t entry : e.entry) EXPECT_TRUE(entry >= i && entry <= 2);
        for (std::size_t r = 0; r < e.with_target.size(); ++r) {
            const std::int64_t label = e.place[static_cast<std::size_t>(e.with_target[r])];
            EXPECT_TRUE(torch::allclose(e.target[static_cast<std::int64_t>(r)] * pairs.scale, star[label], 1e-4, 1e-5));
        }
        if (i == 0) {
            EXPECT_EQ(std::count(e.place.begin(), e.place.end(), 4), 1) << "the class with one image";
        }
    }
}

TEST(EpisodePairs, OneHeadClassAloneIsNothingToLearnFrom) { // the run says so: MetaModelNet is the identity
    Small s;
    s.counts = {20, 2, 1}, s.images.clear();
    std::int64_t row = 0;
    for (std::int64_t n : s.counts)
        for (s.images.emplace_back(); n > 0; --n) s.images.back().push_back(row++);
    const EpisodeBank bank = s.bank();
    const torch::Tensor x = with_one(s.x), star = with_prior(torch::randn({3, 4}), s.counts);
    const MetaPairs pairs = episode_pairs(bank, x, star, s.counts, {2, 8});
    Random random(1);
    MetaExample e;
    for (std::int64_t i : {2, 1, 0}) EXPECT_FALSE(pairs.draw(i, random, e)) << i;
}

/// Examples of many draws for a block.
std::vector<MetaExample> draws(const MetaPairs& pairs, std::int64_t i) {
    Random random(5);
    std::vector<MetaExample> all;
    for (int n = 0; n < 40; ++n)
        if (MetaExample e; pairs.draw(i, random, e)) all.push_back(std::move(e));
    return all;
}

TEST(EpisodePairs, OfAFixedSplitComeFromOneLevelAndEnterOneBlock) {
    const Small s;
    const EpisodeBank bank = s.bank();
    const torch::Tensor x = with_one(s.x), star = with_prior(torch::randn({5, 4}), s.counts);
    EpisodePairSettings settings{.last_block = 1, .data_batch = 32, .single_block = true, .only_level = 1};
    const MetaPairs pairs = episode_pairs(bank, x, star, s.counts, settings);
    EXPECT_EQ(pairs.last_block, 0);
    const auto all = draws(pairs, 0);
    ASSERT_FALSE(all.empty());
    for (const MetaExample& e : all) {
        for (std::int64_t entry : e.entry) EXPECT_EQ(entry, 0);
        EXPECT_FALSE(e.with_target.empty());
        for (std::int64_t r : e.with_target)
            EXPECT_GT(s.counts[static_cast<std::size_t>(e.place[static_cast<std::size_t>(r)])], 4) << "t of 2-shot";
        for (std::int64_t b = 0; b < e.labels.size(0); ++b)
            EXPECT_GT(s.counts[static_cast<std::size_t>(e.labels[b].item<std::int64_t>())], 4);
    }
}

TEST(EpisodePairs, HeldOutClassesAreNeitherLearnedFromNorTested) {
    const Small s;
    const EpisodeBank bank = s.bank();
    const torch::Tensor x = with_one(s.x), star = with_prior(torch::randn({5, 4}), s.counts);
    EpisodePairSettings settings{.last_block = 2, .data_batch = 32, .held_out = {1, 0, 0, 0, 0}};
    const auto all = draws(episode_pairs(bank, x, star, s.counts, settings), 0);
    ASSERT_FALSE(all.empty());
    for (const MetaExample& e : all) {
        for (std::int64_t r : e.with_target) EXPECT_NE(e.place[static_cast<std::size_t>(r)], 0);
        EXPECT_FALSE(e.labels.eq(0).any().item<bool>());
    }
}

TEST(EpisodePairs, OtherTargetsAndAGivenScaleChangeNothingElse) {
    const Small s;
    const EpisodeBank bank = s.bank();
    const torch::Tensor x = with_one(s.x), star = with_prior(torch::randn({5, 4}), s.counts);
    EpisodePairSettings settings{.last_block = 2, .data_batch = 8};
    const MetaPairs usual = episode_pairs(bank, x, star, s.counts, settings);
    settings.target = star + 1;
    const MetaPairs other = episode_pairs(bank, x, star, s.counts, settings);
    settings.scale = 2 * usual.scale;
    const MetaPairs scaled = episode_pairs(bank, x, star, s.counts, settings);
    EXPECT_EQ(other.scale, usual.scale);
    EXPECT_EQ(scaled.scale, 2 * usual.scale);
    const auto a = draws(usual, 0), b = draws(other, 0), c = draws(scaled, 0);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_TRUE(torch::equal(a[i].theta, b[i].theta));
        EXPECT_TRUE(torch::allclose(b[i].target, a[i].target + 1 / usual.scale, 1e-4, 1e-5));
        EXPECT_TRUE(torch::allclose(c[i].target, b[i].target / 2, 1e-4, 1e-5));
        EXPECT_TRUE(torch::allclose(c[i].theta, a[i].theta / 2, 1e-4, 1e-5));
    }
}

TEST(EpisodePairs, WithoutPriorRowsAreTheClassifiersOwn) {
    const Small s;
    const EpisodeBank bank = s.bank();
    const MetaPairs pairs =
        episode_pairs(bank, s.x, torch::randn({5, 4}), s.counts, {.last_block = 2, .data_batch = 8, .prior = false});
    EXPECT_EQ(pairs.dimension, 4);
    EXPECT_EQ(draws(pairs, 0).front().classifier.size(1), 4);
}

TEST(EpisodeBank, CountsOfALossAreTheEpisodesOwn) {
    Small s;
    s.settings.fit.loss.name = "balanced_softmax";
    s.settings.fit.steps = 40;
    const EpisodeBank bank = s.bank();
    for (std::size_t e = 0; e < 3; ++e) { // the classifier of an episode is that of its images alone
        const TrainingSet set{first_images(bank.images[e], bank.kept[e]),
                              seed_from(static_cast<std::int64_t>(s.settings.seed),
                                        "episode=" + std::to_string(e) + "/fit")};
        const torch::Tensor alone = fit_classifiers(s.x, {set}, s.settings.fit, 1, {})[0];
        EXPECT_LT((bank.weights->get(static_cast<std::int64_t>(e)) - alone).abs().max().item<double>(), 1e-3) << e;
    }
}

TEST(PriorCoordinate, ScoresAreThoseOfPostHocLogitAdjustment) {
    torch::manual_seed(7);
    const torch::Tensor w = torch::randn({3, 4}), x = torch::randn({5, 4});
    const std::vector<std::int64_t> counts{6, 3, 1};
    const torch::Tensor prior = torch::tensor({0.6F, 0.3F, 0.1F});
    EXPECT_TRUE(torch::allclose(with_one(x).mm(with_prior(w, counts).t()), x.mm(w.t()) - prior.log(), 1e-5, 1e-6));
}

TEST(PriorCoordinate, AClassWithoutImagesIsNeverPredicted) {
    const torch::Tensor scores = with_one(torch::zeros({1, 2})).mm(with_prior(torch::zeros({2, 2}), {5, 0}).t());
    EXPECT_LT(scores[0][1].item<double>(), scores[0][0].item<double>() - 1000);
}

} // namespace
} // namespace whydah
