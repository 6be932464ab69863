#pragma once

#include "core/networks/pickle_value.h"
#include "core/networks/state_dict.h"

namespace whydah {

/// Finds the weights in what a pickle holds: the tensors of a dictionary, or of the dictionary in a checkpoint, or the
/// attributes of module objects, "layer1.0.conv1.weight". @throws PickleProblem if there are none
StateDict weights_in(const PickleValue& value);

} // namespace whydah
