#include "core/experiment/cached_stages.h"

#include "core/baselines/lws.h"
#include "core/meta/prior_coordinate.h"

#include <torch/types.h>

namespace whydah {
namespace {

constexpr const char* weights_name = "weights";

StageResult weights_alone(const torch::Tensor& weights) { return {{{weights_name, weights}}}; }

StageKey key_of(const MethodContext& context, const char* kind) {
    return StageKey(kind).add("features", context.features_key);
}

/// Losses of all steps, [steps, 4] float64: block, step, regression, task.
torch::Tensor table_of(const std::vector<MetaStep>& steps) {
    torch::Tensor table = torch::empty({static_cast<std::int64_t>(steps.size()), 4}, torch::kDouble);
    auto* at = table.data_ptr<double>();
    for (const MetaStep& s : steps)
        for (double value : {static_cast<double>(s.block), static_cast<double>(s.step), s.regression, s.task})
            *at++ = value;
    return table;
}

void tell(const torch::Tensor& table, std::int64_t total, const std::function<void(const MetaStep&)>& on_step) {
    const auto* at = table.data_ptr<double>();
    for (std::int64_t i = 0; i < table.size(0); ++i, at += 4)
        on_step({.block = static_cast<std::int64_t>(at[0]),
                 .step = static_cast<std::int64_t>(at[1]),
                 .total = total,
                 .regression = at[2],
                 .task = at[3]});
}

constexpr const char* losses_name = "losses";
const std::string net_prefix = "net.";

StageResult net_and_losses(const MetaModelNet& net, const std::vector<MetaStep>& steps) {
    StageResult result{{{losses_name, table_of(steps)}}};
    for (const NamedTensor& item : state_dict_of(*net)) result.tensors.push_back({net_prefix + item.name, item.value});
    return result;
}

void load_net(MetaModelNet& net, const StageResult& from) {
    StateDict weights;
    for (const NamedTensor& item : from.tensors)
        if (item.name.starts_with(net_prefix)) weights.push_back({item.name.substr(net_prefix.size()), item.value});
    load_state_dict(*net, weights, HeadWeights::load, "", "stage cache");
    net->eval();
}

} // namespace

torch::Tensor cached_fit(const MethodContext& context, const std::string& method, const TrainingSet& set,
                         const FitSettings& settings, bool one) {
    const StageKey key = key_of(context, "classifier").add("one", one).add(set).add(settings);
    const auto make = [&] {
        const torch::Tensor& x = context.table.train.x;
        return weights_alone(
            fit_classifiers(one ? with_one(x) : x, {set}, settings, context.threads, context.control)[0]);
    };
    return context.cache.get("classifier " + method, key, make).at(weights_name).to(context.table.train.x.device());
}

torch::Tensor cached_scales(const MethodContext& context, const torch::Tensor& weights, const TrainingSet& set,
                            const FitSettings& settings) {
    const StageKey key = key_of(context, "scales").add("rows_of", weights).add(set).add(settings);
    const auto make = [&] {
        return weights_alone(learn_scales(context.table.train.x, weights, set, settings, context.control));
    };
    return context.cache.get("scales lws", key, make).at(weights_name).to(weights.device());
}

KeyedEpisodes cached_episodes(const MethodContext& context, const ClassImages& images, const std::string& base_method,
                              const EpisodeSettings& settings, const FitProgress& progress) {
    const torch::Tensor& x = context.table.train.x;
    KeyedEpisodes out{draw_episodes(images, settings),
                      key_of(context, "episodes").add("images", images).add(settings)};
    const auto make = [&] {
        fit_episodes(out.bank, x, settings, context.threads, context.control, progress);
        return weights_alone(out.bank.weights->all());
    };
    const StageResult result = context.cache.get("episodes " + base_method, out.key, make);
    if (!out.bank.weights)
        out.bank.weights = std::make_unique<WeightStore>(result.at(weights_name), settings.memory, x.device());
    return out;
}

KeyedLiteralBank cached_literal_bank(const MethodContext& context, const LiteralSettings& settings,
                                     const FitProgress& progress) {
    const torch::Tensor& x = context.table.train.x;
    KeyedLiteralBank bank{{}, StageKey("literal bank")};
    std::int64_t done = 0;
    for (std::int64_t i = 0; i <= settings.last_block; ++i) {
        LiteralBlock block = draw_literal_block(context.images, i);
        const std::int64_t models = settings.models_of(i), memory = settings.memory / (settings.last_block + 1);
        StageKey key = key_of(context, "k-shot models").add("block", i).add("models", models).add("seed", settings.seed);
        key.add("memory", memory).add("images", block.images).add(settings.few_shot);
        StageKey star_key = key_of(context, "many-shot").add("block", i).add("seed", settings.seed);
        star_key.add("images", block.images).add(settings.many_shot);
        if (block.labels.size() >= 2) {
            block.star = context.cache
                             .get("many-shot models " + std::to_string(i), star_key,
                                  [&] {
                                      return weights_alone(fit_star(block, x, settings, i, context.threads,
                                                                    context.control));
                                  })
                             .at(weights_name)
                             .to(x.device());
            const StageResult few = context.cache.get("k-shot models " + std::to_string(i), key, [&] {
                fit_few_shot(block, x, settings, i, context.threads, context.control,
                             [&](std::int64_t fitted) { progress(done + fitted); });
                return weights_alone(block.few_shot->all());
            });
            if (!block.few_shot)
                block.few_shot = std::make_unique<WeightStore>(few.at(weights_name), memory, x.device());
        }
        progress(done += models);
        bank.key.add("few", key).add("many", star_key);
        bank.blocks.push_back(std::move(block));
    }
    return bank;
}

void cached_training(const MethodContext& context, MetaModelNet& net, const NetShape& shape, const MetaVariant& variant,
                     const RecursiveTraining& training, std::uint64_t initialisation_seed,
                     const std::function<void(const MetaStep&)>& on_step) {
    const StageKey key = key_of(context, "MetaModelNet")
                             .add("pairs", variant.pairs_key)
                             .add(shape)
                             .add(training)
                             .add("initialisation_seed", initialisation_seed);
    bool trained = false;
    const StageResult result = context.cache.get("net " + variant.method, key, [&] {
        trained = true;
        std::vector<MetaStep> steps;
        train_recursively(net, variant.pairs, training, context.control, [&](const MetaStep& step) {
            steps.push_back(step);
            on_step(step);
        });
        return net_and_losses(net, steps);
    });
    if (trained) return;
    load_net(net, result);
    tell(result.at(losses_name), training.steps * (variant.pairs.last_block + 1), on_step);
}

} // namespace whydah
