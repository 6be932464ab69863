#include "core/backbone/backbone.h"
#include "core/networks/network_backbone.h"
#include "core/networks/scripted_network.h"
#include "core/networks/state_dict.h"
#include "networks/reference.h"
#include "records/error.h"

#include <torch/nn/functional.h>
#include <torch/optim/sgd.h>

namespace whydah {
namespace {

std::string refusal(const std::filesystem::path& file) {
    try {
        open_scripted_network(file, 4, 32, 1);
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

TEST(ScriptedNetwork, FineTuningMovesWeightsAndStatisticsAndLowersTheLoss) {
    const test::TemporaryFolder folder;
    NEED_REFERENCE(folder, "scripted", folder.path());
    for (const char* file : {"scripted.pt", "scripted_eval.pt", "scripted_without_gradient.pt", "resnet18_scripted.pt",
                             "mobilenet_v2_scripted.pt"}) {
        const auto network = open_scripted_network(folder / file, 4, 32, 1);
        torch::manual_seed(5);
        const torch::Tensor labels = torch::arange(16) % 4; // brighter from class to class
        const torch::Tensor images = torch::randn({16, 3, 32, 32}) + labels.view({16, 1, 1, 1}) - 1.5;
        StateDict before = state_dict_of(*network);
        for (NamedTensor& item : before) item.value = item.value.detach().clone();
        torch::optim::SGD sgd(network->parameters(), torch::optim::SGDOptions(0.05).momentum(0.9));
        double first = 0, last = 0;
        for (int step = 0; step < 15; ++step) {
            sgd.zero_grad();
            const torch::Tensor loss = torch::nn::functional::cross_entropy(network->forward(images), labels);
            loss.backward();
            sgd.step();
            (step == 0 ? first : last) = loss.item<double>();
        }
        EXPECT_LT(last, 0.9 * first) << file;
        std::int64_t still = 0;
        const StateDict after = state_dict_of(*network);
        for (std::size_t i = 0; i < after.size(); ++i) still += after[i].value.equal(before[i].value);
        EXPECT_EQ(still, 0) << file << ": parameters or statistics that did not move";
        network->eval();
        const torch::NoGradGuard no_gradients;
        const torch::Tensor x = network->features(images), again = network->features(images);
        EXPECT_TRUE(x.equal(again)) << file << ": eval mode";
        EXPECT_LT((x.narrow(0, 0, 1) - network->features(images.narrow(0, 0, 1))).abs().max().item<double>(), 1e-4)
            << file << ": in eval mode an image's features do not depend on the others of its batch";
    }
}

TEST(ScriptedNetwork, ModulesRecordedInOneModeAreRefusedWithTheReason) {
    const test::TemporaryFolder folder;
    NEED_REFERENCE(folder, "scripted", folder.path());
    const std::pair<const char*, const char*> cases[] = {
        {"traced_eval.pt", "in eval mode: its batch_norm is fixed"},
        {"traced_train.pt", "in training mode: its batch_norm is fixed"},
        {"traced_dropout.pt", "in eval mode: its dropout is fixed"},
        {"resnet18_traced.pt", "in eval mode: its batch_norm is fixed"},
        {"scripted_around_traced.pt", "in eval mode: its batch_norm is fixed"},
        {"frozen.pt", "frozen"},
    };
    for (const auto& [file, expected] : cases) {
        EXPECT_NE(refusal(folder / file).find(expected), std::string::npos) << file << ": " << refusal(folder / file);
        EXPECT_NE(refusal(folder / file).find("torch.jit.script"), std::string::npos) << file;
    }
    for (const char* file : {"scripted.pt", "scripted_eval.pt", "scripted_dropout.pt", "traced_plain.pt"})
        EXPECT_EQ(refusal(folder / file), "") << file;
}

TEST(ScriptedNetwork, DropoutWorksInTrainingModeOnly) {
    const test::TemporaryFolder folder;
    NEED_REFERENCE(folder, "scripted", folder.path());
    const auto network = open_scripted_network(folder / "scripted_dropout.pt", 4, 32, 1);
    const torch::Tensor images = torch::randn({8, 3, 32, 32});
    network->train();
    EXPECT_FALSE(network->features(images).equal(network->features(images)));
    network->eval();
    EXPECT_TRUE(network->features(images).equal(network->features(images)));
}

TEST(ScriptedNetwork, GivesTheFeaturesThatTheBackboneGives) {
    const test::TemporaryFolder folder;
    NEED_REFERENCE(folder, "scripted", folder.path());
    const std::string file = folder / "resnet18_scripted.pt";
    const auto network = open_scripted_network(file, 4, 32, 1);
    const torch::Tensor images = torch::randn({4, 3, 32, 32});
    const torch::Tensor expected = open_torchscript(file, torch::kCPU).run(images);
    EXPECT_LT(test::largest_difference(backbone_of(network, torch::kCPU, file).run(images), expected), 1e-5);
}

TEST(ScriptedNetwork, FilesThatAreNoModulesAreNamed) {
    const test::TemporaryFolder folder;
    test::write_text(folder / "x.pt", "no module");
    EXPECT_NE(refusal(folder / "x.pt").find("x.pt"), std::string::npos);
    EXPECT_NE(refusal(folder / "x.pt").find("is not a TorchScript module"), std::string::npos);
}

} // namespace
} // namespace whydah
