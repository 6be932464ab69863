#pragma once

namespace whydah {

/// How long jobs of this process have been held in JobControl::check() up to now, each moment counted once however many
/// threads were held. What a stage takes is measured without it.
double paused_seconds();

} // namespace whydah
