#include "core/networks/recorded_mode.h"

#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/passes/inliner.h>
#include <torch/script.h>

namespace whydah {
namespace {

using torch::jit::Block;
using torch::jit::Node;

/// An operator's argument of this name, if it is a constant of the graph.
c10::optional<c10::IValue> constant(const Node& node, const c10::FunctionSchema& schema, const char* name) {
    const c10::optional<int> index = schema.argumentIndexWithName(name);
    if (!index || static_cast<std::size_t>(*index) >= node.inputs().size()) return {};
    return torch::jit::toIValue(node.input(static_cast<std::size_t>(*index)));
}

/// Dropout of nothing, and batch normalisation without running statistics, are the same in both modes.
bool is_same_in_both_modes(const Node& node, const c10::FunctionSchema& schema) {
    const auto share = constant(node, schema, "p");
    if (share && share->isDouble() && share->toDouble() == 0) return true;
    const auto mean = constant(node, schema, "running_mean");
    return mean && mean->isNone();
}

std::string search(const Block& block) {
    for (const Node* node : block.nodes()) {
        for (const Block* inner : node->blocks())
            if (std::string found = search(*inner); !found.empty()) return found;
        const c10::FunctionSchema* schema = node->maybeSchema();
        if (!schema) continue;
        for (const char* name : {"training", "train"}) {
            const auto mode = constant(*node, *schema, name);
            if (!mode || !mode->isBool() || is_same_in_both_modes(*node, *schema)) continue;
            return std::string("it was recorded (torch.jit.trace) in ") + (mode->toBool() ? "training" : "eval") +
                   " mode: its " + node->kind().toUnqualString() + " is fixed to that mode";
        }
    }
    return {};
}

} // namespace

std::string reason_not_to_train(const torch::jit::Module& module) {
    if (module.parameters().size() == 0)
        return "it has no parameters: it was frozen (torch.jit.freeze), its weights are constants";
    const auto graph = module.get_method("forward").graph()->copy();
    torch::jit::Inline(*graph);
    return search(*graph->block());
}

} // namespace whydah
