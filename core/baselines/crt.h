#pragma once

#include "core/baselines/baseline.h"

namespace whydah {

/// cRT, classifier re-training. Kang, Xie, Rohrbach, Yan, Gordo, Feng, Kalantidis: "Decoupling Representation and
/// Classifier for Long-Tailed Recognition", ICLR 2020, Sec. 4: features stay, the classifier is trained again from a
/// random start with class-aware sampling (the reference's: rounds over shuffled classes, 4 images each). Optimiser and
/// schedule are those of all methods here; the reference: 10 epochs, learning rate 0.2, batch 512.
/// Start: N(0, 1 / (3 D)), the variance of PyTorch's linear layer.
BaselineFit crt(const ClassImages& images, const FitSettings& shared, std::uint64_t seed, std::int64_t dimension);

} // namespace whydah
