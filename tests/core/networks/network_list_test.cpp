#include "core/networks/network_list.h"
#include "records/error.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

std::int64_t numbers_of(const Network& network) {
    std::int64_t count = 0;
    for (const torch::Tensor& parameter : network.parameters()) count += parameter.numel();
    return count;
}

TEST(NetworkList, NetworksHaveTheNumberOfWeightsThatTheirPapersName) {
    EXPECT_EQ(numbers_of(*make_network("resnet18", 1000, 0)), 11'689'512); // torchvision's documentation
    EXPECT_EQ(numbers_of(*make_network("resnet50", 1000, 0)), 25'557'032);
    EXPECT_EQ(numbers_of(*make_network("alexnet", 1000, 0)), 61'100'840);
    EXPECT_EQ(numbers_of(*make_network("resnet32", 10, 0)), 464'154);
}

TEST(NetworkList, FeaturesTimesTheHeadAreTheScores) {
    for (const char* name : {"resnet18", "resnet32", "small_cnn"}) {
        const auto network = make_network(name, 5, 2);
        network->eval();
        const torch::NoGradGuard no_gradients;
        const torch::Tensor images = torch::randn({3, network->channels(), 32, 32}), x = network->features(images);
        EXPECT_EQ(x.sizes(), (std::vector<std::int64_t>{3, network->dimension()}));
        EXPECT_EQ(network->classes(), 5);
        const torch::Tensor scores = x.matmul(network->head()->weight.t()) + network->head()->bias;
        EXPECT_LT((network->forward(images) - scores).abs().max().item<double>(), 1e-5) << name;
    }
}

TEST(NetworkList, TheSameSeedGivesTheSameNetwork) {
    const auto one = make_network("resnet32", 5, 7), same = make_network("resnet32", 5, 7),
               other = make_network("resnet32", 5, 8);
    EXPECT_TRUE(one->head()->weight.equal(same->head()->weight));
    EXPECT_FALSE(one->head()->weight.equal(other->head()->weight));
}

TEST(NetworkList, TorchvisionsWeightsOnPixelsAsTheyAreAreDoubted) {
    FeatureOptions options;
    options.backbone = "resnet50", options.backbone_weights = "resnet50.pth";
    EXPECT_NE(pixels_problem(options).find("--mean 0.485,0.456,0.406"), std::string::npos) << "the defaults";
    options.mean = "0.485,0.456,0.406", options.std_dev = "0.229,0.224,0.225";
    EXPECT_EQ(pixels_problem(options), "");
    options.mean = "0,0,0", options.std_dev = "1,1,1";
    options.backbone_weights.clear();
    EXPECT_EQ(pixels_problem(options), "") << "no weights";
    options.backbone_weights = "x.pth";
    for (const char* own : {"resnet32", "small_cnn", "mobilenet.pt"}) {
        options.backbone = own;
        EXPECT_EQ(pixels_problem(options), "") << own;
    }
}

TEST(NetworkList, AnUnknownNameIsAnsweredWithTheKnownOnes) {
    try {
        make_network("resnet19", 5, 0);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(error.mend().find("resnet18, resnet34, resnet50"), std::string::npos);
    }
}

} // namespace
} // namespace whydah
