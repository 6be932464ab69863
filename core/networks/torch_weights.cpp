#include "core/networks/torch_weights.h"

#include "core/networks/pickle_machine.h"

#include <algorithm>

namespace whydah {
namespace {

using Kind = PickleValue::Kind;

constexpr int deepest = 64; // modules within modules
constexpr std::size_t most_visits = 1'000'000;
constexpr std::string_view checkpoint_keys[] = {"state_dict", "model_state_dict", "model_state", "model", "network",
                                                "net",        "weights",          "params"};

bool holds_tensors(const PickleValue& dictionary) {
    const PickleItems& items = *dictionary.items;
    for (std::size_t i = 1; i < items.size(); i += 2)
        if (items[i].kind == Kind::tensor) return true;
    return false;
}

/// The dictionary of weights within a checkpoint; the dictionary itself if it is one.
const PickleValue& without_checkpoint(const PickleValue& dictionary) {
    const PickleItems& items = *dictionary.items;
    if (holds_tensors(dictionary)) return dictionary;
    for (std::string_view key : checkpoint_keys)
        for (std::size_t i = 0; i + 1 < items.size(); i += 2)
            if (items[i].text == key && items[i + 1].kind == Kind::dictionary && holds_tensors(items[i + 1]))
                return items[i + 1];
    return dictionary;
}

class Collector {
public:
    StateDict found;

    void collect(const PickleValue& value, const std::string& name, int depth) {
        if (depth > deepest || ++visits_ > most_visits) throw PickleProblem("nests modules without end");
        for (std::size_t i = 0; i + 1 < value.items->size(); i += 2) {
            const PickleValue &key = (*value.items)[i], &item = (*value.items)[i + 1];
            if (key.kind != Kind::text) continue;
            if (item.kind == Kind::tensor)
                found.push_back({name + key.text, item.tensor});
            else if (item.kind == Kind::object)
                collect(item, name + key.text + ".", depth + 1);
        }
    }

private:
    std::size_t visits_ = 0;
};

void strip_data_parallel(StateDict& weights) {
    constexpr std::string_view prefix = "module.";
    if (!std::all_of(weights.begin(), weights.end(), [&](const NamedTensor& w) { return w.name.starts_with(prefix); }))
        return;
    for (NamedTensor& weight : weights) weight.name.erase(0, prefix.size());
}

} // namespace

StateDict weights_in(const PickleValue& value) {
    if (value.kind != Kind::dictionary && value.kind != Kind::object)
        throw PickleProblem("holds no dictionary of weights");
    Collector collector;
    collector.collect(value.kind == Kind::dictionary ? without_checkpoint(value) : value, "", 0);
    if (collector.found.empty()) throw PickleProblem("holds no weights");
    strip_data_parallel(collector.found);
    return std::move(collector.found);
}

} // namespace whydah
