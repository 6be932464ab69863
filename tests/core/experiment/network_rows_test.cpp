#include "core/data/seed.h"
#include "core/experiment/methods.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <torch/utils.h>

namespace whydah {
namespace {

constexpr std::int64_t classes = 6, dimension = 6;

FeaturePart part(const std::vector<std::int64_t>& counts, std::uint64_t seed) {
    Random random(seed);
    std::vector<float> x;
    std::vector<std::int64_t> y;
    for (std::size_t c = 0; c < counts.size(); ++c)
        for (std::int64_t i = 0; i < counts[c]; ++i) {
            y.push_back(static_cast<std::int64_t>(c));
            for (std::size_t d = 0; d < dimension; ++d)
                x.push_back(static_cast<float>((d == c) + 0.5 * random.normal()));
        }
    const auto n = static_cast<std::int64_t>(y.size());
    return {torch::tensor(x).reshape({n, dimension}), torch::tensor(y, torch::kLong)};
}

FeatureTable table_of(std::uint64_t seed) {
    FeatureTable table;
    table.train = part({40, 30, 20, 12, 6, 3}, seed), table.test = part({10, 10, 10, 10, 10, 10}, seed + 1);
    table.validation = {torch::empty({0, dimension}), torch::empty({0}, torch::kLong)};
    table.classes = classes, table.dimension = dimension;
    table.train_counts = torch::bincount(table.train.y, {}, classes);
    for (std::int64_t i = 0; i < table.test.size(); ++i) table.test_samples.push_back(i);
    return table;
}

ExperimentOptions quick(const std::string& scenario) {
    ExperimentOptions options;
    options.network.scenario = scenario;
    options.classifier.methods = {"plain", "meta_model_net", "meta_model_net_literal"};
    options.classifier.steps = 30, options.classifier.learning_rate = 1;
    options.meta.episodes = 3, options.meta.meta_steps = 8, options.meta.head_classes = 2;
    options.meta.meta_learning_rate = 0.2, options.meta.literal_models = "3", options.meta.literal_steps = 20;
    return options;
}

struct Outcome {
    std::vector<std::string> stages;
    std::vector<MethodResult> results;
    std::vector<Trajectories> chains;

    const MethodResult& of(const std::string& method) const {
        return *std::find_if(results.begin(), results.end(), [&](const auto& r) { return r.method == method; });
    }
    std::vector<float> weights_of(const std::string& method) const {
        for (const Trajectories& t : chains)
            if (t.method == method) return t.weights->values;
        return {};
    }
};

Outcome run(const FeatureTable& table, const ExperimentOptions& options, const NetworkTables& network) {
    Outcome outcome;
    const Report report = [&](Event event) {
        if (auto* started = std::get_if<StageStarted>(&event)) outcome.stages.push_back(started->stage);
        if (auto* result = std::get_if<MethodResult>(&event)) outcome.results.push_back(*result);
        if (auto* chains = std::get_if<Trajectories>(&event)) outcome.chains.push_back(*chains);
    };
    run_methods(table, {"a", "b", "c", "d", "e", "f"}, options, 0, 1, "", {}, report, network);
    return outcome;
}

TEST(NetworkRows, TheHeadIsTestedOnTheFeaturesThatItWasTrainedOn) {
    const FeatureTable table = table_of(1), raw = table_of(5);
    torch::manual_seed(2);
    const torch::Tensor head = torch::randn({classes, dimension + 1});
    NetworkTables network;
    network.raw = &raw, network.head = head, network.seconds = 12;
    ExperimentOptions options = quick("fix_ft");
    options.classifier.methods = {"plain"};
    const MethodResult result = run(table, options, network).of("network_head");
    const torch::Tensor expected =
        (raw.test.x.mm(head.narrow(1, 0, dimension).t()) + head.narrow(1, dimension, 1).t()).argmax(1);
    ASSERT_EQ(result.predictions.size(), 60U);
    for (std::size_t i = 0; i < 60; ++i)
        EXPECT_EQ(result.predictions[i].predicted, expected[static_cast<std::int64_t>(i)].item<std::int64_t>());
    EXPECT_EQ(result.seconds, 12);
}

TEST(NetworkRows, PlainBeforeTrainingIsPlainOnTheOtherFeatures) {
    const FeatureTable table = table_of(1), before = table_of(5);
    NetworkTables network;
    network.before = &before;
    ExperimentOptions options = quick("fix_ft");
    options.classifier.methods = {"plain"};
    const Outcome both = run(table, options, network), alone = run(before, options, {});
    EXPECT_EQ(both.of("plain_before").predictions, alone.of("plain").predictions);
    EXPECT_NE(both.of("plain").predictions, alone.of("plain").predictions);
    EXPECT_EQ(both.stages, method_stages(options, "")) << "as the plan says";
}

/// Recur FT: features of the networks of blocks 0..3 (N = 3: three classes have more than 16 images).
NetworkTables blocks_of(const FeatureTable& table) {
    NetworkTables network;
    network.before = &table;
    network.of_block.assign(4, table.train.x);
    return network;
}

TEST(RecursiveFeatures, NetworksThatAreAllTheSameChangeNothing) {
    const FeatureTable table = table_of(1);
    const Outcome outcome = run(table, quick("recur_ft"), blocks_of(table));
    EXPECT_EQ(outcome.stages, method_stages(quick("recur_ft"), ""));
    EXPECT_EQ(outcome.weights_of("meta_model_net+recur_ft"), outcome.weights_of("meta_model_net"));
    EXPECT_FALSE(outcome.weights_of("meta_model_net").empty());
    EXPECT_EQ(outcome.of("meta_model_net+recur_ft").predictions, outcome.of("meta_model_net").predictions);
    EXPECT_FALSE(outcome.of("meta_model_net_literal+recur_ft").predictions.empty());
}

TEST(RecursiveFeatures, EveryBlockLearnsOnItsOwnNetworksFeatures) {
    const FeatureTable table = table_of(1), other = table_of(5);
    const Outcome same = run(table, quick("recur_ft"), blocks_of(table));
    for (std::size_t block : {std::size_t{1}, std::size_t{3}}) {
        NetworkTables network = blocks_of(table);
        network.of_block[block] = other.train.x;
        const Outcome changed = run(table, quick("recur_ft"), network);
        for (const char* method : {"meta_model_net", "meta_model_net_literal"}) {
            const std::string recursive = std::string(method) + "+recur_ft";
            EXPECT_EQ(changed.weights_of(method), same.weights_of(method)) << "learns on the last network alone";
            EXPECT_NE(changed.weights_of(recursive), same.weights_of(recursive)) << recursive << ", block " << block;
        }
    }
}

} // namespace
} // namespace whydah
