#include "core/experiment/doubts.h"

#include "records/fixed_text.h"

namespace whydah {
namespace {

constexpr double largest_rate = 1; // above it, a learning rate is meant for features of length 1
constexpr double harm = 0.02;      // mean recall
constexpr double rounding = 1e-9;

} // namespace

std::string learning_rate_doubt(const ExperimentOptions& options) {
    const double rate = options.classifier.learning_rate;
    if (options.features.unit_norm || rate <= largest_rate) return {};
    return "--learning-rate " + option_text(rate) +
           " is right for features of length 1, and --unit-norm is false: give a smaller one, chosen on the validation "
           "part by --grid learning_rate=0.01,0.1,1, and a smaller --cost-sensitive-learning-rate";
}

std::string control_doubt(const ExperimentOptions& options, const std::vector<MethodResult>& results) {
    if (options.meta.strength_gate || options.meta.strength == 0) return {};
    double ours = 0, control = 0;
    int seeds = 0;
    for (const MethodResult& a : results)
        for (const MethodResult& b : results)
            if (a.method == "meta_model_net" && b.method == "logit_adjustment" && a.seed == b.seed &&
                a.validation_accuracy && b.validation_accuracy)
                ours += *a.validation_accuracy, control += *b.validation_accuracy, ++seeds;
    if (seeds == 0 || (control - ours) / seeds < harm - rounding) return {};
    return "on the validation part meta_model_net has " + fixed_text(100 * ours / seeds, 1) +
           " %, its identity control logit_adjustment " + fixed_text(100 * control / seeds, 1) +
           " %: the meta-network does harm here. --strength-gate true chooses its strength on head classes that it was "
           "not trained on";
}

} // namespace whydah
