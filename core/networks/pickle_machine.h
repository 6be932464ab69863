#pragma once

#include "core/networks/pickle_value.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

namespace whydah {

/// Why a pickle is refused; the readers make an Error of it.
struct PickleProblem : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Reads the subset of Python's pickle that torch.save writes for weights: numbers, texts, lists, dictionaries,
/// OrderedDict and tensors, protocols 2 to 5, also with the module objects of TorchScript and torch::serialize
/// archives (their attributes only). Safe by construction: it calls nothing but the few functions that are listed in
/// pickle_calls.cpp, and runs no code of the file.
class PickleMachine {
public:
    /// Gives the numbers of a storage: key, type, count -> [count]. @throws PickleProblem
    using Storages = std::function<torch::Tensor(const std::string&, torch::ScalarType, std::int64_t)>;
    explicit PickleMachine(Storages storages) : storages_(std::move(storages)) {}
    PickleMachine(const PickleMachine&) = delete;
    PickleMachine& operator=(const PickleMachine&) = delete;

    /// Reads one pickle from the front of `bytes` and cuts it off. @throws PickleProblem
    PickleValue read(std::string_view& bytes);

private:
    void step(unsigned char code);
    bool push_literal(unsigned char code); ///< numbers, texts, None
    bool push_container(unsigned char code);
    bool fill_container(unsigned char code);
    bool use_memo(unsigned char code);
    void push(PickleValue value);
    void push_text(std::uint64_t bytes);
    void push_long(std::uint64_t bytes);
    void push_tuple(std::size_t count);
    PickleValue pop();
    PickleItems pop_to_mark();
    PickleItems& container_on_top(); ///< that items may be added to
    PickleValue new_container(PickleValue::Kind kind, PickleItems items = {});
    std::string_view take(std::uint64_t bytes);
    std::string line();
    template <class T>
    T number() { ///< little-endian
        T value{};
        const std::string_view raw = take(sizeof value);
        raw.copy(reinterpret_cast<char*>(&value), sizeof value);
        return value;
    }
    // pickle_calls.cpp
    void call();            ///< REDUCE: function and arguments are on the stack
    void new_object();      ///< NEWOBJ
    void build();           ///< BUILD: takes on a state
    void persistent_load(); ///< BINPERSID: a storage
    PickleValue call_known(const std::string& function, const PickleItems& arguments);

    Storages storages_;
    std::string_view rest_;
    std::vector<PickleValue> stack_;
    std::unordered_map<std::uint32_t, PickleValue> memo_;
    std::deque<PickleItems> containers_;
};

/// The tensor that torch._utils._rebuild_tensor_v2 makes: (storage, offset, size, stride, ...). Checks that it lies
/// within its storage. @throws PickleProblem
torch::Tensor rebuild_tensor(const PickleItems& arguments);

} // namespace whydah
