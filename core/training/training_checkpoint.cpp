#include "core/training/training_checkpoint.h"

#include "core/data/packed_file.h"
#include "core/networks/safetensors.h"
#include "records/error.h"
#include "records/experiment_options.h"

#include <algorithm>
#include <torch/utils.h>

namespace whydah {
namespace {

constexpr const char* form = "whydah training 1";
constexpr std::int64_t most_bytes = std::int64_t{64} << 30;

void add(StateDict& to, const std::string& prefix, const StateDict& items) {
    for (const NamedTensor& item : items) to.push_back({prefix + item.name, item.value});
}

/// The items whose names begin with the prefix, without it.
StateDict part(const StateDict& items, const std::string& prefix) {
    StateDict out;
    for (const NamedTensor& item : items)
        if (item.name.starts_with(prefix)) out.push_back({item.name.substr(prefix.size()), item.value});
    return out;
}

void fill(StateDict& to, const StateDict& from, const std::string& file) {
    const torch::NoGradGuard no_gradients;
    for (std::size_t i = 0; i < to.size(); ++i) {
        const auto found =
            std::find_if(from.begin(), from.end(), [&](const auto& item) { return item.name == to[i].name; });
        if (found == from.end() || found->value.sizes() != to[i].value.sizes())
            throw Error({.what = "lacks the velocity of " + to[i].name, .where = file, .mend = "delete the file"});
        to[i].value.copy_(found->value);
    }
}

} // namespace

void write_checkpoint(const std::filesystem::path& file, const Network& network, MomentumSgd& sgd,
                      const LossScale& scale, std::int64_t epochs_done, const std::string& identity) {
    Safetensors content{{},
                        {{"form", form},
                         {"identity", identity},
                         {"epochs", std::to_string(epochs_done)},
                         {"loss_scale", option_text(scale.value())},
                         {"good_steps", std::to_string(scale.good_steps())}}};
    add(content.tensors, "network.", state_dict_of(network));
    add(content.tensors, "velocity.", sgd.velocities());
    write_safetensors(file, content);
}

std::optional<std::int64_t> read_checkpoint(const std::filesystem::path& file, Network& network, MomentumSgd& sgd,
                                            LossScale& scale, const std::string& identity, std::string& why) {
    std::error_code error;
    if (file.empty() || !std::filesystem::exists(file, error)) return std::nullopt;
    try {
        Safetensors content = parse_safetensors(read_bytes(file, most_bytes), file.string());
        if (content.notes["form"] != form || content.notes["identity"] != identity) {
            why = "the checkpoint " + file.string() + " is of another training and is not used";
            return std::nullopt;
        }
        double value = 1;
        std::int64_t epochs = 0, good_steps = 0;
        if (!parse_option({}, content.notes["epochs"], epochs) ||
            !parse_option({}, content.notes["loss_scale"], value) ||
            !parse_option({}, content.notes["good_steps"], good_steps))
            throw Error({.what = "has no valid notes", .where = file.string(), .mend = "delete the file"});
        fill(sgd.velocities(), part(content.tensors, "velocity."), file.string());
        load_state_dict(network, part(content.tensors, "network."), HeadWeights::load, network.head_name(),
                        file.string());
        scale.restore(value, good_steps);
        return epochs;
    } catch (const Error& damage) {
        why = std::string("the checkpoint cannot be used, training begins anew: ") + damage.what();
        return std::nullopt;
    }
}

} // namespace whydah
