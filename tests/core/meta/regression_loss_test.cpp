#include "core/meta/regression_loss.h"

#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

MetaExample small_example() {
    MetaExample e;
    e.theta = torch::randn({3, 4}, torch::kDouble);
    e.entry = {0, 1, 1};
    e.place = {2, 0, 4};
    e.with_target = {0, 2};
    e.target = torch::randn({2, 4}, torch::kDouble);
    e.classifier = torch::randn({5, 4}, torch::kDouble);
    e.images = torch::randn({7, 4}, torch::kDouble);
    e.labels = torch::tensor({0, 1, 2, 3, 4, 0, 2}, torch::kLong);
    return e;
}

MetaModelNet double_net() {
    torch::manual_seed(4);
    MetaModelNet net(NetShape{4, 2, 1, Normalisation::none, 0.01});
    net->to(torch::kDouble);
    const torch::NoGradGuard no_gradients;
    for (torch::Tensor& parameter : net->parameters()) parameter.copy_(0.3 * torch::randn_like(parameter));
    return net;
}

TEST(MetaLoss, GradientOfEquationOneAgreesWithFiniteDifferences) {
    MetaModelNet net = double_net();
    const MetaExample example = small_example();
    constexpr double lambda = 0.7, scale = 1.3, step = 1e-6;
    meta_loss(net, example, scale).total(lambda).backward();
    for (torch::Tensor& parameter : net->parameters()) {
        const torch::Tensor flat = parameter.detach().view({-1}), gradient = parameter.grad().view({-1});
        for (std::int64_t i = 0; i < flat.numel(); ++i) {
            const torch::NoGradGuard no_gradients;
            const double value = flat[i].item<double>();
            flat[i] = value + step;
            const double above = meta_loss(net, example, scale).total(lambda).item<double>();
            flat[i] = value - step;
            const double below = meta_loss(net, example, scale).total(lambda).item<double>();
            flat[i] = value;
            EXPECT_NEAR(gradient[i].item<double>(), (above - below) / (2 * step), 1e-7);
        }
    }
}

TEST(MetaLoss, TermsAreThoseOfEquationOne) {
    MetaModelNet net = double_net();
    MetaExample e = small_example();
    const torch::Tensor out = net->forward(e.theta, e.entry).detach();
    const MetaLoss loss = meta_loss(net, e, 2.0);
    const double regression =
        ((out[0] - e.target[0]).square().sum() + (out[2] - e.target[1]).square().sum()).item<double>() / 8;
    EXPECT_NEAR(loss.regression.item<double>(), regression, 1e-12);
    torch::Tensor rows = e.classifier.clone();
    rows[2] = out[0], rows[0] = out[1], rows[4] = out[2];
    const torch::Tensor p = torch::log_softmax(e.images.mm(rows.t()) * 2.0, 1);
    EXPECT_NEAR(loss.task.item<double>(), -p.gather(1, e.labels.unsqueeze(1)).mean().item<double>(), 1e-12);
}

TEST(MetaLoss, WithoutTargetsOnlyTheTaskTermIsLeft) {
    MetaModelNet net = double_net();
    MetaExample e = small_example();
    e.with_target.clear(), e.target = torch::empty({0, 4}, torch::kDouble);
    EXPECT_EQ(meta_loss(net, e, 1).regression.item<double>(), 0);
}

} // namespace
} // namespace whydah
