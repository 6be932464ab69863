#include "core/training/network_loss.h"

#include "core/networks/network_list.h"
#include "core/training/network_training.h"
#include "training/made_images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

std::vector<LabelledImage> images_of(const std::vector<std::int64_t>& counts) {
    std::vector<LabelledImage> images;
    for (std::size_t c = 0; c < counts.size(); ++c)
        for (std::int64_t i = 0; i < counts[c]; ++i) images.push_back({{}, static_cast<std::int64_t>(c)});
    return images;
}

std::vector<std::string> choices_of(std::string_view option) {
    std::vector<std::string> choices;
    const ExperimentOptions options;
    visit_fields(options, [&](const Field& field, const auto&) {
        if (field.name == option) choices.assign(field.choices.begin(), field.choices.end());
    });
    return choices;
}

TEST(NetworkLoss, EveryLossOfTheListCanBeChosenAndNoOther) {
    std::vector<std::string> names;
    for (const LossEntry& entry : loss_list()) names.emplace_back(entry.name);
    EXPECT_EQ(choices_of("network_loss"), names);
}

TEST(NetworkLoss, IsTheMethodsOwnWithTheCountsOfTheseImages) {
    torch::manual_seed(4);
    const torch::Tensor logits = torch::randn({5, 3}), labels = torch::tensor({0, 0, 1, 2, 1});
    const torch::Tensor counts = torch::tensor({40.0F, 10.0F, 2.0F});
    ExperimentOptions options;
    options.classifier.loss.focal_gamma = {1.5}, options.classifier.loss.ldam_margin = {0.3};
    for (const LossEntry& entry : loss_list()) {
        options.network.network_loss = entry.name;
        const Loss loss = network_loss(options, images_of({40, 10, 2}), 3, torch::kCPU);
        const Loss methods = entry.make(counts, first_settings(options.classifier.loss));
        for (double progress : {0.0, 0.79, 0.8})
            EXPECT_TRUE(loss.value(logits, labels, progress).equal(methods.value(logits, labels, progress)))
                << entry.name;
        EXPECT_EQ(loss.cosine, entry.name.starts_with("ldam"));
    }
}

// Balanced Softmax by hand: -log(40 e^1 / (40 e^1 + 10 e^2 + 2 e^0)).
TEST(NetworkLoss, BalancedSoftmaxByHand) {
    ExperimentOptions options;
    options.network.network_loss = "balanced_softmax";
    const Loss loss = network_loss(options, images_of({40, 10, 2}), 3, torch::kCPU);
    const double e = std::exp(1.0), expected = -std::log(40 * e / (40 * e + 10 * e * e + 2));
    EXPECT_NEAR(loss.value(torch::tensor({{1.0F, 2.0F, 0.0F}}), torch::tensor({0}), 0).item<double>(), expected, 1e-6);
}

TEST(NetworkLoss, DefersByWholeEpochsAndGivesCosines) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 4, 10);
    NetworkTraining training;
    training.epochs = 5, training.batch = 20, training.learning_rate = 0.1;
    training.augmentation = test::small_augmentation(1);
    training.augmentation.preprocessing.input_size = training.augmentation.preprocessing.resize_side = 32;
    std::vector<double> progress;
    double largest = 0;
    training.loss = make_loss({"ldam_drw"}, torch::tensor({10.0F, 10.0F, 10.0F, 10.0F}));
    training.loss.value = [&, value = training.loss.value](const torch::Tensor& cosines, const torch::Tensor& labels,
                                                           double done) {
        progress.push_back(done);
        largest = std::max(largest, cosines.abs().max().item<double>());
        return value(cosines, labels, done);
    };
    const auto network = make_network("small_cnn", 4, 3);
    const torch::Tensor bias = network->head()->bias.detach().clone();
    train_network(*network, images, training, torch::kCPU, "Training", {}, {});
    EXPECT_THAT(progress, testing::ElementsAre(0, 0, 0.2, 0.2, 0.4, 0.4, 0.6, 0.6, 0.8, 0.8));
    EXPECT_LE(largest, 1 + 1e-5);
    EXPECT_GT(largest, 0.01);
    EXPECT_TRUE(network->head()->bias.equal(bias)) << "a classifier of cosines has none";
}

TEST(NetworkLoss, IsNamedWithWhatItDependsOn) {
    ExperimentOptions options;
    EXPECT_EQ(loss_text(network_loss_choice(options)), "cross_entropy");
    options.network.network_loss = "ldam_drw";
    EXPECT_EQ(loss_text(network_loss_choice(options)), "ldam_drw, margin 0.5, s 30, b 0.9999 from 0.8 of the schedule on");
    options.network.network_loss = "focal_loss";
    options.classifier.loss.focal_gamma = {1, 2};
    EXPECT_TRUE(check_options(options).empty()) << "the network is not trained";
    options.network.scenario = "scratch";
    ASSERT_EQ(check_options(options).size(), 1U);
    EXPECT_EQ(check_options(options).front().name, "focal_gamma");
}

} // namespace
} // namespace whydah
