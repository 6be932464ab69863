#include "records/fixed_text.h"

#include <charconv>

namespace whydah {

std::string fixed_text(double value, int decimals) {
    char text[400]; // the longest double has 309 digits before the point
    const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, decimals).ptr;
    return {text, end};
}

} // namespace whydah
