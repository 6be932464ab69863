#include "widgets/option_presets.h"

#include <QCoreApplication>

namespace whydah {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("OptionPreset", text); }

void recommended(ExperimentOptions& options) {
    options.classifier = {};
    options.meta = {};
}

void papers_letter(ExperimentOptions& options) {
    recommended(options);
    options.classifier.methods = {"plain", "over_sampling", "under_sampling", "cost_sensitive",
                                  "meta_model_net_literal"};
    options.meta.strength = 1;
    options.meta.normalisation = "batch";
    options.meta.literal_models = "1000,500,200";
}

} // namespace

const std::vector<OptionPreset>& option_presets() {
    static const std::vector<OptionPreset> presets{
        {tr("Recommended"), tr("All methods, with the values that were measured to do best"), recommended},
        {tr("Paper's letter"),
         tr("Table 1 as the paper writes it: its four baselines and the literal MetaModelNet with S = 1000, 500, 200 "
            "models a block. Takes long"),
         papers_letter}};
    return presets;
}

int preset_of(const ExperimentOptions& options) {
    const auto& presets = option_presets();
    for (std::size_t i = 0; i < presets.size(); ++i) {
        ExperimentOptions pure = options;
        presets[i].apply(pure);
        if (equivalent_command(pure) == equivalent_command(options)) return static_cast<int>(i);
    }
    return -1;
}

} // namespace whydah
