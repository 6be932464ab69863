#include "core/networks/pickle_machine.h"

#include <array>
#include <optional>
#include <utility>

// The few functions and types that a pickle may call; everything else is refused by name.

namespace whydah {
namespace {

using Kind = PickleValue::Kind;

constexpr std::array<std::pair<std::string_view, torch::ScalarType>, 10> storage_types{{
    {"torch.FloatStorage", torch::kFloat},
    {"torch.DoubleStorage", torch::kDouble},
    {"torch.HalfStorage", torch::kHalf},
    {"torch.BFloat16Storage", torch::kBFloat16},
    {"torch.LongStorage", torch::kLong},
    {"torch.IntStorage", torch::kInt},
    {"torch.ShortStorage", torch::kShort},
    {"torch.CharStorage", torch::kChar},
    {"torch.ByteStorage", torch::kByte},
    {"torch.BoolStorage", torch::kBool},
}};

torch::ScalarType storage_type(const std::string& name) {
    for (const auto& [known, type] : storage_types)
        if (name == known || (name.starts_with("torch.cuda.") && known.substr(6) == name.substr(11))) return type;
    throw PickleProblem("has numbers of a kind that weights do not have (" + name + ")");
}

bool is_script_object(const std::string& global) { return global.starts_with("__torch__."); }

[[noreturn]] void refuse(const std::string& function) {
    throw PickleProblem("wants to make a Python object, " + function + ", and not only tensors; no code is run");
}

const PickleValue& argument(const PickleItems& arguments, std::size_t i, Kind kind) {
    if (i >= arguments.size() || arguments[i].kind != kind)
        throw PickleProblem("is damaged: a tensor is not described");
    return arguments[i];
}

std::vector<std::int64_t> sizes(const PickleValue& list) {
    std::vector<std::int64_t> out;
    for (const PickleValue& item : *list.items) {
        if (item.kind != Kind::whole || item.whole < 0) throw PickleProblem("is damaged: a tensor has no valid size");
        out.push_back(item.whole);
    }
    if (out.size() > 16) throw PickleProblem("is damaged: a tensor has more than 16 dimensions");
    return out;
}

} // namespace

torch::Tensor rebuild_tensor(const PickleItems& arguments) {
    const torch::Tensor& storage = argument(arguments, 0, Kind::storage).tensor;
    const std::int64_t offset = argument(arguments, 1, Kind::whole).whole;
    const auto size = sizes(argument(arguments, 2, Kind::list)), stride = sizes(argument(arguments, 3, Kind::list));
    if (size.size() != stride.size() || offset < 0 || offset > storage.numel())
        throw PickleProblem("is damaged: a tensor has no valid size");
    std::int64_t count = 1, last = offset;
    bool overflow = false;
    for (std::size_t i = 0; i < size.size(); ++i) {
        std::int64_t span = 0;
        overflow |= __builtin_mul_overflow(count, size[i], &count);
        overflow |= __builtin_mul_overflow(std::max<std::int64_t>(size[i] - 1, 0), stride[i], &span);
        overflow |= __builtin_add_overflow(last, span, &last);
    }
    // As many numbers as its storage at most: a tensor that repeats some could fill any memory.
    if (overflow || count > storage.numel() || (count > 0 && last >= storage.numel()))
        throw PickleProblem("is damaged: a tensor reaches beyond its numbers");
    return storage.as_strided(size, stride, offset).contiguous();
}

void PickleMachine::call() {
    const PickleValue arguments = pop(), function = pop();
    if (arguments.kind != Kind::list || function.kind != Kind::global)
        throw PickleProblem("is damaged: a call of nothing");
    push(call_known(function.text, *arguments.items));
}

PickleValue PickleMachine::call_known(const std::string& function, const PickleItems& arguments) {
    if (function == "collections.OrderedDict") {
        PickleValue dictionary = new_container(Kind::dictionary);
        if (!arguments.empty()) // Python 2 wrote the pairs here
            for (const PickleValue& pair : *argument(arguments, 0, Kind::list).items) {
                if (pair.kind != Kind::list || pair.items->size() != 2)
                    throw PickleProblem("is damaged: a pair is none");
                for (const PickleValue& item : *pair.items) dictionary.items->push_back(item);
            }
        return dictionary;
    }
    if (function == "torch._utils._rebuild_tensor_v2")
        return {.kind = Kind::tensor, .tensor = rebuild_tensor(arguments)};
    if (function == "torch._utils._rebuild_parameter") return argument(arguments, 0, Kind::tensor);
    if (function == "torch.jit._pickle.restore_type_tag" && !arguments.empty()) return arguments[0];
    if (function.starts_with("torch.jit._pickle.build_")) return argument(arguments, 0, Kind::list); // typed lists
    refuse(function);
}

void PickleMachine::new_object() {
    const PickleValue arguments = pop(), type = pop();
    if (type.kind != Kind::global || !is_script_object(type.text)) refuse(type.text);
    push(new_container(Kind::object));
}

void PickleMachine::build() {
    const PickleValue state = pop();
    if (stack_.empty()) throw PickleProblem("is damaged: a state belongs to nothing");
    const PickleValue& target = stack_.back();
    if (target.kind == Kind::object && state.kind == Kind::dictionary)
        *target.items = *state.items;
    else if (target.kind != Kind::dictionary) // of an OrderedDict: _metadata, versions of PyTorch's modules
        throw PickleProblem("is damaged: a state belongs to nothing");
}

void PickleMachine::persistent_load() {
    const PickleValue id = pop();
    const auto* items = id.kind == Kind::list ? id.items : nullptr;
    if (items && items->size() > 1 && (*items)[0].text == "module") refuse((*items)[1].text); // a class, in older files
    if (!items || items->size() < 5 || (*items)[0].text != "storage")
        throw PickleProblem("is damaged: it names numbers that are none");
    const auto type = storage_type(argument(*items, 1, Kind::global).text);
    const std::string& key = argument(*items, 2, Kind::text).text;
    const std::int64_t count = argument(*items, 4, Kind::whole).whole;
    if (count < 0) throw PickleProblem("is damaged: a tensor has no valid size");
    if (items->size() > 5 && (*items)[5].kind != Kind::none)
        throw PickleProblem("has storages that are parts of others, as PyTorch before 0.4 wrote them");
    push({.kind = Kind::storage, .text = key, .tensor = storages_(key, type, count)});
}

} // namespace whydah
