#include "core/experiment/method_fits.h"

#include "core/baselines/nearest_class_mean.h"
#include "core/baselines/tau_normalisation.h"
#include "core/experiment/cached_stages.h"
#include "core/experiment/training_clock.h"
#include "core/meta/prior_coordinate.h"

#include <map>

namespace whydah {
namespace {

class Adjustments {
public:
    Adjustments(const MethodContext& context, const std::vector<torch::Tensor>& plain_fits, double plain_seconds)
        : context_(context),
          plain_(plain_fits),
          plain_seconds_(plain_seconds) {}

    /// Rows come with plain's time: they need its classifier.
    void after_plain(const std::string& method, const std::function<torch::Tensor(std::size_t, double)>& head) const {
        if (!context_.asks(method)) return;
        const TrainingClock clock(context_.cache);
        const OwnValues own = own_values(method, context_.options.classifier.loss);
        const GridPoint best = choose_on_grid(context_, method, own,
                                              [&](std::size_t d, std::size_t v) { return head(d, own.values[v]); });
        const torch::Tensor chosen = head(best.decay, own.values[best.own]);
        context_.report_result(method, chosen, true, plain_seconds_ + clock.seconds());
    }

    void from_features(const std::string& method, torch::Tensor (*head)(const torch::Tensor&, const ClassImages&)) const {
        if (!context_.asks(method)) return;
        const TrainingClock clock(context_.cache);
        const torch::Tensor weights = head(context_.table.train.x, context_.images);
        context_.report_result(method, weights, true, clock.seconds());
    }

    torch::Tensor posthoc(std::size_t d, double tau) const { return with_prior(plain_[d], context_.counts, tau); }
    torch::Tensor normalised(std::size_t d, double tau) const {
        return with_prior(tau_normalised(plain_[d], tau), context_.counts, 0);
    }
    torch::Tensor scaled(std::size_t d) {
        if (const auto known = scaled_.find(d); known != scaled_.end()) return known->second; // asked for twice if chosen
        const TrainingSet set{context_.images, context_.seed_for("fit/lws")};
        const FitSettings fit = context_.shared_fit(context_.options.classifier.weight_decay[d]);
        const torch::Tensor f = cached_scales(context_, plain_[d], set, fit);
        return scaled_[d] = with_prior(plain_[d] * f.unsqueeze(1), context_.counts, 0);
    }

private:
    const MethodContext& context_;
    const std::vector<torch::Tensor>& plain_;
    double plain_seconds_;
    std::map<std::size_t, torch::Tensor> scaled_;
};

} // namespace

void run_adjustments(const MethodContext& context, const std::vector<torch::Tensor>& plain_fits, double plain_seconds) {
    Adjustments all(context, plain_fits, plain_seconds);
    all.after_plain("posthoc_logit_adjustment", [&](std::size_t d, double tau) { return all.posthoc(d, tau); });
    all.after_plain("tau_normalisation", [&](std::size_t d, double tau) { return all.normalised(d, tau); });
    all.after_plain("lws", [&](std::size_t d, double) { return all.scaled(d); });
    all.from_features("nearest_class_mean", nearest_class_mean);
    all.from_features("nearest_class_mean_cosine", nearest_class_mean_cosine);
}

} // namespace whydah
