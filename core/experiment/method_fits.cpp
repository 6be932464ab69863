#include "core/experiment/method_fits.h"

#include "core/baselines/crt.h"

#include <algorithm>
#include <map>

namespace whydah {
namespace {

/// Methods that only draw their images otherwise.
const std::map<std::string, Sampling>& samplings() {
    static const std::map<std::string, Sampling> all{{"square_root_sampling", Sampling::square_root},
                                                     {"progressive_sampling", Sampling::progressive}};
    return all;
}

LossChoice loss_choice(const std::string& method, const LossOptions& o, double own) {
    LossSettings s; // what the loss does not read keeps its default: no other option changes its stage's key
    const std::string option = own_values(method, o).option;
    if (option == "focal_gamma") s.focal_gamma = own;
    if (option == "class_balanced_beta") s.class_balanced_beta = own;
    if (option == "ldam_margin") s.ldam_margin = own, s.ldam_scale = o.ldam_scale;
    if (option == "loss_tau") s.tau = own;
    if (method == "ldam_drw") s.class_balanced_beta = o.class_balanced_beta.front(), s.drw_start = o.drw_start;
    return {method, s};
}

} // namespace

OwnValues own_values(const std::string& method, const LossOptions& o) {
    if (method == "focal_loss") return {"focal_gamma", o.focal_gamma};
    if (method == "class_balanced_loss") return {"class_balanced_beta", o.class_balanced_beta};
    if (method == "ldam" || method == "ldam_drw") return {"ldam_margin", o.ldam_margin};
    if (method == "logit_adjusted_loss") return {"loss_tau", o.loss_tau};
    if (method == "tau_normalisation" || method == "posthoc_logit_adjustment") return {"tau_grid", o.tau_grid};
    return {};
}

bool is_trained(const std::string& method) {
    static const std::vector<std::string> others{"plain", "over_sampling", "under_sampling", "cost_sensitive", "crt"};
    return std::find(others.begin(), others.end(), method) != others.end() || samplings().contains(method) ||
           find_loss(method);
}

BaselineFit method_fit(const MethodContext& context, const std::string& method, double weight_decay, double own) {
    const FitSettings shared = context.shared_fit(weight_decay);
    const std::uint64_t seed = context.seed_for("fit/" + method);
    const auto& options = context.options.classifier;
    if (method == "over_sampling") return over_sampling(context.images, shared, seed);
    if (method == "under_sampling") return under_sampling(context.images, shared, seed);
    if (method == "cost_sensitive")
        return cost_sensitive(context.images, shared, seed, options.cost_sensitive_learning_rate,
                              context.table.train.x.device());
    if (method == "crt") return crt(context.images, shared, seed, context.table.train.x.size(1));
    // Another loss sees the very images that plain does: what differs is the loss alone.
    BaselineFit fit = plain(context.images, shared, find_loss(method) ? context.seed_for("fit/plain") : seed);
    if (const auto sampling = samplings().find(method); sampling != samplings().end())
        fit.settings.sampling = sampling->second;
    else if (find_loss(method))
        fit.settings.loss = loss_choice(method, options.loss, own);
    return fit;
}

GridPoint choose_on_grid(const MethodContext& context, const std::string& method, const OwnValues& own,
                         const TestedHead& head) {
    const auto& decays = context.options.classifier.weight_decay;
    std::vector<std::vector<double>> recall(decays.size(), std::vector<double>(own.values.size(), 0));
    if (context.table.validation.size() > 0 && decays.size() * own.values.size() > 1)
        for (std::size_t d = 0; d < decays.size(); ++d)
            for (std::size_t v = 0; v < own.values.size(); ++v)
                recall[d][v] = context.validation_recall(head(d, v), true);
    GridPoint best;
    best.decay = choose(context, method, "weight_decay", decays, [&](std::size_t d) {
        return *std::max_element(recall[d].begin(), recall[d].end());
    });
    best.own = choose(
        context, method, own.option, own.values, [&](std::size_t v) { return recall[best.decay][v]; },
        own.option == "tau_grid" ? OfEquals::middle : OfEquals::first);
    return best;
}

} // namespace whydah
