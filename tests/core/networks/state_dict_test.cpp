#include "core/backbone/small_cnn.h"
#include "core/networks/network_list.h"
#include "core/networks/network_weights.h"
#include "core/networks/safetensors.h"
#include "records/error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

StateDict copies(const Network& network) {
    StateDict weights = state_dict_of(network);
    for (NamedTensor& item : weights) item.value = item.value.detach().clone();
    return weights;
}

std::string complaint(Network& network, const StateDict& weights, HeadWeights head = HeadWeights::load) {
    try {
        load_state_dict(network, weights, head, network.head_name(), "file.pth");
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

bool equal(const Network& a, const Network& b) {
    const StateDict left = state_dict_of(a), right = state_dict_of(b);
    for (std::size_t i = 0; i < left.size(); ++i)
        if (left[i].name != right[i].name || !left[i].value.equal(right[i].value)) return false;
    return left.size() == right.size();
}

TEST(StateDict, WeightsPassThroughAFileUnchanged) {
    const test::TemporaryFolder folder;
    const auto network = make_network("resnet32", 5, 1), other = make_network("resnet32", 5, 2);
    ASSERT_FALSE(equal(*network, *other));
    save_weights(*network, folder / "w.safetensors");
    load_weights(*other, folder / "w.safetensors", HeadWeights::load);
    EXPECT_TRUE(equal(*network, *other));
}

TEST(StateDict, TheSamplesSmallCnnLoadsWithoutAHead) {
    const auto network = make_network("small_cnn", 9, 1);
    const torch::Tensor head = network->head()->weight.clone();
    load_weights(*network, WHYDAH_SOURCE "/resources/sample/small_cnn.pt", HeadWeights::leave_out);
    SmallCnn reference = load_small_cnn(WHYDAH_SOURCE "/resources/sample/small_cnn.pt");
    network->eval();
    const torch::NoGradGuard no_gradients;
    const torch::Tensor images = torch::rand({4, 1, 32, 32});
    EXPECT_TRUE(network->features(images).equal(reference->forward(images)));
    EXPECT_TRUE(network->head()->weight.equal(head));
}

TEST(StateDict, ListsWhatIsMissingUnexpectedAndOfAnotherShape) {
    const auto network = make_network("resnet32", 5, 1);
    StateDict weights = copies(*network);
    weights[0].name = "stem.weight";
    weights[1].value = torch::zeros({3});
    const std::string text = complaint(*network, weights);
    EXPECT_NE(text.find("1 missing (conv1.weight)"), std::string::npos) << text;
    EXPECT_NE(text.find("1 unexpected (stem.weight)"), std::string::npos) << text;
    EXPECT_NE(text.find("1 of another shape (bn1.weight [3] for [16])"), std::string::npos) << text;
    EXPECT_NE(text.find("file.pth"), std::string::npos) << text;
}

TEST(StateDict, LongListsAreCutShort) {
    const auto network = make_network("resnet32", 5, 1);
    const std::string text = complaint(*network, {});
    EXPECT_NE(text.find(" missing (conv1.weight, bn1.weight,"), std::string::npos) << text;
    EXPECT_NE(text.find(", ...)"), std::string::npos) << text;
    EXPECT_LT(text.size(), 500U);
}

TEST(StateDict, NothingIsLoadedUnlessAllFits) {
    const auto network = make_network("resnet32", 5, 1), before = make_network("resnet32", 5, 1);
    StateDict weights = copies(*make_network("resnet32", 5, 2));
    weights.pop_back();
    weights.pop_back(); // a counter and a running variance
    EXPECT_NE(complaint(*network, weights), "");
    EXPECT_TRUE(equal(*network, *before));
}

TEST(StateDict, AHeadOfOtherClassesIsNamedAndCanBeLeftOut) {
    const auto ten = make_network("resnet32", 10, 1), five = make_network("resnet32", 5, 2);
    const std::string text = complaint(*five, copies(*ten));
    EXPECT_NE(text.find("linear.weight [10, 64] for [5, 64]"), std::string::npos) << text;
    EXPECT_NE(text.find("the classifier was trained for other classes"), std::string::npos) << text;
    const torch::Tensor head = five->head()->weight.clone();
    EXPECT_EQ(complaint(*five, copies(*ten), HeadWeights::leave_out), "");
    EXPECT_TRUE(five->head()->weight.equal(head));
    EXPECT_TRUE(five->parameters()[0].equal(ten->parameters()[0]));
}

TEST(StateDict, FilesOfOldPyTorchWithoutCountersLoad) {
    const auto network = make_network("resnet32", 5, 1);
    StateDict weights = copies(*network);
    std::erase_if(weights, [](const NamedTensor& item) { return item.name.ends_with("num_batches_tracked"); });
    EXPECT_EQ(complaint(*network, weights), "");
}

TEST(StateDict, HalfPrecisionIsConverted) {
    const auto network = make_network("resnet32", 5, 1), other = make_network("resnet32", 5, 2);
    StateDict weights = copies(*network);
    for (NamedTensor& item : weights)
        if (item.value.is_floating_point()) item.value = item.value.to(torch::kBFloat16);
    EXPECT_EQ(complaint(*other, weights), "");
    EXPECT_EQ(other->parameters()[0].scalar_type(), torch::kFloat);
    EXPECT_TRUE(other->parameters()[0].equal(network->parameters()[0].to(torch::kBFloat16).to(torch::kFloat)));
}

} // namespace
} // namespace whydah
