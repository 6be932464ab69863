#pragma once

#include "records/experiment_options.h"

#include <torch/types.h>

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace whydah {

/// Value of a loss for one model, logits [B, C] and labels [B] int64, or for S models side by side, [S, B, C] and
/// [S, B]. @param progress share of the schedule that is done, 0..1 (deferred re-weighting looks at it)
/// @return mean over the B images, a scalar or [S]; weighted losses are divided by the sum of the weights in the batch,
/// as PyTorch's cross_entropy does. Differentiable in the logits.
using LossValue =
    std::function<torch::Tensor(const torch::Tensor& logits, const torch::Tensor& labels, double progress)>;

/// A loss ready for use on one training set (or S of them).
struct Loss {
    LossValue value;
    bool cosine = false; ///< logits must be cosines: features and rows of the classifier scaled to length 1 (LDAM)
    double scale = 1;    ///< what such a loss multiplies cosines by
};

/// The hyper-parameters of one loss, one value each.
struct LossSettings {
    double focal_gamma = 2;
    double class_balanced_beta = 0.9999;
    double ldam_margin = 0.5;
    double ldam_scale = 30;
    double drw_start = 0.8;
    double tau = 1; ///< of the logit-adjusted loss
};

/// The first value of each list: where there is nothing to choose with.
LossSettings first_settings(const LossOptions& options);

/// Which loss, with its hyper-parameters. Counts come with the training set.
struct LossChoice {
    std::string name; ///< of loss_list; empty: cross-entropy
    LossSettings settings{};
};

/// @param counts [C], or [S, C] for S models: training images of each class, float32; a class without images is never
/// a label
using LossMaker = Loss (*)(const torch::Tensor& counts, const LossSettings& settings);
struct LossEntry {
    std::string_view name;
    LossMaker make;
};
/// All of them: for classifiers on fixed features and for whole networks.
std::span<const LossEntry> loss_list();
/// Null if there is none of the name.
const LossEntry* find_loss(std::string_view name);
/// @throws Error for a name that is not in the list
Loss make_loss(const LossChoice& choice, const torch::Tensor& counts);

/// The loss with the hyper-parameters that it has: "focal_loss, gamma 2".
std::string loss_text(const LossChoice& choice);

/// Gradient of the loss in its logits, also where gradients are switched off: [.., B, C].
torch::Tensor logit_gradient(const Loss& loss, const torch::Tensor& logits, const torch::Tensor& labels,
                             double progress);

Loss cross_entropy_loss(const torch::Tensor& counts, const LossSettings& settings);
Loss class_balanced_loss(const torch::Tensor& counts, const LossSettings& settings);
Loss focal_loss(const torch::Tensor& counts, const LossSettings& settings);
Loss ldam_loss(const torch::Tensor& counts, const LossSettings& settings);
Loss ldam_drw_loss(const torch::Tensor& counts, const LossSettings& settings);
Loss balanced_softmax_loss(const torch::Tensor& counts, const LossSettings& settings);
Loss logit_adjusted_loss(const torch::Tensor& counts, const LossSettings& settings);

/// What the losses are made of.

/// -log softmax of the true class: [.., B].
torch::Tensor cross_entropy_each(const torch::Tensor& logits, const torch::Tensor& labels);
/// Mean of `each` [.., B] weighted by the weight [.., C] of its label.
torch::Tensor weighted_mean(const torch::Tensor& each, const torch::Tensor& labels, const torch::Tensor& class_weights);
/// Weights of the class-balanced loss, [.., C]: (1 - b) / (1 - b^n), scaled so that classes with images have the mean 1;
/// 0 for the others.
torch::Tensor effective_number_weights(const torch::Tensor& counts, double beta);
/// Margins of LDAM, [.., C]: n^(-1/4), scaled so that the largest is `largest`; 0 for classes without images.
torch::Tensor ldam_margins(const torch::Tensor& counts, double largest);

} // namespace whydah
