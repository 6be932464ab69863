#include "core/networks/network_list.h"

#include "core/networks/alexnet.h"
#include "core/networks/cifar_resnet.h"
#include "core/networks/resnet.h"
#include "core/networks/small_cnn_network.h"
#include "records/error.h"

#include <torch/utils.h>

namespace whydah {
namespace {

constexpr NetworkKind kinds[]{
    {"resnet18", 3, 224, resnet18},   {"resnet34", 3, 224, resnet34},   {"resnet50", 3, 224, resnet50},
    {"resnet101", 3, 224, resnet101}, {"resnet152", 3, 224, resnet152}, {"alexnet", 3, 224, alexnet},
    {"resnet32", 3, 32, resnet32},    {"small_cnn", 1, 32, small_cnn},
};

} // namespace

std::span<const NetworkKind> network_kinds() { return kinds; }

const NetworkKind* find_network(std::string_view name) {
    for (const NetworkKind& kind : kinds)
        if (kind.name == name) return &kind;
    return nullptr;
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
