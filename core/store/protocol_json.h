#pragma once

#include "records/protocol_card.h"

#include <string>

namespace whydah {

/// One object a section, one text a name.
std::string protocol_to_json(const ProtocolCard& card);
/// @throws Error naming `source`
ProtocolCard protocol_from_json(const std::string& text, const std::string& source);

} // namespace whydah
