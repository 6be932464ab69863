#pragma once

#include "records/run_record.h"

namespace whydah {

/// What tells of a run beside its results: those are in its folder.
inline RunRecord trace_of(const RunRecord& record) {
    RunRecord trace;
    trace.state = record.state;
    trace.started = record.started, trace.seconds = record.seconds, trace.peak_memory = record.peak_memory;
    trace.device = record.device, trace.threads = record.threads;
    trace.plan = record.plan, trace.stages = record.stages;
    trace.selections = record.selections, trace.log = record.log;
    return trace;
}

} // namespace whydah
