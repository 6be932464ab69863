#include "core/networks/network_list.h"
#include "core/networks/network_weights.h"
#include "networks/reference.h"

#include <torch/nn/functional.h>
#include <torch/optim/sgd.h>

namespace whydah {
namespace {

using test::largest_difference;
using test::tensor_of;

void take_dropout_out(Network& network) {
    for (const auto& module : network.modules())
        if (auto* dropout = module->as<torch::nn::Dropout>()) dropout->options.p(0); // as in the script
}

class NetworkParity : public testing::TestWithParam<const char*> {};

TEST_P(NetworkParity, ComputesAndLearnsAsInPython) {
    const std::string name = GetParam();
    const test::TemporaryFolder folder;
    NEED_REFERENCE(folder, "parity", name, folder.path());
    const StateDict reference = read_weights(folder / "reference.pth");
    const torch::Tensor images = tensor_of(reference, "images"), labels = tensor_of(reference, "labels");
    const auto network = make_network(name, 7, 1);
    load_weights(*network, folder / "weights.pth", HeadWeights::load);
    take_dropout_out(*network);

    network->eval();
    double features = 0, logits = 0, after = 0, weights = 0;
    {
        const torch::NoGradGuard no_gradients;
        features = largest_difference(network->features(images), tensor_of(reference, "features"));
        logits = largest_difference(network->forward(images), tensor_of(reference, "logits"));
    }
    EXPECT_EQ(network->dimension(), tensor_of(reference, "features").size(1));
    EXPECT_LT(features, 1e-4);
    EXPECT_LT(logits, 1e-4);

    network->train();
    torch::optim::SGD sgd(network->parameters(), torch::optim::SGDOptions(0.01).momentum(0.9).weight_decay(1e-4));
    const torch::Tensor loss = torch::nn::functional::cross_entropy(network->forward(images), labels);
    EXPECT_NEAR(loss.item<double>(), tensor_of(reference, "loss").item<double>(), 1e-4);
    loss.backward();
    sgd.step();
    network->eval();
    const torch::NoGradGuard no_gradients;
    after = largest_difference(network->forward(images), tensor_of(reference, "logits_after"));
    EXPECT_LT(after, 1e-3);
    for (const NamedTensor& item : state_dict_of(*network)) {
        const torch::Tensor expected = tensor_of(reference, "after." + item.name), own = item.value.flatten();
        const double difference = largest_difference(own.slice(0, 0, expected.size(0)), expected);
        EXPECT_LT(difference, 1e-3) << item.name;
        weights = std::max(weights, difference);
    }
    EXPECT_GT(largest_difference(tensor_of(reference, "logits_after"), tensor_of(reference, "logits")), 1e-3)
        << "the step changed nothing";
    std::printf("%s: features %.1e, logits %.1e; after a step: logits %.1e, weights %.1e\n", name.c_str(), features,
                logits, after, weights);
}

INSTANTIATE_TEST_SUITE_P(AllNetworks, NetworkParity,
                         testing::Values("resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "alexnet",
                                         "resnet32", "small_cnn"),
                         [](const auto& network) { return std::string(network.param); });

TEST(NetworkParity, CoversEveryNetworkOfTheList) {
    for (const NetworkKind& kind : network_kinds()) {
        const char* const tested[] = {"resnet18",  "resnet34", "resnet50", "resnet101",
                                      "resnet152", "alexnet",  "resnet32", "small_cnn"};
        EXPECT_NE(std::find(std::begin(tested), std::end(tested), kind.name), std::end(tested)) << kind.name;
    }
}

} // namespace
} // namespace whydah
