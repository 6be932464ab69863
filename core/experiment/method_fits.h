#pragma once

#include "core/baselines/baseline.h"
#include "core/experiment/method_context.h"

#include <string>
#include <vector>

namespace whydah {

/// The one hyper-parameter that a method has beside weight decay: option and candidates. Methods without: one value,
/// which nobody reads.
struct OwnValues {
    std::string option;
    std::vector<double> values{0};
};
OwnValues own_values(const std::string& method, const LossOptions& options);

/// Does the method train a classifier by SGD (another loss, sampler or training set), from nothing but images?
bool is_trained(const std::string& method);

/// Training set and settings of a trained method. @param own of own_values
BaselineFit method_fit(const MethodContext& context, const std::string& method, double weight_decay, double own);

/// Classifiers of a method for all candidates, [weight decay][own value].
using FitGrid = std::vector<std::vector<torch::Tensor>>;

/// The best candidate on the validation part, by `head`: the classifier [C, D + 1] that is tested for one of the grid,
/// on images with a constant 1. Reports a Selection for each hyper-parameter with several values.
using TestedHead = std::function<torch::Tensor(std::size_t decay, std::size_t own)>;
struct GridPoint {
    std::size_t decay = 0, own = 0;
};
GridPoint choose_on_grid(const MethodContext& context, const std::string& method, const OwnValues& own,
                         const TestedHead& head);

/// What is done with plain's classifiers, or with the features alone, after training; reports the rows that are asked.
/// @param plain_fits [weight decay] plain's candidates
void run_adjustments(const MethodContext& context, const std::vector<torch::Tensor>& plain_fits, double plain_seconds);

} // namespace whydah
