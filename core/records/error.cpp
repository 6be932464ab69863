#include "records/error.h"

#include <utility>

namespace whydah {

Error::Error(Parts parts) : parts_(std::move(parts)) {
    if (!parts_.where.empty()) text_ = parts_.where + ": ";
    text_ += parts_.what;
    if (!parts_.mend.empty()) text_ += ". " + parts_.mend;
}

} // namespace whydah
