#include "core/networks/network_list.h"

#include "core/backbone/preprocessing.h"
#include "core/networks/alexnet.h"
#include "core/networks/cifar_resnet.h"
#include "core/networks/resnet.h"
#include "core/networks/small_cnn_network.h"
#include "records/error.h"

#include <array>
#include <torch/utils.h>

namespace whydah {
namespace {

constexpr NetworkKind kinds[]{
    {"resnet18", 3, 224, resnet18, true},   {"resnet34", 3, 224, resnet34, true},
    {"resnet50", 3, 224, resnet50, true},   {"resnet101", 3, 224, resnet101, true},
    {"resnet152", 3, 224, resnet152, true}, {"alexnet", 3, 224, alexnet, true},
    {"resnet32", 3, 32, resnet32},          {"small_cnn", 1, 32, small_cnn},
};

} // namespace

std::span<const NetworkKind> network_kinds() { return kinds; }

const NetworkKind* find_network(std::string_view name) {
    for (const NetworkKind& kind : kinds)
        if (kind.name == name) return &kind;
    return nullptr;
}

std::string pixels_problem(const FeatureOptions& options) {
    const NetworkKind* kind = find_network(options.backbone);
    if (!kind || !kind->torchvision || options.backbone_weights.empty()) return {};
    const Preprocessing pixels = Preprocessing::from(options, kind->channels);
    if (pixels.mean != std::array{0.F, 0.F, 0.F} || pixels.std_dev != std::array{1.F, 1.F, 1.F}) return {};
    return "torchvision's weights are made for pixels normalised with --mean 0.485,0.456,0.406 --std-dev "
           "0.229,0.224,0.225, but " +
           options.backbone + " gets them as they are, 0 to 1 (the defaults): its features will be poor";
}

std::shared_ptr<Network> make_network(const std::string& name, std::int64_t classes, std::uint64_t seed) {
    if (const NetworkKind* kind = find_network(name)) {
        torch::manual_seed(seed);
        return kind->make(classes);
    }
    std::string known;
    for (const NetworkKind& kind : kinds) known += (known.empty() ? "" : ", ") + std::string(kind.name);
    throw Error({.what = "'" + name + "' is not a network that Whydah builds",
                 .where = "option --backbone",
                 .mend = "choose one of: " + known});
}

} // namespace whydah
