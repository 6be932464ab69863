#include "core/meta/meta_model_net.h"

#include <gtest/gtest.h>
#include <torch/optim/sgd.h>
#include <torch/utils.h>

namespace whydah {
namespace {

constexpr std::int64_t N = 3, D = 5;

/// A net whose blocks do something: weights far from zero.
MetaModelNet strong_net(Normalisation normalisation = Normalisation::none, std::int64_t layers = 1) {
    torch::manual_seed(3);
    MetaModelNet net(NetShape{D, N + 1, layers, normalisation, 0.01});
    const torch::NoGradGuard no_gradients;
    for (torch::Tensor& parameter : net->parameters()) parameter.add_(torch::randn_like(parameter), 0.5);
    net->eval();
    return net;
}

TEST(MetaModelNet, EnteringPastTheLastBlockReturnsItsInput) {
    const torch::Tensor theta = torch::randn({4, D});
    EXPECT_TRUE(torch::equal(strong_net()->forward_from(theta, N + 1), theta));
}

TEST(MetaModelNet, TheChainComposes) { // F_i = F_j o F_ij, Sec. 3.2
    for (const auto normalisation : {Normalisation::none, Normalisation::batch}) {
        MetaModelNet net = strong_net(normalisation);
        const torch::Tensor theta = torch::randn({4, D});
        for (std::int64_t i = 0; i <= N + 1; ++i)
            for (std::int64_t j = i; j <= N + 1; ++j) {
                const torch::Tensor composed = net->forward_from(net->forward_between(theta, i, j), j);
                EXPECT_TRUE(torch::equal(composed, net->forward_from(theta, i))) << i << " " << j;
            }
    }
}

TEST(MetaModelNet, ABlockIsEquationTwo) { // theta + A leaky_relu(theta) + b by hand, D = 2
    MetaModelNet net(NetShape{2, 1, 1, Normalisation::none, 0.01});
    const torch::NoGradGuard no_gradients;
    for (auto& item : net->named_parameters())
        item.value().copy_(item.key().ends_with("weight") ? torch::tensor({{1.0F, 2.0F}, {3.0F, 4.0F}})
                                                          : torch::tensor({0.5F, -0.5F}));
    const torch::Tensor out = net->forward_from(torch::tensor({{1.0F, -1.0F}}), 0); // leaky ReLU: (1, -0.01)
    EXPECT_NEAR(out[0][0].item<double>(), 1 + (1 - 0.02) + 0.5, 1e-6);
    EXPECT_NEAR(out[0][1].item<double>(), -1 + (3 - 0.04) - 0.5, 1e-6);
}

TEST(MetaModelNet, ALowRankBlockIsEquationTwoWithAOfThatRank) { // A = U V^T by hand, D = 2, rank 1
    MetaModelNet net(NetShape{.dimension = 2, .rank = 1});
    const torch::NoGradGuard no_gradients;
    for (auto& item : net->named_parameters())
        item.value().copy_(item.key().find("factors") != std::string::npos ? torch::tensor({{1.0F, 2.0F}})   // V^T
                           : item.key().ends_with("weight")               ? torch::tensor({{3.0F}, {4.0F}}) // U
                                                                          : torch::tensor({0.5F, -0.5F}));
    const torch::Tensor out = net->forward_from(torch::tensor({{1.0F, -1.0F}}), 0); // V^T (1, -0.01) = 0.98
    EXPECT_NEAR(out[0][0].item<double>(), 1 + 3 * 0.98 + 0.5, 1e-6);
    EXPECT_NEAR(out[0][1].item<double>(), -1 + 4 * 0.98 - 0.5, 1e-6);
}

TEST(MetaModelNet, ALowRankNetStartsAsTheIdentityAndItsBlocksKeepTheirRank) {
    torch::manual_seed(4);
    for (const std::int64_t layers : {1, 2}) {
        MetaModelNet net(NetShape{.dimension = 12, .blocks = 2, .layers = layers, .rank = 3});
        const torch::Tensor theta = torch::randn({40, 12}).abs(); // positive: one layer's leaky ReLU is the identity
        EXPECT_TRUE(torch::equal(net->forward_from(theta, 0), theta)) << "exactly: U is 0";
        torch::optim::SGD sgd(net->parameters(), 0.1);
        for (int step = 0; step < 5; ++step) { // towards a change of full rank
            sgd.zero_grad();
            (net->forward_from(theta, 0) - theta - torch::randn_like(theta)).square().mean().backward();
            sgd.step();
        }
        const torch::NoGradGuard no_gradients;
        const torch::Tensor f = net->forward_between(theta, 0, 1) - theta;
        EXPECT_GT(f.norm().item<double>(), 1e-3);
        const torch::Tensor spectrum = std::get<1>(torch::svd(f - f.mean(0))); // without what b adds to every row
        EXPECT_GT(spectrum[2].item<double>(), 1e-4 * spectrum[0].item<double>());
        EXPECT_LT(spectrum[3].item<double>(), 1e-5 * spectrum[0].item<double>()) << "rank 3";
    }
}

TEST(MetaModelNet, ARankAboveTheDimensionIsTheDimension) {
    MetaModelNet net(NetShape{.dimension = 4, .rank = 9});
    for (const auto& item : net->named_parameters())
        if (item.key().find("factors") != std::string::npos) {
            EXPECT_EQ(item.value().size(0), 4);
        }
}

TEST(MetaModelNet, WithoutIdentityABlockIsFAlone) {
    MetaModelNet net(NetShape{.dimension = 2, .kind = BlockKind::no_identity});
    const torch::NoGradGuard no_gradients;
    for (auto& item : net->named_parameters())
        item.value().copy_(item.key().ends_with("weight") ? torch::tensor({{1.0F, 2.0F}, {3.0F, 4.0F}})
                                                          : torch::tensor({0.5F, -0.5F}));
    const torch::Tensor out = net->forward_from(torch::tensor({{1.0F, -1.0F}}), 0);
    EXPECT_NEAR(out[0][0].item<double>(), (1 - 0.02) + 0.5, 1e-6);
    EXPECT_NEAR(out[0][1].item<double>(), (3 - 0.04) - 0.5, 1e-6);
}

TEST(MetaModelNet, ModelRegressionIsAPerceptronOfTwoLayers) { // by hand, D = 1, hidden 2
    MetaModelNet net(NetShape{.dimension = 1, .kind = BlockKind::regression});
    const torch::NoGradGuard no_gradients;
    auto parameters = net->parameters(); // weight [2, 1], bias [2], weight [1, 2], bias [1]
    ASSERT_EQ(parameters.size(), 4U);
    parameters[0].copy_(torch::tensor({{2.0F}, {-3.0F}})), parameters[1].copy_(torch::tensor({1.0F, 0.0F}));
    parameters[2].copy_(torch::tensor({{1.0F, 10.0F}})), parameters[3].fill_(0.25);
    EXPECT_NEAR(net->forward_from(torch::tensor({{4.0F}}), 0).item<double>(), 9 + 10 * (-12 * 0.01) + 0.25, 1e-5);
}

TEST(MetaModelNet, RowsThatEnterAtTheirOwnBlocksGoAsTheyWouldAlone) {
    MetaModelNet net = strong_net(Normalisation::none, 2);
    const torch::Tensor theta = torch::randn({6, D});
    const std::vector<std::int64_t> entry{2, 0, N + 1, 0, 3, 1};
    const torch::Tensor out = net->forward(theta, entry);
    for (std::int64_t row = 0; row < 6; ++row)
        EXPECT_TRUE(torch::allclose(
            out[row], net->forward_from(theta.narrow(0, row, 1), entry[static_cast<std::size_t>(row)])[0], 1e-4, 1e-5))
            << row;
}

TEST(MetaModelNet, StartsNearTheIdentity) {
    MetaModelNet net(NetShape{64, 4, 1, Normalisation::none, 0.01});
    const torch::Tensor theta = torch::randn({8, 64});
    EXPECT_LT((net->forward_from(theta, 0) - theta).norm().item<double>(), 0.05 * theta.norm().item<double>());
}

TEST(MetaModelNet, OneRowIsNoTroubleForBatchNormalisation) {
    MetaModelNet net = strong_net(Normalisation::batch);
    net->train();
    EXPECT_TRUE(torch::isfinite(net->forward_from(torch::randn({1, D}), 0)).all().item<bool>());
}

TEST(MetaModelNet, ParametersFromBlockIAreThoseOfLaterBlocksOnly) {
    MetaModelNet net = strong_net();
    EXPECT_EQ(net->parameters_from(0).size(), 2U * (N + 1));
    EXPECT_EQ(net->parameters_from(N).size(), 2U);
}

} // namespace
} // namespace whydah
