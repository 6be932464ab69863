#include "records/run_record.h"

namespace whydah {

const char* run_state_name(RunState state) {
    switch (state) {
    case RunState::running:
        return "running";
    case RunState::completed:
        return "completed";
    case RunState::stopped:
        return "stopped";
    case RunState::interrupted:
        return "interrupted";
    case RunState::failed:
        break;
    }
    return "failed";
}

} // namespace whydah
