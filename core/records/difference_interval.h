#pragma once

#include "records/interval.h"

namespace whydah {

/// Wilson's 95 % interval of a share that is a mean over several trials of n.   @param n > 0
Interval wilson_interval_of_share(double share, double n);

/// Newcombe's 95 % interval of share - other (1998, method 10: from both shares' Wilson intervals), -1..1. It takes the
/// two samples for independent; where both are of the same images, it is rather too wide.   @param n, other_n > 0
Interval newcombe_interval(double share, double n, double other, double other_n);

} // namespace whydah
