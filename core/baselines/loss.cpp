#include "core/baselines/loss.h"

#include "records/error.h"

#include <algorithm>
#include <array>
#include <torch/autograd.h>
#include <torch/utils.h>

namespace whydah {

torch::Tensor cross_entropy_each(const torch::Tensor& logits, const torch::Tensor& labels) {
    return -torch::log_softmax(logits, -1).gather(-1, labels.unsqueeze(-1)).squeeze(-1);
}

torch::Tensor weighted_mean(const torch::Tensor& each, const torch::Tensor& labels, const torch::Tensor& class_weights) {
    const torch::Tensor weights = class_weights.gather(-1, labels);
    return (each * weights).sum(-1) / weights.sum(-1);
}

Loss cross_entropy_loss(const torch::Tensor&, const LossSettings&) {
    return {[](const torch::Tensor& logits, const torch::Tensor& labels, double) {
        return cross_entropy_each(logits, labels).mean(-1);
    }};
}

std::span<const LossEntry> loss_list() {
    static constexpr std::array list{LossEntry{"cross_entropy", cross_entropy_loss},
                                     LossEntry{"class_balanced_loss", class_balanced_loss},
                                     LossEntry{"focal_loss", focal_loss},
                                     LossEntry{"ldam", ldam_loss},
                                     LossEntry{"ldam_drw", ldam_drw_loss},
                                     LossEntry{"balanced_softmax", balanced_softmax_loss},
                                     LossEntry{"logit_adjusted_loss", logit_adjusted_loss}};
    return list;
}

const LossEntry* find_loss(std::string_view name) {
    const auto list = loss_list();
    const auto found = std::find_if(list.begin(), list.end(), [&](const LossEntry& entry) { return entry.name == name; });
    return found == list.end() ? nullptr : &*found;
}

Loss make_loss(const LossChoice& choice, const torch::Tensor& counts) {
    const LossEntry* entry = find_loss(choice.name.empty() ? "cross_entropy" : choice.name);
    if (entry) return entry->make(counts, choice.settings);
    std::string names;
    for (const LossEntry& known : loss_list()) names += (names.empty() ? "" : ", ") + std::string(known.name);
    throw Error({.what = "there is no such loss", .where = "loss '" + choice.name + "'", .mend = "choose one of: " + names});
}

LossSettings first_settings(const LossOptions& o) {
    return {.focal_gamma = o.focal_gamma.front(),
            .class_balanced_beta = o.class_balanced_beta.front(),
            .ldam_margin = o.ldam_margin.front(),
            .ldam_scale = o.ldam_scale,
            .drw_start = o.drw_start,
            .tau = o.loss_tau.front()};
}

std::string loss_text(const LossChoice& choice) {
    const LossSettings& s = choice.settings;
    std::string text = choice.name.empty() ? "cross_entropy" : choice.name;
    if (text == "focal_loss") return text + ", gamma " + option_text(s.focal_gamma);
    if (text == "class_balanced_loss") return text + ", b " + option_text(s.class_balanced_beta);
    if (text == "logit_adjusted_loss") return text + ", tau " + option_text(s.tau);
    if (text != "ldam" && text != "ldam_drw") return text;
    const bool deferred = text == "ldam_drw";
    text += ", margin " + option_text(s.ldam_margin) + ", s " + option_text(s.ldam_scale);
    return deferred ? text + ", b " + option_text(s.class_balanced_beta) + " from " + option_text(s.drw_start) +
                          " of the schedule on"
                    : text;
}

torch::Tensor logit_gradient(const Loss& loss, const torch::Tensor& logits, const torch::Tensor& labels,
                             double progress) {
    const torch::AutoGradMode gradients(true);
    const torch::Tensor z = logits.detach().requires_grad_();
    return torch::autograd::grad({loss.value(z, labels, progress).sum()}, {z})[0];
}

} // namespace whydah
