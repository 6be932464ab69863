#include "core/experiment/job_control.h"

#include "records/error.h"

namespace whydah {

void JobControl::check() const {
    if (hold_) hold_();
    if (stop_.stop_requested()) throw Stopped{};
}

} // namespace whydah
