#include "core/experiment/job_control.h"

#include "records/error.h"

#include <utility>

namespace whydah {

JobControl::JobControl(std::stop_token stop, std::shared_ptr<std::atomic<bool>> paused)
    : stop_(std::move(stop)),
      paused_(std::move(paused)) {}

void JobControl::check() const {
    if (paused_) {
        while (paused_->load() && !stop_.stop_requested()) paused_->wait(true);
    }
    if (stop_.stop_requested()) throw Stopped{};
}

} // namespace whydah
