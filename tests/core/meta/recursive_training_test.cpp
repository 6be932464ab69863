#include "core/meta/recursive_training.h"

#include "core/data/seed.h"
#include "records/error.h"

#include <gtest/gtest.h>
#include <map>
#include <torch/utils.h>

namespace whydah {
namespace {

constexpr std::int64_t D = 8, N = 2;

/// Known dynamics: a net of the same kind whose blocks move weights a good way.
MetaModelNet truth() {
    torch::manual_seed(20);
    MetaModelNet net(NetShape{D, N + 1, 1, Normalisation::none, 0.01});
    const torch::NoGradGuard no_gradients;
    for (torch::Tensor& parameter : net->parameters()) parameter.copy_(torch::randn_like(parameter) * 0.25);
    net->eval();
    return net;
}

MetaPairs known_dynamics() {
    MetaPairs pairs{N, D, 1.0, {}};
    pairs.draw = [net = truth()](std::int64_t i, Random& random, MetaExample& e) mutable {
        const std::int64_t level = i + random.below(N + 1 - i);
        torch::manual_seed(random.next());
        e.theta = torch::randn({24, D});
        {
            const torch::NoGradGuard no_gradients;
            e.target = net->forward_from(e.theta, level);
        }
        e.classifier = e.target;
        for (std::int64_t row = 0; row < 24; ++row)
            e.entry.push_back(level), e.place.push_back(row), e.with_target.push_back(row);
        e.images = e.target.narrow(0, 0, 8), e.labels = torch::arange(8);
        return true;
    };
    return pairs;
}

RecursiveTraining settings() {
    return {.steps = 400,
            .learning_rate = 0.1,
            .momentum = 0.9,
            .weight_decay = 0,
            .lambda = 0,
            .gradient_clip = 5,
            .examples_a_step = 2,
            .seed = 1};
}

MetaModelNet trained(const RecursiveTraining& training, std::map<std::int64_t, int>* steps = nullptr) {
    torch::manual_seed(5);
    MetaModelNet net(NetShape{D, N + 1, 1, Normalisation::none, 0.01});
    train_recursively(net, known_dynamics(), training, {}, [&](const MetaStep& step) {
        if (steps) ++(*steps)[step.block];
    });
    return net;
}

// Measured: relative errors fall from 0.77, 0.64, 0.57 (the identity) to 0.009, 0.011, 0.007.
// prints.
TEST(RecursivePairs, GiveEachBlockItsOwnExamplesAndScale) {
    std::vector<MetaPairs> pairs;
    for (int i = 0; i <= N; ++i) {
        MetaPairs one{N, D, 1.0 + i, {}};
        one.draw = [i](std::int64_t block, Random&, MetaExample& e) {
            e.entry = {block, i};
            return true;
        };
        pairs.push_back(one);
    }
    const MetaPairs all = recursive_pairs(pairs);
    EXPECT_EQ(all.scale, 1.0) << "applied in block 0's world";
    Random random(1);
    for (std::int64_t i = 0; i <= N; ++i) {
        MetaExample example;
        ASSERT_TRUE(all.draw(i, random, example));
        EXPECT_EQ(example.entry, (std::vector<std::int64_t>{i, i}));
        EXPECT_EQ(all.scale_of(i), 1.0 + static_cast<double>(i));
    }
    EXPECT_EQ(pairs[2].scale_of(1), 3.0) << "one scale for all blocks";
}

TEST(RecursiveTraining, RecoversKnownDynamicsFromEveryBlock) {
    MetaModelNet net = trained(settings()), teacher = truth();
    torch::manual_seed(99);
    const torch::Tensor theta = torch::randn({200, D});
    for (std::int64_t i = 0; i <= N; ++i) {
        const torch::NoGradGuard no_gradients;
        const torch::Tensor star = teacher->forward_from(theta, i);
        const double before = ((theta - star).norm() / star.norm()).item<double>();
        const double after = ((net->forward_from(theta, i) - star).norm() / star.norm()).item<double>();
        std::printf("block %ld: relative error %.4f -> %.4f\n", static_cast<long>(i), before, after);
        EXPECT_GT(before, 0.3) << "there is something to learn";
        EXPECT_LT(after, 0.05) << i;
    }
}

TEST(RecursiveTraining, GoesFromTheLastBlockToTheFirst) {
    std::vector<std::int64_t> order;
    torch::manual_seed(5);
    MetaModelNet net(NetShape{D, N + 1, 1, Normalisation::none, 0.01});
    RecursiveTraining training = settings();
    training.steps = 3;
    train_recursively(net, known_dynamics(), training, {}, [&](const MetaStep& step) { order.push_back(step.block); });
    EXPECT_EQ(order, (std::vector<std::int64_t>{2, 2, 2, 1, 1, 1, 0, 0, 0}));
}

TEST(RecursiveTraining, WhileTheLastBlockTrainsTheOthersRest) {
    torch::manual_seed(5);
    MetaModelNet net(NetShape{D, N + 1, 1, Normalisation::none, 0.01});
    const torch::Tensor first_block = net->parameters()[0].detach().clone();
    bool rested = true;
    RecursiveTraining training = settings();
    training.steps = 5;
    train_recursively(net, known_dynamics(), training, {}, [&](const MetaStep& step) {
        if (step.block == N) rested = rested && torch::equal(net->parameters()[0].detach(), first_block);
    });
    EXPECT_TRUE(rested);
    EXPECT_FALSE(torch::equal(net->parameters()[0].detach(), first_block)) << "its own stage came last";
}

TEST(RecursiveTraining, TheSameSeedGivesTheSameBits) {
    RecursiveTraining training = settings();
    training.steps = 10;
    const auto a = trained(training)->parameters(), b = trained(training)->parameters();
    for (std::size_t p = 0; p < a.size(); ++p) EXPECT_TRUE(torch::equal(a[p], b[p]));
}

TEST(RecursiveTraining, StagesWithoutPairsArePassedOver) {
    MetaPairs nothing{N, D, 1.0, [](std::int64_t, Random&, MetaExample&) { return false; }};
    MetaModelNet net(NetShape{D, N + 1, 1, Normalisation::none, 0.01});
    const torch::Tensor before = net->parameters()[0].detach().clone();
    int steps = 0;
    train_recursively(net, nothing, settings(), {}, [&](const MetaStep&) { ++steps; });
    EXPECT_EQ(steps, 0);
    EXPECT_TRUE(torch::equal(net->parameters()[0].detach(), before));
}

TEST(RecursiveTraining, LossesThatAreNoNumbersAreAnErrorAndNoResult) {
    MetaPairs pairs = known_dynamics();
    pairs.draw = [draw = pairs.draw](std::int64_t i, Random& random, MetaExample& e) {
        const bool drawn = draw(i, random, e);
        e.theta = e.theta * std::numeric_limits<float>::infinity();
        return drawn;
    };
    MetaModelNet net(NetShape{D, N + 1, 1, Normalisation::none, 0.01});
    EXPECT_THROW(train_recursively(net, pairs, settings(), {}, {}), Error);
}

TEST(RecursiveTraining, AStopIsFeltWithinAStep) {
    std::stop_source source;
    MetaModelNet net(NetShape{D, N + 1, 1, Normalisation::none, 0.01});
    int steps = 0;
    EXPECT_THROW(train_recursively(net, known_dynamics(), settings(), JobControl(source.get_token()),
                                   [&](const MetaStep&) {
                                       if (++steps == 3) source.request_stop();
                                   }),
                 Stopped);
    EXPECT_EQ(steps, 3);
}

} // namespace
} // namespace whydah
