#include "core/networks/scripted_network.h"

#include "core/backbone/backbone.h"
#include "core/networks/recorded_mode.h"
#include "records/error.h"

#include <torch/script.h>
#include <torch/utils.h>

namespace whydah {
namespace {

/// The parameters and buffers of a TorchScript module, where LibTorch's modules look for them: the same tensors. All
/// parameters can be trained, also those that were saved without gradient, as networks made for features often are:
/// they would stay as they are, and only the head would learn.
class Mirror : public torch::nn::Module {
public:
    explicit Mirror(const torch::jit::Module& script) {
        for (const auto& item : script.named_parameters(false))
            register_parameter(item.name, item.value, item.value.is_floating_point());
        for (const auto& item : script.named_buffers(false)) register_buffer(item.name, item.value);
        for (const auto& item : script.named_children())
            register_module(item.name, std::make_shared<Mirror>(item.value));
    }
};

class ScriptedNetwork : public Network {
public:
    ScriptedNetwork(torch::jit::Module script, std::string file, std::int64_t dimension, std::int64_t classes)
        : Network(3, "head", dimension, classes),
          script_(std::move(script)),
          file_(std::move(file)) {
        register_module("body", std::make_shared<Mirror>(script_));
        register_module("head", head_);
    }

    torch::Tensor features(const torch::Tensor& images) override {
        return one_vector_each(script_.forward({images}), images.size(0), file_);
    }

    void train(bool on) override {
        Network::train(on);
        script_.train(on);
    }

    /// [B, D] of [B, D] or [B, D, 1, 1]; keeps the way back to the parameters.
    static torch::Tensor one_vector_each(const torch::jit::IValue& output, std::int64_t images,
                                         const std::string& file) {
        if (output.isTensor()) {
            const torch::Tensor& values = output.toTensor();
            if (values.dim() >= 2 && values.size(0) == images && values.numel() == images * values.size(1))
                return values.flatten(1);
        }
        throw Error({.what = "does not give one feature vector for each image",
                     .where = file,
                     .mend = "export the network up to its last pooling layer, so that it gives [B, D]"});
    }

private:
    torch::jit::Module script_;
    std::string file_;
};

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::int64_t dimension_of(torch::jit::Module& script, const std::string& file, std::int64_t input_size) {
    const torch::NoGradGuard no_gradients;
    script.eval();
    const auto output = script.forward({torch::zeros({2, 3, input_size, input_size})});
    return ScriptedNetwork::one_vector_each(output, 2, file).size(1);
}

} // namespace

std::shared_ptr<Network> open_scripted_network(const std::string& file, std::int64_t classes, std::int64_t input_size,
                                               std::uint64_t seed) {
    try {
        torch::jit::Module script = torch::jit::load(file, torch::kCPU);
        if (const std::string reason = reason_not_to_train(script); !reason.empty())
            throw Error({.what = "cannot be fine-tuned: " + reason,
                         .where = file,
                         .mend = "export it with torch.jit.script(model.train()), or use it for features only "
                                 "(--scenario features)"});
        const std::int64_t dimension = dimension_of(script, file, input_size);
        torch::manual_seed(seed);
        auto network = std::make_shared<ScriptedNetwork>(std::move(script), file, dimension, classes);
        network->train(true);
        return network;
    } catch (const c10::Error& error) {
        throw Error(
            {.what = "the file is not a TorchScript module that this LibTorch can run (" + first_line(error.what()) + ")",
             .where = file,
             .mend = "export it with torch.jit.script, for images of " + std::to_string(input_size) +
                     " pixels (--input-size)"});
    }
}

} // namespace whydah
