#pragma once

#include <torch/types.h>

#include <string>
#include <vector>

namespace torch::nn {
class Module;
}

namespace whydah {

struct NamedTensor {
    std::string name; ///< "layer1.0.conv1.weight"
    torch::Tensor value;
};
/// Named tensors in the order of the file.
using StateDict = std::vector<NamedTensor>;

/// Parameters, then buffers, of a module: the tensors themselves, no copies.
StateDict state_dict_of(const torch::nn::Module& module);

/// Whether the last layer's weights are wanted.
enum class HeadWeights { load, leave_out };

/// Copies values into a module of the same names and shapes; numbers are converted to the module's types. A missing
/// "num_batches_tracked" (PyTorch before 0.4.1 had none) starts at 0. Nothing is copied unless all fits.
/// @param head_name prefix of the last layer, "fc"; with HeadWeights::leave_out its weights are neither asked for nor
/// loaded   @param where the file, for the error
/// @throws Error that lists what is missing, what is unexpected and what has another shape
void load_state_dict(torch::nn::Module& module, const StateDict& weights, HeadWeights head,
                     const std::string& head_name, const std::string& where);

} // namespace whydah
