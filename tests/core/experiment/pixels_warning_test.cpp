#include "core/experiment/experiment.h"
#include "core/networks/network_list.h"
#include "core/networks/network_weights.h"
#include "support/made_data.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace whydah {
namespace {

std::int64_t doubts(const RunRecord& record) {
    EXPECT_EQ(record.state, RunState::completed);
    const auto logged = std::count_if(record.log.begin(), record.log.end(), [](const LogLine& line) {
        return line.level == LogLine::Level::warning && line.text.find("--std-dev 0.229,0.224,0.225") != std::string::npos;
    });
    const auto shown = std::count_if(record.dataset.problems.begin(), record.dataset.problems.end(),
                                     [](const DataProblem& p) { return p.where == "options --mean, --std-dev"; });
    EXPECT_EQ(logged, shown);
    EXPECT_EQ(record.dataset.problem_count, shown);
    return shown;
}

TEST(PixelsWarning, StandsInLogAndProblemsOfARunWithTorchvisionsWeightsOnPlainPixels) {
    const test::TemporaryFolder folder;
    for (int i = 0; i < 24; ++i)
        test::write_text(folder.path() / "images" / (i % 2 ? "a" : "b") / (std::to_string(i) + ".png"),
                         test::image_bytes(".png"));
    save_weights(*make_network("resnet18", 1000, 1), folder / "resnet18.safetensors");
    ExperimentOptions options;
    options.data.data = folder / "images";
    options.features.backbone = "resnet18", options.features.backbone_weights = folder / "resnet18.safetensors";
    options.features.input_size = options.features.resize_side = 32;
    options.features.cache = folder / "cache";
    options.classifier.methods = {"plain"}, options.classifier.steps = 5;
    options.run.threads = 1;
    EXPECT_EQ(doubts(run_experiment(options, {}, {})), 1);
    options.features.mean = "0.485,0.456,0.406", options.features.std_dev = "0.229,0.224,0.225";
    EXPECT_EQ(doubts(run_experiment(options, {}, {})), 0);
}

} // namespace
} // namespace whydah
