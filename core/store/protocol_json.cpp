#include "core/store/protocol_json.h"

#include "records/error.h"

#include <nlohmann/json.hpp>

namespace whydah {

using Json = nlohmann::ordered_json;

std::string protocol_to_json(const ProtocolCard& card) {
    Json json = Json::object();
    for (const ProtocolCard::Section& section : card.sections)
        for (const auto& [name, value] : section.entries) json[section.title][name] = value;
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

ProtocolCard protocol_from_json(const std::string& text, const std::string& source) {
    try {
        ProtocolCard card;
        const Json json = Json::parse(text);
        for (const auto& [title, entries] : json.items())
            for (const auto& [name, value] : entries.items()) card.add(title, name, value.get<std::string>());
        return card;
    } catch (const nlohmann::json::exception& error) {
        throw Error({.what = std::string("cannot be understood: ") + error.what(),
                     .where = source,
                     .mend = "the file was changed or cut off: run the experiment again"});
    }
}

} // namespace whydah
