#pragma once

#include "records/trajectories.h"

#include <string>
#include <vector>

namespace whydah {

/// All dynamics reports as JSON (dynamics.json), and to read them back into the trajectories that they belong to.
std::string dynamics_to_json(const std::vector<Trajectories>& all);
/// @throws Error naming the source if it cannot be understood
void add_dynamics_json(const std::string& text, const std::string& source, std::vector<Trajectories>& all);

/// The same as a long table (dynamics.csv): method, seed, claim, item, value, over how many.
std::string dynamics_csv(const std::vector<Trajectories>& all);

/// A compact block for a terminal: norms, smoothness, blocks. Empty if there is nothing to tell.
std::string dynamics_text(const std::vector<Trajectories>& all);

} // namespace whydah
