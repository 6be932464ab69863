#include "core/experiment/stage_cache.h"

#include "core/data/seed.h"
#include "core/experiment/methods.h"
#include "support/temporary_folder.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <sstream>
#include <torch/utils.h>

namespace whydah {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::int64_t plenty = 1 << 30;

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    if (fs::exists(folder))
        for (const auto& file : fs::directory_iterator(folder)) files.push_back(file.path());
    return files;
}

// ---- The store itself.

class StageCacheStore : public testing::Test {
protected:
    StageCache open(std::int64_t most_bytes = plenty) {
        return StageCache(folder_ / "stages", most_bytes, [this](const Event& event) {
            if (const auto* line = std::get_if<LogLine>(&event)) warnings_.push_back(line->text);
        });
    }
    /// @return the number that came back: that of an earlier run, or `made`
    static float get(StageCache& cache, const std::string& key, float made, std::int64_t numbers = 4) {
        const auto make = [&] { return StageResult{{{"a", torch::full({numbers}, made)}}, {{"note", "é\n"}}}; };
        const StageResult result = cache.get("stage " + key, StageKey("test").add("key", key), make);
        EXPECT_EQ(result.at("a").numel(), numbers);
        return result.at("a")[numbers - 1].item<float>();
    }

    test::TemporaryFolder folder_;
    std::vector<std::string> warnings_;
};

TEST_F(StageCacheStore, AnotherRunGetsWhatTheFirstOneMade) {
    StageCache first = open();
    EXPECT_EQ(get(first, "x", 1), 1);
    EXPECT_EQ(get(first, "y", 2), 2);
    StageCache second = open();
    EXPECT_EQ(get(second, "x", 7), 1);
    EXPECT_EQ(get(second, "z", 8), 8);
    EXPECT_EQ(second.text(), "1 stage from the cache, 1 trained");
    EXPECT_EQ(cache_note(second, 0), "1 of 2 from the cache");
    EXPECT_EQ(cache_note(second, 1), "");
    EXPECT_THAT(warnings_, IsEmpty());
}

TEST_F(StageCacheStore, OffItKeepsNothing) {
    StageCache off;
    EXPECT_EQ(get(off, "x", 1), 1);
    EXPECT_EQ(get(off, "x", 2), 2);
    EXPECT_EQ(off.from_cache(), 0);
}

TEST_F(StageCacheStore, LargeResultsStayInTheFileAndLiveOnWithoutIt) {
    constexpr std::int64_t numbers = 20'000'000; // 80 MB
    StageCache cache = open();
    get(cache, "large", 3, numbers);
    const StageResult mapped =
        cache.get("large", StageKey("test").add("key", "large"), []() -> StageResult { throw std::logic_error("made"); });
    fs::remove_all(folder_ / "stages");
    EXPECT_EQ(mapped.at("a").min().item<float>(), 3);
    EXPECT_EQ(mapped.at("a").max().item<float>(), 3);
    mapped.at("a").zero_(); // in memory only: must not crash
    EXPECT_EQ(mapped.at("a").max().item<float>(), 0);
}

TEST_F(StageCacheStore, ADamagedFileIsMadeAgainWithAWarning) {
    StageCache cache = open();
    get(cache, "x", 1);
    const fs::path file = files_in(folder_ / "stages").at(0);
    const std::string good = test::text_of(file);
    const auto broken = [&](std::size_t at) {
        std::string bytes = good;
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        return bytes;
    };
    std::size_t damaged = 0;
    for (const std::string& bytes : {std::string(), good.substr(0, 5), good.substr(0, good.size() / 2), good + "more",
                                     broken(0), broken(9), broken(good.find("note") + 1), broken(good.find("kind=test") + 6),
                                     broken(good.size() - 1), std::string(good.size(), '\0')}) {
        test::write_text(file, bytes);
        EXPECT_EQ(get(cache, "x", 5), 5) << damaged;
        ASSERT_EQ(warnings_.size(), ++damaged);
        EXPECT_THAT(warnings_.back(), testing::AllOf(HasSubstr("stage x"), HasSubstr("made again")));
        EXPECT_EQ(get(cache, "x", 6), 5) << "and kept anew";
    }
}

TEST_F(StageCacheStore, OfTooMuchWhatWasNotUsedForLongestGoes) {
    constexpr std::int64_t numbers = 25'000; // 100 kB and a header
    StageCache cache = open(350'000);
    for (const char* key : {"a", "b", "c"}) get(cache, key, 1, numbers);
    const auto age = [&](const char* key, int hours) {
        fs::last_write_time(folder_ / "stages" / (StageKey("test").add("key", key).hash() + ".safetensors"),
                            fs::file_time_type::clock::now() - std::chrono::hours(hours));
    };
    age("a", 3), age("b", 2), age("c", 1);
    EXPECT_EQ(get(cache, "a", 2, numbers), 1) << "used: it goes last now";
    get(cache, "d", 1, numbers);
    StageCache later = open(350'000);
    EXPECT_EQ(get(later, "a", 2, numbers), 1);
    EXPECT_EQ(get(later, "c", 2, numbers), 1);
    EXPECT_EQ(get(later, "d", 2, numbers), 1);
    EXPECT_EQ(get(later, "b", 2, numbers), 2) << "it went";
    EXPECT_THAT(warnings_, IsEmpty());
    EXPECT_EQ(get(later, "large", 1, 10 * numbers), 1);
    EXPECT_THAT(warnings_, ElementsAre(HasSubstr("stage-cache-size"))) << "larger than all room: not kept";
    EXPECT_EQ(files_in(folder_ / "stages").size(), 3U);
}

TEST_F(StageCacheStore, LeftoversOfKilledProgramsGoAndThoseOfRunningOnesStay) {
    StageCache cache = open();
    get(cache, "a", 1);
    const fs::path old = folder_ / "stages/0123.safetensors.AbCdEf", fresh = folder_ / "stages/0123.safetensors.GhIjKl";
    test::write_text(old, "half"), test::write_text(fresh, "half");
    fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(48));
    get(cache, "b", 1);
    EXPECT_FALSE(fs::exists(old));
    EXPECT_TRUE(fs::exists(fresh));
}

TEST_F(StageCacheStore, AFolderThatCannotBeWrittenIsAWarningAndNoMore) {
    test::write_text(folder_ / "stages", "a file, no folder");
    StageCache cache = open();
    EXPECT_EQ(get(cache, "a", 1), 1);
    EXPECT_EQ(get(cache, "b", 2), 2);
    EXPECT_THAT(warnings_, ElementsAre(HasSubstr("not kept for later runs"))) << "said once";
}

TEST_F(StageCacheStore, WhatFailsIsNotKept) {
    StageCache cache = open();
    const StageKey key = StageKey("test").add("key", "a");
    EXPECT_THROW(cache.get("a", key, []() -> StageResult { throw std::runtime_error("diverged"); }), std::runtime_error);
    EXPECT_THAT(files_in(folder_ / "stages"), IsEmpty());
    EXPECT_THAT(cache.uses(), IsEmpty());
}

// ---- What experiments train with it.

FeaturePart part(const std::vector<std::int64_t>& counts, std::uint64_t seed) {
    Random random(seed);
    std::vector<float> x;
    std::vector<std::int64_t> y;
    for (std::size_t c = 0; c < counts.size(); ++c)
        for (std::int64_t i = 0; i < counts[c]; ++i) {
            y.push_back(static_cast<std::int64_t>(c));
            for (std::size_t d = 0; d < 6; ++d) x.push_back(static_cast<float>((d == c) + 0.5 * random.normal()));
        }
    return {torch::tensor(x).reshape({static_cast<std::int64_t>(y.size()), 6}), torch::tensor(y, torch::kLong)};
}

FeatureTable small_table() {
    FeatureTable table;
    table.train = part({40, 30, 20, 12, 6, 3}, 1), table.validation = part({8, 8, 8, 8, 8, 8}, 2);
    table.test = part({10, 10, 10, 10, 10, 10}, 3);
    table.classes = 6, table.dimension = 6, table.train_counts = torch::bincount(table.train.y, {}, 6);
    for (std::int64_t i = 0; i < table.test.size(); ++i) table.test_samples.push_back(i);
    return table;
}

class StagesRun : public testing::Test {
protected:
    StagesRun() {
        options_.classifier.methods = {"plain", "over_sampling", "focal_loss", "lws", "meta_model_net",
                                       "meta_model_net_literal"};
        options_.classifier.steps = 30, options_.classifier.learning_rate = 1;
        options_.meta.episodes = 3, options_.meta.meta_steps = 4, options_.meta.head_classes = 2;
        options_.meta.meta_learning_rate = 0.2, options_.meta.literal_models = "3", options_.meta.literal_steps = 10;
        options_.meta.blocks = 2;
    }

    /// All numbers of a run as one text, bit for bit; what it trained comes into trained_.
    std::string run(StageCache cache) {
        std::ostringstream text;
        text << std::hexfloat;
        run_methods(table_, {"a", "b", "c", "d", "e", "f"}, options_, 0, 1, "", {}, [&](const Event& event) {
            if (const auto* r = std::get_if<MethodResult>(&event)) {
                text << r->method << " " << r->validation_accuracy.value_or(-1) << "\n";
                for (const Prediction& p : r->predictions) text << p.predicted << " " << p.confidence << "\n";
            } else if (const auto* l = std::get_if<LossPoint>(&event)) {
                text << l->method << " " << l->block << " " << l->step << " " << l->regression << " " << l->task << "\n";
            } else if (const auto* t = std::get_if<Trajectories>(&event)) {
                for (float w : t->weights->values) text << w << "\n";
            } else if (const auto* f = std::get_if<StageFinished>(&event)) {
                notes_[f->stage] = f->note;
            }
        }, cache);
        trained_.clear();
        for (const StageUse& use : cache.uses())
            if (!use.from_cache) trained_.push_back(use.stage);
        all_ = cache.uses().size();
        return text.str();
    }
    std::string cached_run() { return run(StageCache(folder_ / "stages", plenty, {})); }

    test::TemporaryFolder folder_;
    FeatureTable table_ = small_table();
    ExperimentOptions options_;
    std::vector<std::string> trained_;
    std::size_t all_ = 0;
    std::map<std::string, std::string> notes_;
};

TEST_F(StagesRun, TheNumbersAreTheSameWithAndWithoutTheCacheBitForBit) {
    const std::string without = run(StageCache());
    EXPECT_EQ(trained_.size(), all_);
    EXPECT_GT(without.size(), 10'000U);
    EXPECT_EQ(cached_run(), without) << "filling it";
    EXPECT_EQ(trained_.size(), all_);
    EXPECT_EQ(cached_run(), without) << "from it";
    EXPECT_THAT(trained_, IsEmpty());
    for (const char* stage : {"Classifiers", "Episodes", "MetaModelNet", "k-shot models", "MetaModelNet, paper-literal"})
        EXPECT_THAT(notes_[stage], HasSubstr("from the cache")) << stage;
}

TEST_F(StagesRun, AnotherLambdaTrainsTheMetaNetworksAlone) {
    cached_run();
    options_.meta.lambda = {0.3};
    const std::string cached = cached_run();
    EXPECT_THAT(trained_, ElementsAre("net meta_model_net", "net meta_model_net_literal"));
    EXPECT_EQ(notes_["MetaModelNet"], "") << "trained, and says so";
    EXPECT_EQ(notes_["Classifiers"], "from the cache");
    EXPECT_EQ(cached, run(StageCache())) << "and the numbers are those of the new lambda";
}

TEST_F(StagesRun, AnotherBaselineTrainsThatOneAlone) {
    cached_run();
    options_.classifier.methods.emplace_back("cost_sensitive");
    const std::string cached = cached_run();
    EXPECT_THAT(trained_, ElementsAre("classifier cost_sensitive"));
    EXPECT_EQ(notes_["Classifiers"], std::to_string(4) + " of 5 from the cache");
    EXPECT_EQ(cached, run(StageCache()));
}

TEST_F(StagesRun, ALossOptionTrainsThatLossAlone) {
    cached_run();
    options_.classifier.loss.focal_gamma = {3};
    cached_run();
    EXPECT_THAT(trained_, ElementsAre("classifier focal_loss"));
    options_.classifier.loss.focal_gamma = {3, 1};
    cached_run();
    EXPECT_THAT(trained_, ElementsAre("classifier focal_loss")) << "the new candidate alone";
}

TEST_F(StagesRun, AnotherNumberOfModelsTrainsThatBankAndItsNetAlone) {
    cached_run();
    options_.meta.literal_models = "3,4";
    cached_run();
    EXPECT_THAT(trained_, ElementsAre("k-shot models 1", "net meta_model_net_literal"));
}

TEST_F(StagesRun, WhatAllDependsOnTrainsAll) {
    cached_run();
    for (const auto& change : std::vector<std::function<void()>>{
             [&] { options_.classifier.weight_decay = {1e-4}; }, [&] { options_.run.sampling_seed = 4; },
             [&] { table_.train.x[0][0] += 1e-6F; }}) {
        change();
        cached_run();
        EXPECT_EQ(trained_.size(), all_) << "sampling seed " << options_.run.sampling_seed;
    }
}

TEST_F(StagesRun, AnotherInitialisationTrainsTheNetsAlone) {
    cached_run();
    options_.run.initialisation_seed = 9;
    cached_run();
    EXPECT_THAT(trained_, ElementsAre("net meta_model_net", "net meta_model_net_literal"));
}

TEST_F(StagesRun, WhatOnlyTestsAndDrawingsReadTrainsNothing) {
    cached_run();
    options_.meta.strength = 0.9, options_.run.bands = "oltr", options_.classifier.loss.tau_grid = {1, 2};
    const std::string cached = cached_run();
    EXPECT_THAT(trained_, IsEmpty());
    EXPECT_EQ(cached, run(StageCache())) << "the strength acts";
}

} // namespace
} // namespace whydah
