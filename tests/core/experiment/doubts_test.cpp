#include "core/experiment/doubts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::HasSubstr;

MethodResult row(const char* method, std::int64_t seed, std::optional<double> validation) {
    MethodResult result;
    result.method = method, result.seed = seed, result.validation_accuracy = validation;
    return result;
}

TEST(LearningRateDoubt, IsOfRatesForUnitLengthOnOtherFeatures) {
    ExperimentOptions options;
    EXPECT_EQ(learning_rate_doubt(options), "");
    options.features.unit_norm = false;
    EXPECT_THAT(learning_rate_doubt(options), HasSubstr("--learning-rate 30 "));
    options.classifier.learning_rate = 0.1;
    EXPECT_EQ(learning_rate_doubt(options), "");
}

TEST(ControlDoubt, IsOfTheMeanOverSeedsOnTheValidationPart) {
    ExperimentOptions options;
    std::vector<MethodResult> results{row("plain", 0, 0.5), row("logit_adjustment", 0, 0.98),
                                      row("meta_model_net", 0, 0.90)};
    EXPECT_THAT(control_doubt(options, results), HasSubstr("meta_model_net has 90.0 %, its identity control "
                                                           "logit_adjustment 98.0 %"));
    results.push_back(row("logit_adjustment", 1, 0.90)), results.push_back(row("meta_model_net", 1, 0.95));
    EXPECT_EQ(control_doubt(options, results), "") << "1.5 points on the mean of both";
    results.back().validation_accuracy = 0.94;
    EXPECT_THAT(control_doubt(options, results), HasSubstr("92.0 %")) << "2 points";
}

TEST(ControlDoubt, KeepsSilentWhereNothingCanBeSaidOrTheGateHasChosen) {
    ExperimentOptions options;
    EXPECT_EQ(control_doubt(options, {}), "");
    EXPECT_EQ(control_doubt(options, {row("logit_adjustment", 0, 0.9), row("meta_model_net", 1, 0.5)}), "");
    EXPECT_EQ(control_doubt(options, {row("logit_adjustment", 0, {}), row("meta_model_net", 0, {})}), "");
    const std::vector<MethodResult> harmed{row("logit_adjustment", 0, 0.9), row("meta_model_net", 0, 0.5)};
    ASSERT_NE(control_doubt(options, harmed), "");
    options.meta.strength_gate = true;
    EXPECT_EQ(control_doubt(options, harmed), "");
    options.meta.strength_gate = false, options.meta.strength = 0;
    EXPECT_EQ(control_doubt(options, harmed), "");
}

} // namespace
} // namespace whydah
