#include "core/training/network_training.h"

#include "core/networks/network_list.h"
#include "core/networks/state_dict.h"
#include "records/error.h"
#include "training/made_images.h"

#include <gtest/gtest.h>
#include <torch/nn/functional.h>

namespace whydah {
namespace {

/// A network with all that makes exactness hard: batch normalisation and dropout.
class TinyNetwork : public Network {
public:
    explicit TinyNetwork(std::int64_t classes, bool normalised = true)
        : Network(1, "fc", 32, classes),
          normalised_(normalised) {
        register_module("conv", convolution_);
        register_module("bn", normalisation_);
        register_module("dropout", dropout_);
        register_module("fc", head_);
        if (!normalised) dropout_->options.p(0);
    }
    torch::Tensor features(const torch::Tensor& images) override {
        torch::Tensor x = convolution_(images);
        if (normalised_) x = normalisation_(x);
        return dropout_(torch::adaptive_avg_pool2d(x.relu(), {4, 1}).flatten(1));
    }

private:
    bool normalised_;
    torch::nn::Conv2d convolution_{torch::nn::Conv2dOptions(1, 8, 3).padding(1)};
    torch::nn::BatchNorm2d normalisation_{8};
    torch::nn::Dropout dropout_{0.2};
};

NetworkTraining quick(std::int64_t epochs) {
    NetworkTraining training;
    training.epochs = epochs, training.batch = 20, training.learning_rate = 0.1, training.step_epochs = 4;
    training.augmentation = test::small_augmentation(1);
    training.seed = 5;
    return training;
}

std::shared_ptr<TinyNetwork> tiny(bool normalised = true) {
    torch::manual_seed(3);
    return std::make_shared<TinyNetwork>(4, normalised);
}

std::vector<EpochResult> train(Network& network, const std::vector<LabelledImage>& images,
                               const NetworkTraining& training, const JobControl& control = {},
                               const Report& report = {}) {
    return train_network(network, images, training, torch::kCPU, "Training", control, report);
}

double difference(const Network& a, const Network& b) {
    const StateDict left = state_dict_of(a), right = state_dict_of(b);
    double most = 0;
    for (std::size_t i = 0; i < left.size(); ++i)
        most = std::max(
            most, (left[i].value.to(torch::kDouble) - right[i].value.to(torch::kDouble)).abs().max().item<double>());
    return most;
}

/// A stop after `batches` batches: the report of the stage's progress counts them.
struct StopAfter {
    std::stop_source source;
    int checks = 0;
    int stop_at;
    explicit StopAfter(int at) : stop_at(at) {}
    JobControl control() {
        return JobControl(source.get_token(), [this] {
            if (++checks == stop_at) source.request_stop();
        });
    }
};

TEST(NetworkTraining, LearnsWhatCanBeLearned) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 4, 30);
    const auto network = tiny();
    const auto epochs = train(*network, images, quick(8));
    ASSERT_EQ(epochs.size(), 8U);
    EXPECT_NEAR(epochs.front().loss, std::log(4), 0.5);
    EXPECT_LT(epochs.back().loss, 0.3);
    EXPECT_GT(epochs.back().accuracy, 0.9);
    EXPECT_EQ(epochs[3].learning_rate, 0.1);
    EXPECT_NEAR(epochs[4].learning_rate, 0.01, 1e-12);
    EXPECT_FALSE(network->is_training());
}

TEST(NetworkTraining, TheSameSeedGivesTheSameWeightsWhateverDecodesTheImages) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 4, 30);
    const auto one = tiny(), four = tiny(), other = tiny();
    NetworkTraining training = quick(3);
    train(*one, images, training);
    training.threads = 4;
    train(*four, images, training);
    training.seed = 6;
    train(*other, images, training);
    EXPECT_EQ(difference(*one, *four), 0);
    EXPECT_GT(difference(*one, *other), 0);
}

TEST(NetworkTraining, StoppedAndResumedEndsWithTheVeryWeightsOfAnUnbrokenTraining) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 4, 30);
    const auto unbroken = tiny();
    train(*unbroken, images, quick(7));
    NetworkTraining training = quick(7);
    training.checkpoint = folder / "checkpoint.safetensors";
    std::size_t epochs = 0;
    int stops = 0;
    for (const int at : {9, 20, 33}) { // in the middle of different epochs
        StopAfter stop(at);
        const auto network = tiny();
        try {
            train(*network, images, training, stop.control());
        } catch (const Stopped&) {
            ++stops;
        }
    }
    EXPECT_EQ(stops, 3);
    ASSERT_TRUE(std::filesystem::exists(training.checkpoint));
    torch::manual_seed(99); // another start: everything has to come from the checkpoint
    const auto resumed = std::make_shared<TinyNetwork>(4);
    epochs = train(*resumed, images, training).size();
    EXPECT_LT(epochs, 7U) << "it began anew";
    EXPECT_GT(epochs, 0U);
    EXPECT_EQ(difference(*unbroken, *resumed), 0);

    const auto finished = std::make_shared<TinyNetwork>(4);
    EXPECT_TRUE(train(*finished, images, training).empty());
    EXPECT_EQ(difference(*unbroken, *finished), 0);
}

TEST(NetworkTraining, ACheckpointOfAnotherTrainingOrADamagedOneIsNotUsed) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 4, 10);
    NetworkTraining training = quick(2);
    training.checkpoint = folder / "checkpoint.safetensors";
    train(*tiny(), images, training);
    std::string said;
    const Report report = [&](const Event& event) {
        if (const auto* line = std::get_if<LogLine>(&event)) said += line->text + "\n";
    };
    training.learning_rate = 0.05;
    EXPECT_EQ(train(*tiny(), images, training, {}, report).size(), 2U);
    EXPECT_NE(said.find("is of another training"), std::string::npos) << said;
    const std::string whole = test::text_of(training.checkpoint);
    test::write_text(training.checkpoint, whole.substr(0, whole.size() / 2));
    EXPECT_EQ(train(*tiny(), images, training, {}, report).size(), 2U);
    EXPECT_NE(said.find("cannot be used, training begins anew"), std::string::npos) << said;
}

TEST(NetworkTraining, AccumulatedPartsMakeTheStepOfTheWholeBatch) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 4, 30);
    const auto whole = tiny(false), parts = tiny(false); // batch normalisation would see parts
    NetworkTraining training = quick(2);
    train(*whole, images, training);
    training.accumulate = 3; // 7 + 7 + 6 images
    train(*parts, images, training);
    EXPECT_LT(difference(*whole, *parts), 1e-5);
    EXPECT_GT(difference(*whole, *tiny(false)), 1e-2);
}

TEST(NetworkTraining, AStopIsFeltWithinOneBatch) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 4, 30);
    StopAfter stop(3);
    EXPECT_THROW(train(*tiny(), images, quick(1000), stop.control()), Stopped);
    EXPECT_LE(stop.checks, 3);
}

TEST(NetworkTraining, OtherLossesPlugIn) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 4, 10);
    NetworkTraining training = quick(1);
    int calls = 0;
    training.loss.value = [&](const torch::Tensor& logits, const torch::Tensor& labels, double) {
        ++calls;
        EXPECT_EQ(logits.size(1), 4);
        EXPECT_EQ(logits.size(0), labels.size(0));
        EXPECT_TRUE(logits.requires_grad());
        return torch::nn::functional::cross_entropy(logits, labels) * 0;
    };
    training.weight_decay = 0;
    const auto network = tiny();
    const torch::Tensor head = network->head()->weight.detach().clone();
    train(*network, images, training);
    EXPECT_EQ(calls, 2);
    EXPECT_TRUE(network->head()->weight.equal(head)) << "a loss that is always 0 moves nothing";
}

TEST(NetworkTraining, OtherSamplingsPlugIn) {
    const test::TemporaryFolder folder;
    auto images = test::made_images(folder.path(), 4, 10);
    std::erase_if(images,
                  [&](const LabelledImage& image) { return image.label == 2 && image.image.index > 4; }); // one left
    NetworkTraining training = quick(1);
    training.batch = 31;
    training.order = balanced_order(images, 1);
    std::vector<std::int64_t> shown(4);
    training.loss.value = [&](const torch::Tensor& logits, const torch::Tensor& labels, double) {
        for (std::int64_t i = 0; i < labels.size(0); ++i)
            ++shown[static_cast<std::size_t>(labels[i].item<std::int64_t>())];
        return torch::nn::functional::cross_entropy(logits, labels);
    };
    train(*tiny(), images, training);
    EXPECT_GE(*std::min_element(shown.begin(), shown.end()), 7);
}

TEST(NetworkTraining, TrainsInBfloat16) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 4, 30);
    NetworkTraining training = quick(8);
    training.precision = Precision::bfloat16;
    const auto network = tiny();
    EXPECT_LT(train(*network, images, training).back().loss, 0.5);
    EXPECT_EQ(network->head()->weight.scalar_type(), torch::kFloat);
}

TEST(NetworkTraining, SaysWhenItDiverges) {
    const test::TemporaryFolder folder;
    const auto images = test::made_images(folder.path(), 4, 10);
    NetworkTraining training = quick(50);
    training.learning_rate = 1e18;
    try {
        train(*tiny(false), images, training);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("diverges"), std::string::npos) << error.what();
    }
    EXPECT_THROW(train(*tiny(), {images[0]}, training), Error);
}

TEST(NetworkTraining, ImagesThatCannotBeReadAreNamedOnceAndTrainingGoesOn) {
    const test::TemporaryFolder folder;
    auto images = test::made_images(folder.path(), 4, 10);
    images.push_back({{(folder / "absent.png").string(), -1}, 0});
    int named = 0;
    const auto epochs = train(*tiny(), images, quick(3), {}, [&](const Event& event) {
        if (const auto* line = std::get_if<LogLine>(&event))
            named += line->text.find("absent.png") != std::string::npos;
    });
    EXPECT_EQ(epochs.size(), 3U);
    EXPECT_EQ(named, 1);
}

TEST(LearningRate, FollowsTheSchedules) {
    NetworkTraining training; // the paper's
    EXPECT_EQ(learning_rate_at(training, 0), 0.01);
    EXPECT_EQ(learning_rate_at(training, 29.99), 0.01);
    EXPECT_NEAR(learning_rate_at(training, 30), 0.001, 1e-15);
    EXPECT_NEAR(learning_rate_at(training, 59.9), 0.001, 1e-15);
    training.schedule = NetworkTraining::Schedule::cosine;
    EXPECT_EQ(learning_rate_at(training, 0), 0.01);
    EXPECT_NEAR(learning_rate_at(training, 30), 0.005, 1e-15);
    EXPECT_NEAR(learning_rate_at(training, 60), 0, 1e-15);
}

} // namespace
} // namespace whydah
