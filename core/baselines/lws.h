#pragma once

#include "core/classifier/classifier_training.h"

namespace whydah {

/// LWS, learnable weight scaling. Kang, Xie, Rohrbach, Yan, Gordo, Feng, Kalantidis: "Decoupling Representation and
/// Classifier for Long-Tailed Recognition", ICLR 2020, Eqn (4): w'_c = f_c w_c with features and w fixed and one scale
/// f_c a class, first 1, learned by the softmax cross-entropy with class-aware sampling. Scales stay at or above 0.001.
/// Optimiser and schedule are those of all methods here, but for the learning rate: that of the others belongs to inputs
/// of length 1, while the input of a scale is a logit. It is the reference's 0.2. More of it drives all scales up where
/// the training images are fitted already (the loss has no minimum there), which costs accuracy.
/// @param x [n, D] training features   @param weights [C, D]   @return [C] f   @throws Stopped
torch::Tensor learn_scales(const torch::Tensor& x, const torch::Tensor& weights, const TrainingSet& set,
                           const FitSettings& shared, const JobControl& control);

} // namespace whydah
