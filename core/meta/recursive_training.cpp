#include "core/meta/recursive_training.h"

#include "core/data/seed.h"
#include "core/meta/clipped_sgd.h"
#include "core/meta/regression_loss.h"
#include "records/error.h"

#include <cmath>
#include <limits>
#include <string>

namespace whydah {
namespace {

constexpr double first_part = 0.7; // of a stage's steps, before the learning rate drops

/// Gradient of the mean loss over up to examples_a_step examples. False if there was none.
bool accumulate(MetaModelNet& net, const MetaPairs& pairs, const RecursiveTraining& t, std::int64_t i, Random& random,
                MetaStep& step) {
    double regression = 0, task = 0;
    int examples = 0, with_targets = 0;
    for (std::int64_t e = 0; e < t.examples_a_step; ++e) {
        MetaExample example;
        if (!pairs.draw(i, random, example)) continue;
        const MetaLoss loss = meta_loss(net, example, pairs.scale_of(i));
        // Each by itself: so one example's graph is in memory, and its gradients are added where they belong.
        (loss.total(t.lambda) / static_cast<double>(t.examples_a_step)).backward();
        ++examples, task += loss.task.item<double>();
        if (!example.with_target.empty()) ++with_targets, regression += loss.regression.item<double>();
    }
    if (examples == 0) return false;
    step.task = task / examples;
    step.regression = with_targets > 0 ? regression / with_targets : std::numeric_limits<double>::quiet_NaN();
    return true;
}

/// A step on what is no number would spoil the net for good.
[[noreturn]] void diverged(const MetaStep& step, const std::string& what) {
    throw Error({.what = "the training of MetaModelNet diverged: its " + what + " not a finite number any more",
                 .where = "block " + std::to_string(step.block) + ", step " + std::to_string(step.step),
                 .mend = "make --meta-learning-rate or --lambda smaller"});
}

} // namespace

MetaPairs recursive_pairs(std::vector<MetaPairs> pairs) {
    MetaPairs out = pairs.front();
    for (const MetaPairs& one : pairs) out.block_scale.push_back(one.scale);
    out.draw = [pairs = std::move(pairs)](std::int64_t i, Random& random, MetaExample& example) {
        return pairs[static_cast<std::size_t>(i)].draw(i, random, example);
    };
    return out;
}

void train_recursively(MetaModelNet& net, const MetaPairs& pairs, const RecursiveTraining& t, const JobControl& control,
                       const std::function<void(const MetaStep&)>& on_step) {
    net->train();
    MetaStep step{.block = 0, .step = 0, .total = t.steps * (pairs.last_block + 1)};
    for (std::int64_t i = pairs.last_block; i >= 0; --i) {
        Random random(seed_from(static_cast<std::int64_t>(t.seed), "meta/block=" + std::to_string(i)));
        ClippedSgd sgd(net->parameters_from(i), {t.momentum, t.weight_decay, t.gradient_clip});
        for (std::int64_t s = 0; s < t.steps; ++s) {
            control.check();
            const bool late = static_cast<double>(s) >= first_part * static_cast<double>(t.steps);
            sgd.zero_gradients();
            step.block = i;
            const bool learned = accumulate(net, pairs, t, i, random, step);
            ++step.step;
            if (!learned) continue;
            if (!std::isfinite(step.task) || std::isinf(step.regression)) diverged(step, "loss is");
            if (!sgd.step(t.learning_rate * (late ? 0.1 : 1.0))) diverged(step, "gradient is");
            if (on_step) on_step(step);
        }
    }
    net->eval();
}

} // namespace whydah
