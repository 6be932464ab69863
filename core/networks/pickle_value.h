#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace whydah {

struct PickleValue;
using PickleItems = std::vector<PickleValue>;

/// One value of a pickle: only what weights files need. Lists and dictionaries point into the PickleMachine that made
/// them and live as long as it.
struct PickleValue {
    enum class Kind { none, mark, whole, real, text, global, list, dictionary, object, storage, tensor };
    Kind kind = Kind::none;
    std::int64_t whole = 0; ///< integers and booleans
    double real = 0;
    std::string text{};           ///< of texts; of globals "module.name"; of storages their key
    PickleItems* items = nullptr; ///< lists and tuples: items; dictionaries and objects: key, value, key, value, ...
    torch::Tensor tensor{};       ///< of storages: all their numbers, [n]
};

} // namespace whydah
