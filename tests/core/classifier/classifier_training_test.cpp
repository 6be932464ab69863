#include "core/classifier/classifier_training.h"

#include "core/classifier/fit_memory.h"
#include "core/experiment/threads.h"
#include "records/error.h"

#include <atomic>
#include <gtest/gtest.h>
#include <mutex>
#include <set>
#include <thread>
#include <torch/utils.h>

namespace whydah {
namespace {

torch::Tensor random_features(std::int64_t rows, std::int64_t dimension) {
    torch::manual_seed(1);
    return torch::nn::functional::normalize(torch::randn({rows, dimension}),
                                            torch::nn::functional::NormalizeFuncOptions().dim(1));
}

std::vector<TrainingSet> some_sets(int models) {
    std::vector<TrainingSet> sets;
    for (int s = 0; s < models; ++s)
        sets.push_back({{{0, 1, 2, s + 3}, {20, 21}, {30}}, static_cast<std::uint64_t>(100 + s)});
    return sets;
}

// One image x = (1, 0) of class 0 and W = 0: softmax gives 1/2 for each class, the gradient of row 0 is -x/2 and of row
// 1 is x/2. Step 1: v = g, W -= 0.1 v. Step 2 by hand with momentum 0.9.
TEST(ClassifierTraining, TwoStepsByHand) {
    const torch::Tensor x = torch::tensor({{1.0F, 0.0F}});
    FitSettings settings{.steps = 2, .batch = 4, .learning_rate = 0.1, .momentum = 0.9, .weight_decay = 0};
    const torch::Tensor w = fit_classifiers(x, {{{{0}, {}}, 7}}, settings, 1, {})[0];
    const double p = 1 / (1 + std::exp(-0.1)); // of class 0 after the first step: scores 0.05 and -0.05
    const double second = 0.9 * 0.5 + (1 - p); // velocity
    const double expected =
        0.1 * 0.5 + 0.1 * second; // the rate drops after 60 %: at the third step of five, not yet here
    EXPECT_NEAR(w[0][0].item<double>(), expected, 1e-6);
    EXPECT_NEAR(w[1][0].item<double>(), -expected, 1e-6);
    EXPECT_EQ(w[0][1].item<double>(), 0);
}

TEST(ClassifierTraining, BatchedFitsEqualSingleFits) {
    const torch::Tensor x = random_features(40, 6);
    const auto sets = some_sets(9);
    const FitSettings settings{.steps = 30, .batch = 16, .learning_rate = 5};
    const torch::Tensor together = fit_classifiers(x, sets, settings, 2, {});
    for (std::size_t s = 0; s < sets.size(); ++s) {
        const torch::Tensor alone = fit_classifiers(x, {sets[s]}, settings, 1, {})[0];
        EXPECT_LT((together[static_cast<std::int64_t>(s)] - alone).abs().max().item<double>(), 1e-5) << s;
    }
}

TEST(ClassifierTraining, TheSameSeedGivesTheSameBitsWithAnyNumberOfThreads) {
    const torch::Tensor x = random_features(40, 6);
    for (const Solver solver : {Solver::sgd, Solver::lbfgs})
        for (const char* loss : {"", "ldam"}) {
            FitSettings settings{.solver = solver, .steps = 30, .batch = 16, .learning_rate = 5};
            if (solver == Solver::sgd) settings.loss.name = loss;
            const torch::Tensor alone = fit_classifiers(x, some_sets(9), settings, 1, {});
            for (const std::int64_t threads : {2, 2, 5}) {
                set_thread_budget(threads);
                EXPECT_TRUE(torch::equal(alone, fit_classifiers(x, some_sets(9), settings, threads, {}))) << threads;
            }
            set_thread_budget(1);
        }
}

TEST(ClassifierTraining, ModelsAreTrainedOnSeveralThreadsAndOneTellsOfThem) {
    set_thread_budget(2);
    std::mutex mutex;
    std::set<std::thread::id> trained, told;
    std::vector<std::int64_t> done;
    const auto note = [&](std::set<std::thread::id>& who) {
        const std::scoped_lock lock(mutex);
        who.insert(std::this_thread::get_id());
    };
    fit_classifiers(random_features(60, 6), some_sets(40), FitSettings{.steps = 500, .batch = 4}, 2,
                    JobControl({}, [&] { note(trained); }), [&](std::int64_t models) {
                        note(told);
                        done.push_back(models);
                    });
    set_thread_budget(1);
    EXPECT_EQ(trained.size(), 2U);
    EXPECT_EQ(told, std::set{std::this_thread::get_id()});
    EXPECT_TRUE(std::is_sorted(done.begin(), done.end()));
}

TEST(ClassifierTraining, WhatAFitTakesIsKnownBefore) {
    const torch::Tensor x = random_features(200, 10);
    const TrainingSet set{std::vector<std::vector<std::int64_t>>(5, std::vector<std::int64_t>(40, 7)), 1};
    const auto bytes = [&](std::int64_t count, const FitSettings& settings) {
        return bytes_of_fit(x, std::vector<TrainingSet>(4, set), count, settings);
    };
    EXPECT_EQ(bytes(1, {.solver = Solver::lbfgs}), 4 * (200 * 10 + 24 * 200 * 5)) << "more images than twice the dimensions";
    EXPECT_EQ(bytes(4, {.steps = 1, .batch = 8}), 4 * 4 * (3 * 5 * 10 + 8 * (10 + 3 * 5)));
}

TEST(ClassifierTraining, NotMoreFitsAtATimeThanThereIsRoomFor) {
    EXPECT_EQ(fits_at_a_time(1000, 10'000), 5) << "half of what is free";
    EXPECT_EQ(fits_at_a_time(1000, 100), 1);
    EXPECT_GT(fits_at_a_time(1000, -1), 1'000'000) << "not known";
}

TEST(ClassifierTraining, ClassBalancedDrawingLiftsTheRareClass) {
    const torch::Tensor x = torch::tensor({{1.0F, 0.2F}, {1.0F, -0.2F}});
    TrainingSet set{{std::vector<std::int64_t>(50, 0), {1}}, 3};
    FitSettings settings{.steps = 20, .batch = 64, .learning_rate = 0.5};
    const auto score = [&](bool balanced) {
        settings.sampling = balanced ? Sampling::class_balanced : Sampling::image;
        const torch::Tensor w = fit_classifiers(x, {set}, settings, 1, {})[0];
        return ((w[1] - w[0]) * x[1]).sum().item<double>();
    };
    EXPECT_LT(score(false), 0) << "the rare class loses its own image to the frequent one";
    EXPECT_GT(score(true), 0);
}

TEST(ClassifierTraining, TheProximalPullHoldsTheWeightsAtTheStart) {
    const torch::Tensor x = random_features(40, 6);
    FitSettings settings{.steps = 50, .batch = 16, .learning_rate = 0.05};
    settings.start = torch::randn({3, 6});
    const auto moved = [&](double pull) {
        settings.proximal_weight = pull;
        return (fit_classifiers(x, some_sets(1), settings, 1, {})[0] - settings.start).norm().item<double>();
    };
    EXPECT_LT(moved(10), 0.2 * moved(0.001));
}

TEST(ClassifierTraining, AStopIsFeltWithinAStep) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(fit_classifiers(random_features(40, 6), {{{{0}, {1}}, 1}}, FitSettings{.steps = 1000, .batch = 1}, 1,
                                 JobControl(source.get_token())),
                 Stopped);
}

TEST(ClassifierTraining, AStopIsFeltByManyModelsOnTwoThreads) {
    std::stop_source source;
    std::atomic<int> checks = 0;
    const FitSettings settings{.steps = 1'000'000, .batch = 4};
    const auto fit = [&] {
        fit_classifiers(random_features(40, 6), some_sets(16), settings, 2,
                        JobControl(source.get_token(), [&] {
                            if (++checks == 50) source.request_stop();
                        }));
    };
    set_thread_budget(2);
    EXPECT_THROW(fit(), Stopped);
    set_thread_budget(1);
    EXPECT_LT(checks, 60) << "one step of each";
}

TEST(ClassifierTraining, LargeBatchesAreDrawnAFewStepsAtATime) { // two steps by hand, the image repeated often
    const torch::Tensor x = torch::tensor({{1.0F, 0.0F}});
    const FitSettings settings{.steps = 2, .batch = 1 << 20, .learning_rate = 0.1, .momentum = 0.9, .weight_decay = 0};
    const torch::Tensor w = fit_classifiers(x, {{{{0}, {}}, 7}}, settings, 1, {})[0];
    const double p = 1 / (1 + std::exp(-0.1));
    EXPECT_NEAR(w[0][0].item<double>(), 0.1 * 0.5 + 0.1 * (0.9 * 0.5 + (1 - p)), 1e-5);
}

TEST(ClassifierTraining, AFitThatDivergesIsAnErrorAndNoResult) {
    const torch::Tensor x = random_features(40, 6) * 1e20;
    try {
        fit_classifiers(x, some_sets(1), FitSettings{.steps = 50, .batch = 8, .learning_rate = 1e19}, 1, {});
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_NE(error.problem().find("diverged"), std::string::npos);
        EXPECT_NE(error.mend().find("--learning-rate"), std::string::npos);
    }
}

TEST(ClassifierTraining, ModelsBesideTheStoreStayWithinAQuarterOfItsMemory) {
    EXPECT_EQ(models_a_chunk(100, 256, std::int64_t{2} << 30, 2), 16);
    EXPECT_EQ(models_a_chunk(100, 256, std::int64_t{2} << 30, 32), 128) << "four for each thread";
    EXPECT_EQ(models_a_chunk(100, 256, std::int64_t{2} << 30, 3), 12);
    EXPECT_EQ(models_a_chunk(8000, 2048, std::int64_t{2} << 30, 2), 4) << "of 65 MB, and twice as much for each of two in training";
    EXPECT_EQ(models_a_chunk(8000, 2048, std::int64_t{2} << 30, 64), 2);
    EXPECT_EQ(models_a_chunk(8000, 2048, 1 << 20, 2), 1);
}

} // namespace
} // namespace whydah
