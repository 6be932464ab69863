#pragma once

#include "core/networks/network.h"
#include "records/experiment_options.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace whydah {

/// A network that Whydah can build itself.
struct NetworkKind {
    std::string_view name;
    std::int64_t channels;   ///< 3: RGB; 1: grey
    std::int64_t input_size; ///< side of the images it was made for
    std::shared_ptr<Network> (*make)(std::int64_t classes);
    bool torchvision = false; ///< torchvision has weights for it, made for pixels normalised with ImageNet's mean and
                              ///< standard deviation
};

/// The one list of them: resnet18, 34, 50, 101, 152, alexnet, resnet32 (CIFAR), small_cnn.
std::span<const NetworkKind> network_kinds();
const NetworkKind* find_network(std::string_view name); ///< null: no such name

/// What is doubtful about mean and standard deviation for the weights of a backbone that is given by name: torchvision's
/// with pixels as they are, 0..1. Empty: nothing.
std::string pixels_problem(const FeatureOptions& options);

/// A network with random weights, drawn from LibTorch's generator seeded with `seed`; in training mode, on the CPU.
/// @throws Error naming the known names
std::shared_ptr<Network> make_network(const std::string& name, std::int64_t classes, std::uint64_t seed);

} // namespace whydah
