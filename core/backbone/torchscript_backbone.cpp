#include "core/backbone/backbone.h"

#include "core/experiment/device.h"
#include "records/error.h"

#include <memory>
#include <torch/script.h>

namespace whydah {
namespace {

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

/// Frozen modules run faster; those that cannot be frozen (they change attributes, say) run as they are.
torch::jit::Module frozen(const torch::jit::Module& module) {
    try {
        return torch::jit::freeze(module);
    } catch (const c10::Error&) {
        return module;
    }
}

/// The last line of TorchScript's long stories says what went wrong.
std::string last_line(std::string text) {
    text.resize(text.find_last_not_of(" \n") + 1);
    return text.substr(text.find_last_of('\n') + 1);
}

torch::jit::IValue forward(torch::jit::Module& module, const torch::Tensor& images, const std::string& file) {
    try {
        return module.forward({images});
    } catch (const std::exception& error) {
        if (is_out_of_memory(error)) throw;
        throw Error({.what = "the network failed on a batch of images (" + last_line(error.what()) + ")",
                     .where = file,
                     .mend = "does --input-size fit the network? It must take [B, 3, S, S]"});
    }
}

} // namespace

Backbone open_torchscript(const std::string& file, torch::Device device) {
    auto module = std::make_shared<torch::jit::Module>();
    try {
        *module = torch::jit::load(file, device);
        module->eval();
        *module = frozen(*module);
    } catch (const std::exception& error) {
        throw Error(
            {.what = "the file is not a TorchScript module that this LibTorch can load (" + first_line(error.what()) + ")",
             .where = file,
             .mend = "export it with torch.jit.script or torch.jit.trace and save; a state_dict holds weights only, no "
                     "network"});
    }
    return {3, [module, device, file](const torch::Tensor& images) {
                const c10::InferenceMode inference;
                torch::jit::IValue output = forward(*module, images.to(device), file);
                if (!output.isTensor())
                    throw Error({.what = "gives no tensor but " + output.tagKind(),
                                 .where = file,
                                 .mend = "export a network that gives [B, D]"});
                return as_features(output.toTensor(), images.size(0), file);
            }};
}

} // namespace whydah
