#pragma once

#include <string>

namespace torch::jit {
struct Module;
}

namespace whydah {

/// Why a TorchScript module cannot be trained; empty if it can. Recording a network with torch.jit.trace fixes the
/// mode it was in: batch normalisation and dropout are called with a constant in the place of `training`, where a
/// module of torch.jit.script asks its attribute. Found by looking at the graph of forward with all calls unfolded:
/// an operator with a constant `training` (or `train`) argument. A traced module without such operators is fine.
std::string reason_not_to_train(const torch::jit::Module& module);

} // namespace whydah
