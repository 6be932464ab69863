#include "core/data/seed.h"
#include "core/experiment/experiment.h"
#include "records/error.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <algorithm>
#include <map>
#include <variant>

namespace whydah {
namespace {

constexpr int side = 32, classes = 6;

std::string big_endian(unsigned n) {
    return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8), static_cast<char>(n)};
}

/// Grey pictures of a bright bar at the class's height, `images[c]` of class c.
void write_part(const std::filesystem::path& folder, const std::string& part, const std::vector<int>& images) {
    Random random(seed_from(5, part));
    std::string pixels, labels;
    for (int c = 0; c < classes; ++c)
        for (int n = 0; n < images[static_cast<std::size_t>(c)]; ++n) {
            const std::int64_t row = 3 + 4 * c + random.below(2);
            for (int y = 0; y < side; ++y)
                for (int x = 0; x < side; ++x)
                    pixels += static_cast<char>(y == row || y == row + 1 ? 200 + random.below(50) : random.below(120));
            labels += static_cast<char>(c);
        }
    const auto n = static_cast<unsigned>(labels.size());
    test::write_text(folder / (part + "-images-idx3-ubyte"),
                     std::string("\0\0\x08\x03", 4) + big_endian(n) + big_endian(side) + big_endian(side) + pixels);
    test::write_text(folder / (part + "-labels-idx1-ubyte"), std::string("\0\0\x08\x01", 4) + big_endian(n) + labels);
}

/// What a run said about its stages, and plain's accuracy.
struct Outcome {
    std::vector<std::string> notes; ///< "stage: note"
    std::string log;
    std::int64_t right = 0, tested = 0;
    std::map<std::string, double> recall; ///< of each method
    std::vector<std::string> planned, run;
    RunRecord record;
    const MethodResult& of(const std::string& method) const {
        return *std::find_if(record.results.begin(), record.results.end(),
                             [&](const MethodResult& result) { return result.method == method; });
    }
};

Outcome run(const ExperimentOptions& options) {
    Outcome outcome;
    outcome.record = run_experiment(options, {}, [&](const Event& event) {
        if (const auto* plan = std::get_if<RunPlan>(&event)) outcome.planned = plan->stages;
        if (const auto* started = std::get_if<StageStarted>(&event)) outcome.run.push_back(started->stage);
        if (const auto* result = std::get_if<MethodResult>(&event))
            outcome.recall[result->method] = band_accuracy(*result, {}).all.value_or(0);
        if (const auto* finished = std::get_if<StageFinished>(&event))
            outcome.notes.push_back(finished->stage + ": " + finished->note);
        if (const auto* line = std::get_if<LogLine>(&event)) outcome.log += line->text + "\n";
        if (const auto* result = std::get_if<MethodResult>(&event); result && result->method == "plain")
            for (const auto& c : result->classes) outcome.right += c.correct, outcome.tested += c.test;
    });
    EXPECT_EQ(outcome.record.state, RunState::completed);
    EXPECT_EQ(outcome.run, outcome.planned) << "stages come as the plan says";
    return outcome;
}

class Scenario : public testing::Test {
protected:
    void SetUp() override {
        write_part(folder_ / "data", "train", {30, 20, 12, 8, 5, 3});
        write_part(folder_ / "data", "test", std::vector<int>(classes, 10));
        options_.data.data = folder_ / "data";
        options_.data.split = "given";
        options_.features.backbone = "small_cnn";
        options_.features.input_size = options_.features.resize_side = side;
        options_.features.cache = folder_ / "cache";
        options_.network.scenario = "scratch";
        options_.network.network_epochs = 6, options_.network.network_batch = 13;
        options_.network.network_learning_rate = 0.05, options_.network.flip = false;
        options_.classifier.methods = {"plain"};
        options_.classifier.steps = 100;
        options_.run.threads = 1;
    }
    test::TemporaryFolder folder_;
    ExperimentOptions options_;
};

TEST_F(Scenario, ScratchTrainsOnceAndFindsItsNetworkAgain) {
    const Outcome first = run(options_);
    EXPECT_GT(first.right, first.tested * 8 / 10) << "bars at six places are easily learned";
    EXPECT_THAT(first.log, testing::HasSubstr("epoch 6 of 6: loss"));
    const Outcome again = run(options_);
    EXPECT_THAT(again.notes, testing::Contains("Network training: from the checkpoint"));
    EXPECT_THAT(again.notes, testing::Contains("Features: from the cache"));
    EXPECT_THAT(again.log, testing::Not(testing::HasSubstr("epoch 6 of 6: loss")));
    EXPECT_EQ(again.right, first.right);

    options_.network.network_learning_rate = 0.04; // another network
    EXPECT_THAT(run(options_).log, testing::HasSubstr("epoch 6 of 6: loss"));
}

TEST_F(Scenario, TheNetworksOwnHeadAndPlainBeforeTrainingHaveTheirRows) {
    const Outcome trained = run(options_);
    ASSERT_TRUE(trained.recall.contains("network_head") && trained.recall.contains("plain_before"));
    EXPECT_GT(trained.recall.at("network_head"), 0.3) << "guessing gives 1/6";
    EXPECT_NE(trained.of("plain_before").predictions, trained.of("plain").predictions);
    options_.network.network_loss = "ldam_drw", options_.network.network_sampling = "square_root";
    const Outcome cosines = run(options_);
    EXPECT_GT(cosines.recall.at("network_head"), 0.3) << "a classifier of cosines";
    EXPECT_THAT(cosines.record.protocol.value("Network", "loss"), testing::HasSubstr("ldam_drw, margin 0.5"));
    EXPECT_NE(cosines.record.protocol.value("Network", "trained network"),
              trained.record.protocol.value("Network", "trained network"));
    options_.network.scenario = "features";
    options_.features.backbone = WHYDAH_SOURCE "/resources/sample/small_cnn.pt";
    EXPECT_EQ(run(options_).recall.size(), 1U) << "no network is trained";
}

TEST_F(Scenario, RecurFtLearnsEachBlockOnItsOwnNetworksFeatures) {
    options_.network.scenario = "recur_ft";
    options_.features.backbone = WHYDAH_SOURCE "/resources/sample/small_cnn.pt";
    options_.network.network_epochs = 8;
    options_.classifier.methods = {"plain", "meta_model_net"};
    options_.meta.head_classes = 2, options_.meta.episodes = 4, options_.meta.meta_steps = 10;
    const Outcome first = run(options_);
    for (const char* method : {"plain_before", "plain", "logit_adjustment", "meta_model_net", "meta_model_net+recur_ft"})
        EXPECT_GT(first.recall.count(method) ? first.recall.at(method) : 0, 0.3) << method;
    EXPECT_FALSE(first.recall.contains("network_head")) << "the last head does not know all classes";
    EXPECT_THAT(first.log, testing::HasSubstr("block 3: fine-tuned on 2 classes with more than 16 training images, 45 "
                                              "images, 2 epochs"));
    EXPECT_THAT(first.record.protocol.value("Network", "network of block 0"), testing::HasSubstr("5 classes"));
    const Outcome again = run(options_);
    EXPECT_THAT(again.log, testing::Not(testing::HasSubstr("epoch 2 of 2: loss"))) << "all networks are in the cache";
    EXPECT_EQ(again.recall, first.recall);
}

TEST_F(Scenario, FixFtBeginsWithTheGivenWeights) {
    options_.network.scenario = "fix_ft";
    EXPECT_THROW(run_experiment(options_, {}, {}), Error) << "there are no weights to begin with";
    options_.features.backbone = WHYDAH_SOURCE "/resources/sample/small_cnn.pt";
    options_.network.network_epochs = 1;
    const Outcome tuned = run(options_);
    EXPECT_THAT(tuned.log, testing::HasSubstr("epoch 1 of 1: loss"));
    EXPECT_GT(tuned.right, 0);
}

TEST_F(Scenario, WhatCannotBeTrainedIsRefusedWithAMend) {
    options_.features.backbone = folder_ / "net.onnx";
    test::write_text(options_.features.backbone, "x");
    try {
        run_experiment(options_, {}, {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("can only be run, not trained"));
    }
    options_.features.backbone = "resnet51";
    EXPECT_THROW(run_experiment(options_, {}, {}), Error);
}

} // namespace
} // namespace whydah
