#include "core/networks/torch_file.h"

#include "core/data/packed_file.h"
#include "core/networks/pickle_machine.h"
#include "core/networks/torch_weights.h"
#include "records/error.h"

#include <cstring>
#include <map>
#include <memory>

namespace whydah {
namespace {

constexpr std::int64_t most_bytes = std::int64_t{64} << 30;

[[noreturn]] void fail(const std::string& where, const std::string& what) {
    throw Error({.what = what,
                 .where = where,
                 .mend = "write the weights alone, in Python: torch.save(model.state_dict(), 'weights.pth')"});
}

void require_type(const torch::Tensor& storage, torch::ScalarType type, std::int64_t count) {
    if (storage.scalar_type() != type || storage.numel() != count)
        throw PickleProblem("is damaged: the same numbers have two descriptions");
}

/// The numbers of a zip file's members; each is handed over once and shared from then on.
class ZipStorages {
public:
    ZipStorages(std::vector<ZipMember> members, const std::string& prefix) {
        for (ZipMember& member : members)
            if (member.name.starts_with(prefix + "data/"))
                bytes_[member.name.substr(prefix.size() + 5)] = std::make_shared<std::string>(std::move(member.bytes));
    }

    torch::Tensor get(const std::string& key, torch::ScalarType type, std::int64_t count) {
        torch::Tensor& made = made_[key];
        if (made.defined()) {
            require_type(made, type, count);
            return made;
        }
        const auto found = bytes_.find(key);
        std::int64_t bytes = 0;
        if (found == bytes_.end() ||
            __builtin_mul_overflow(count, static_cast<std::int64_t>(c10::elementSize(type)), &bytes) ||
            bytes != static_cast<std::int64_t>(found->second->size()))
            throw PickleProblem("lacks the numbers of a tensor (data/" + key + ")");
        const std::shared_ptr<std::string> owner = found->second;
        made = torch::from_blob(
            owner->data(), {count}, [owner](void*) {}, type);
        return made;
    }

private:
    std::map<std::string, std::shared_ptr<std::string>> bytes_;
    std::map<std::string, torch::Tensor> made_;
};

/// The folder within the zip file that holds data.pkl: "archive/", "resnet18/", ...
const ZipMember& find_pickle(const std::vector<ZipMember>& members, const std::string& where) {
    for (const ZipMember& member : members)
        if (member.name == "data.pkl" || member.name.ends_with("/data.pkl")) return member;
    fail(where, "is a zip file, but none that torch.save wrote");
}

} // namespace

StateDict read_torch_zip(const std::filesystem::path& file) {
    std::vector<ZipMember> members = read_zip(file, most_bytes, [](const std::string&) { return true; });
    const ZipMember& pickle = find_pickle(members, file.string());
    const std::string prefix = pickle.name.substr(0, pickle.name.size() - 8), bytes = pickle.bytes;
    for (const ZipMember& member : members)
        if (member.name == prefix + "byteorder" && member.bytes != "little")
            fail(file.string(), "was written on a machine of another byte order");
    ZipStorages storages(std::move(members), prefix);
    try {
        PickleMachine machine([&](const std::string& key, torch::ScalarType type, std::int64_t count) {
            return storages.get(key, type, count);
        });
        std::string_view rest = bytes;
        return weights_in(machine.read(rest));
    } catch (const PickleProblem& problem) {
        fail(file.string(), problem.what());
    }
}

namespace {

/// PROTO 2, LONG1 0x1950a86a20f9469cfc6c, STOP: the first pickle of the older form.
constexpr std::string_view stream_mark("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 13);

/// The numbers of the older form stand behind the pickles: known only after these have been read once.
class StreamStorages {
public:
    explicit StreamStorages(std::string_view bytes) : most_(static_cast<std::int64_t>(bytes.size())) {}

    torch::Tensor get(const std::string& key, torch::ScalarType type, std::int64_t count) {
        torch::Tensor& made = made_[key];
        if (made.defined()) {
            require_type(made, type, count);
            return made;
        }
        if (count > most_) throw PickleProblem("is cut off within its numbers");
        made = torch::zeros({count}, type);
        return made;
    }

    void fill(const PickleValue& keys, std::string_view bytes) {
        if (keys.kind != PickleValue::Kind::list) throw PickleProblem("is damaged: it has no list of its numbers");
        std::size_t filled = 0;
        for (const PickleValue& key : *keys.items) {
            const auto found = made_.find(key.text);
            std::int64_t count = 0;
            if (found == made_.end()) throw PickleProblem("has numbers that belong to no tensor");
            const std::size_t size = found->second.nbytes();
            if (bytes.size() < sizeof count || bytes.size() - sizeof count < size)
                throw PickleProblem("is cut off within its numbers");
            std::memcpy(&count, bytes.data(), sizeof count);
            if (count != found->second.numel()) throw PickleProblem("is damaged: numbers of another count");
            if (size > 0) std::memcpy(found->second.data_ptr(), bytes.data() + sizeof count, size);
            bytes.remove_prefix(sizeof count + size);
            ++filled;
        }
        if (filled != made_.size()) throw PickleProblem("lacks the numbers of a tensor");
    }

private:
    std::int64_t most_;
    std::map<std::string, torch::Tensor> made_;
};

bool is_little_endian(const PickleValue& system) {
    if (system.kind != PickleValue::Kind::dictionary)
        throw PickleProblem("is damaged: it does not tell its byte order");
    for (std::size_t i = 0; i + 1 < system.items->size(); i += 2)
        if ((*system.items)[i].text == "little_endian") return (*system.items)[i + 1].whole != 0;
    throw PickleProblem("is damaged: it does not tell its byte order");
}

} // namespace

bool is_torch_stream(std::string_view bytes) {
    return bytes.size() > 2 && bytes[0] == '\x80' && bytes.substr(2).starts_with(stream_mark);
}

StateDict parse_torch_stream(std::string_view bytes, const std::string& where) {
    StreamStorages storages(bytes);
    const auto get = [&](const std::string& key, torch::ScalarType type, std::int64_t count) {
        return storages.get(key, type, count);
    };
    try {
        std::string_view rest = bytes.substr(2 + stream_mark.size());
        PickleMachine machine(get), again(get);
        machine.read(rest); // version of the form
        if (!is_little_endian(machine.read(rest)))
            throw PickleProblem("was written on a machine of another byte order");
        std::string_view weights = rest;
        machine.read(rest);
        storages.fill(machine.read(rest), rest);
        return weights_in(again.read(weights));
    } catch (const PickleProblem& problem) {
        fail(where, problem.what());
    }
}

} // namespace whydah
