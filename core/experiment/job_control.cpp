#include "core/experiment/job_control.h"

#include "records/error.h"

namespace whydah {

void JobControl::check() const {
    if (paused_ && paused_->load() && !stop_.stop_requested()) {
        if (waiting_) waiting_(true);
        while (paused_->load() && !stop_.stop_requested()) paused_->wait(true);
        if (waiting_) waiting_(false);
    }
    if (stop_.stop_requested()) throw Stopped{};
}

} // namespace whydah
