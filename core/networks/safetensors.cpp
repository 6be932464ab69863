#include "core/networks/safetensors.h"

#include "core/data/mapped_file.h"
#include "core/store/safe_file.h"
#include "records/error.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

namespace whydah {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t most_header_bytes = 100'000'000; // the format's own limit
constexpr std::array<std::pair<std::string_view, torch::ScalarType>, 10> types{{
    {"F64", torch::kDouble},
    {"F32", torch::kFloat},
    {"F16", torch::kHalf},
    {"BF16", torch::kBFloat16},
    {"I64", torch::kLong},
    {"I32", torch::kInt},
    {"I16", torch::kShort},
    {"I8", torch::kChar},
    {"U8", torch::kByte},
    {"BOOL", torch::kBool},
}};

/// Reads one file and knows its name for complaints.
class Reader {
public:
    /// @param owner of the bytes: tensors are views that keep it alive; null: copies
    Reader(std::string_view bytes, const std::string& where, std::shared_ptr<const void> owner = {})
        : bytes_(bytes),
          where_(where),
          owner_(std::move(owner)) {}

    Safetensors read() {
        const Json header = read_header();
        Safetensors content;
        for (const auto& [name, entry] : header.items()) {
            if (name == "__metadata__")
                read_notes(entry, content);
            else
                content.tensors.push_back({name, read_tensor(name, entry)});
        }
        require_no_gap();
        return content;
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw Error({.what = "is no valid .safetensors file: " + what,
                     .where = where_,
                     .mend = "get the file again, or write it anew with safetensors.torch.save_file"});
    }

    Json read_header() {
        std::uint64_t length = 0;
        if (bytes_.size() < sizeof length) fail("it is cut off in its header");
        std::memcpy(&length, bytes_.data(), sizeof length);
        if (length > most_header_bytes) fail("its header claims " + std::to_string(length) + " bytes");
        if (length > bytes_.size() - sizeof length) fail("it is cut off in its header");
        const std::string_view text = bytes_.substr(sizeof length, length);
        numbers_ = bytes_.substr(sizeof length + length);
        try {
            Json header = Json::parse(text, unique_keys());
            if (!header.is_object()) fail("its header is no JSON object");
            return header;
        } catch (const nlohmann::json::exception&) {
            fail("its header is not valid JSON");
        }
    }

    /// JSON lets a name stand twice, and the parser would take either.
    Json::parser_callback_t unique_keys() {
        return [this](int depth, nlohmann::json::parse_event_t event, Json& value) {
            if (event == Json::parse_event_t::key && depth == 1 && !names_.insert(value.get<std::string>()).second)
                fail("'" + value.get<std::string>() + "' stands twice in its header");
            return true;
        };
    }

    void read_notes(const Json& entry, Safetensors& content) const {
        if (!entry.is_object()) fail("its __metadata__ is no object");
        for (const auto& [key, value] : entry.items()) {
            if (!value.is_string()) fail("its __metadata__ holds something else than texts");
            content.notes[key] = value.get<std::string>();
        }
    }

    std::vector<std::int64_t> numbers_of(const std::string& name, const Json& entry, const char* key) const {
        const auto found = entry.find(key);
        if (found == entry.end() || !found->is_array()) fail("'" + name + "' has no " + key);
        std::vector<std::int64_t> out;
        for (const Json& number : *found) {
            if (!number.is_number_unsigned() || number.get<std::uint64_t>() > INT64_MAX)
                fail("'" + name + "' has a " + key + " that is no whole number");
            out.push_back(number.get<std::int64_t>());
        }
        return out;
    }

    torch::Tensor read_tensor(const std::string& name, const Json& entry) {
        if (!entry.is_object() || !entry.contains("dtype") || !entry["dtype"].is_string())
            fail("'" + name + "' has no dtype");
        const auto dtype = entry["dtype"].get<std::string>();
        const auto* known = std::find_if(types.begin(), types.end(), [&](const auto& t) { return t.first == dtype; });
        if (known == types.end()) fail("'" + name + "' has numbers of the type " + dtype + ", which is not known here");
        const auto shape = numbers_of(name, entry, "shape"), place = numbers_of(name, entry, "data_offsets");
        if (place.size() != 2 || place[0] > place[1]) fail("'" + name + "' has no valid data_offsets");
        if (shape.size() > 16) fail("'" + name + "' has more than 16 dimensions");
        auto bytes = static_cast<std::int64_t>(c10::elementSize(known->second));
        bool overflow = false;
        for (std::int64_t size : shape) overflow |= __builtin_mul_overflow(bytes, size, &bytes);
        if (overflow || bytes != place[1] - place[0]) fail("'" + name + "' has a shape that its numbers do not fill");
        if (place[1] > static_cast<std::int64_t>(numbers_.size()))
            fail("it is cut off: '" + name + "' lies beyond its end");
        places_.emplace_back(place[0], place[1]);
        const char* const from = numbers_.data() + place[0];
        if (owner_ && bytes > 0 && reinterpret_cast<std::uintptr_t>(from) % c10::elementSize(known->second) == 0)
            return torch::from_blob(const_cast<char*>(from), shape, [owner = owner_](void*) {}, known->second);
        torch::Tensor tensor = torch::empty(shape, known->second);
        if (bytes > 0) std::memcpy(tensor.data_ptr(), from, static_cast<std::size_t>(bytes));
        return tensor;
    }

    void require_no_gap() {
        std::sort(places_.begin(), places_.end());
        std::int64_t end = 0;
        for (const auto& [first, last] : places_) {
            if (first < end) fail("two tensors overlap");
            if (first > end) fail("there are bytes that belong to no tensor");
            end = last;
        }
        if (end != static_cast<std::int64_t>(numbers_.size())) fail("there are bytes that belong to no tensor");
    }

    std::string_view bytes_, numbers_;
    const std::string& where_;
    std::shared_ptr<const void> owner_;
    std::set<std::string> names_;
    std::vector<std::pair<std::int64_t, std::int64_t>> places_;
};

std::string_view type_name(torch::ScalarType type) {
    for (const auto& [name, known] : types)
        if (known == type) return name;
    throw Error({.what = std::string("numbers of the type ") + c10::toString(type) + " cannot be written",
                 .where = "safetensors",
                 .mend = "convert them to float"});
}

} // namespace

Safetensors parse_safetensors(std::string_view bytes, const std::string& where) { return Reader(bytes, where).read(); }

Safetensors map_safetensors(const std::filesystem::path& file) {
    const auto mapped = std::make_shared<const MappedFile>(file);
    return Reader(mapped->bytes(), file.string(), mapped).read();
}

void write_safetensors(const std::filesystem::path& file, const Safetensors& content) {
    std::vector<const NamedTensor*> order;
    for (const NamedTensor& item : content.tensors) order.push_back(&item);
    std::stable_sort(order.begin(), order.end(), [](const NamedTensor* a, const NamedTensor* b) {
        return a->value.element_size() > b->value.element_size(); // every type lies at a multiple of its size
    });
    Json header = Json::object();
    if (!content.notes.empty()) header["__metadata__"] = content.notes;
    std::uint64_t end = 0;
    for (const NamedTensor* item : order) {
        const std::uint64_t first = end;
        end += item->value.nbytes();
        header[item->name] = {{"dtype", type_name(item->value.scalar_type())},
                              {"shape", item->value.sizes().vec()},
                              {"data_offsets", {first, end}}};
    }
    std::string text = header.dump();
    text.resize((text.size() + 7) / 8 * 8, ' ');
    const std::uint64_t length = text.size();
    SafeFile out(file);
    out.write(&length, sizeof length);
    out.write(text);
    for (const NamedTensor* item : order) {
        const torch::Tensor values = item->value.detach().to(torch::kCPU).contiguous();
        out.write(values.data_ptr(), values.nbytes());
    }
    out.commit();
}

} // namespace whydah
