#include "records/kept_samples.h"

#include <gtest/gtest.h>

namespace whydah {
namespace {

std::vector<KeptSample> samples() {
    return {{0, 0, {"a.png", -1}, {}}, {1, 1, {"b.png", -1}, {}}, {2, 1, {"idx", 4}, {}}};
}

MethodResult said(const std::string& method, std::int64_t seed, std::vector<Prediction> predictions) {
    MethodResult result;
    result.method = method, result.seed = seed, result.predictions = std::move(predictions);
    return result;
}

TEST(ImageMistakes, SayWhatAnImageWasTakenForAndByWhom) {
    const ImageMistakes mistakes(samples(), {said("plain", 0, {{0, 0, 1, 0.5F}, {2, 1, 0, 0.75F}}),
                                             said("plain", 1, {{0, 0, 0, 0.5F}}),
                                             said("meta_model_net", 0, {{0, 0, 1, 0.25F}, {2, 1, 1, 0.5F}})});
    EXPECT_EQ(mistakes.methods(), (std::vector<std::string>{"plain", "meta_model_net"}));
    const auto& of_a = mistakes.of({"a.png", -1});
    ASSERT_EQ(of_a.size(), 2u);
    EXPECT_EQ(of_a[0].method, "plain");
    EXPECT_EQ(of_a[0].predicted, 1);
    EXPECT_EQ(of_a[1].method, "meta_model_net");
    EXPECT_EQ(mistakes.tests({"a.png", -1}), 3);
    EXPECT_EQ(mistakes.tests({"a.png", -1}, "plain"), 2);
    EXPECT_EQ(mistakes.of({"idx", 4}).size(), 1u);
    EXPECT_TRUE(mistakes.of({"idx", 5}).empty());
    EXPECT_TRUE(mistakes.of({"b.png", -1}).empty());
    EXPECT_EQ(mistakes.tests({"b.png", -1}), 0) << "a training image";
}

TEST(ImageMistakes, OfDataThatIsAnotherNowAreLeftOut) {
    const ImageMistakes mistakes(samples(), {said("plain", 0, {{0, 1, 0, 0.5F}, {77, 0, 1, 0.5F}})});
    EXPECT_TRUE(mistakes.empty()) << "sample 0 has another label, and there is no sample 77";
}

} // namespace
} // namespace whydah
