#include "core/experiment/stage_key.h"

#include "core/classifier/classifier_training.h"
#include "core/data/sha256.h"
#include "core/experiment/processor.h"
#include "core/experiment/program_build.h"
#include "core/experiment/threads.h"
#include "core/meta/episode_bank.h"
#include "core/meta/meta_model_net.h"
#include "core/meta/recursive_training.h"
#include "records/experiment_options.h"

#include <torch/version.h>

namespace whydah {
namespace {

std::string hash_of(const torch::Tensor& value) {
    if (!value.defined()) return "none";
    const torch::Tensor numbers = value.detach().to(torch::kCPU).contiguous();
    Sha256 hash;
    hash.add(std::string(c10::toString(numbers.scalar_type())));
    for (std::int64_t size : numbers.sizes()) hash.add(std::to_string(size).append(" "));
    hash.add("\n");
    hash.add(numbers.data_ptr(), numbers.nbytes());
    return hash.hex();
}

void add_list(Sha256& hash, const std::vector<std::int64_t>& list) {
    hash.add(std::to_string(list.size()) + "\n");
    hash.add(list.data(), list.size() * sizeof(std::int64_t));
}

} // namespace

StageKey::StageKey(std::string_view kind) { add("kind", kind); }

StageKey& StageKey::add(std::string_view name, std::string_view value) {
    text_.append(name).append("=").append(value).append("\n");
    return *this;
}

StageKey& StageKey::add(std::string_view name, double value) { return add(name, option_text(value)); }

StageKey& StageKey::add(std::string_view name, const torch::Tensor& value) { return add(name, hash_of(value)); }

StageKey& StageKey::add(std::string_view name, const std::vector<std::int64_t>& value) {
    Sha256 hash;
    add_list(hash, value);
    return add(name, hash.hex());
}

StageKey& StageKey::add(std::string_view name, const std::vector<std::vector<std::int64_t>>& value) {
    Sha256 hash;
    hash.add(std::to_string(value.size()) + " lists\n");
    for (const auto& list : value) add_list(hash, list);
    return add(name, hash.hex());
}

StageKey& StageKey::add(std::string_view name, const StageKey& stage) { return add(name, stage.hash()); }

std::string StageKey::hash() const {
    Sha256 hash;
    hash.add(text_);
    return hash.hex();
}

// The structured bindings below do not compile any more when a setting is added: then it is added here, too.

StageKey& StageKey::add(const TrainingSet& set) {
    const auto& [rows, seed] = set;
    return add("rows", rows).add("seed", seed);
}

StageKey& StageKey::add(const FitSettings& settings) {
    const auto& [solver, steps, batch, learning_rate, momentum, weight_decay, sampling, loss, class_weights, start,
                 start_deviation, proximal_weight] = settings;
    add("solver", static_cast<int>(solver)).add("steps", steps).add("weight_decay", weight_decay);
    if (solver == Solver::subspace) return *this; // knows nothing else
    add("batch", batch).add("learning_rate", learning_rate).add("momentum", momentum);
    add("sampling", static_cast<int>(sampling));
    add("class_weights", class_weights).add("start", start).add("start_deviation", start_deviation);
    add("proximal_weight", proximal_weight);
    const auto& [name, of_loss] = loss;
    const auto& [focal_gamma, class_balanced_beta, ldam_margin, ldam_scale, drw_start, tau] = of_loss;
    add("loss", name).add("focal_gamma", focal_gamma).add("class_balanced_beta", class_balanced_beta);
    return add("ldam_margin", ldam_margin).add("ldam_scale", ldam_scale).add("drw_start", drw_start).add("tau", tau);
}

StageKey& StageKey::add(const EpisodeSettings& settings) {
    const auto& [episodes, cut_probability, last_block, memory, seed, fit] = settings;
    add("episodes", episodes).add("cut_probability", cut_probability).add("last_block", last_block);
    return add("memory", memory).add("seed", seed).add(fit);
}

StageKey& StageKey::add(const EpisodePairSettings& settings) {
    const auto& [last_block, data_batch, prior, nearest_entry, single_block, only_level, held_out, target, scale] =
        settings;
    add("last_block", last_block).add("data_batch", data_batch).add("prior", prior);
    add("nearest_entry", nearest_entry).add("single_block", single_block).add("only_level", only_level);
    return add("held_out", held_out).add("target", target).add("scale", scale);
}

StageKey& StageKey::add(const NetShape& shape) {
    const auto& [dimension, blocks, layers, normalisation, leaky_slope, kind, rank] = shape;
    add("dimension", dimension).add("blocks", blocks).add("layers", layers);
    return add("normalisation", static_cast<int>(normalisation)).add("leaky_slope", leaky_slope)
        .add("block", static_cast<int>(kind))
        .add("rank", rank);
}

StageKey& StageKey::add(const RecursiveTraining& training) {
    const auto& [steps, learning_rate, momentum, weight_decay, lambda, gradient_clip, examples_a_step, seed] = training;
    add("steps", steps).add("learning_rate", learning_rate).add("momentum", momentum).add("weight_decay", weight_decay);
    add("lambda", lambda).add("gradient_clip", gradient_clip).add("examples_a_step", examples_a_step);
    return add("training_seed", seed);
}

StageKey computing_key(const std::string& device, std::int64_t threads) {
    StageKey key("computing");
    key.add("form", "whydah stage 1").add("build", program_build()).add("torch", TORCH_VERSION).add("blas", blas_text());
    return key.add("processor", processor_name()).add("device", device).add("threads", threads);
}

} // namespace whydah
