#include "core/evaluation/final_test.h"

#include "core/evaluation/per_class_accuracy.h"
#include "core/meta/prior_coordinate.h"

#include <utility>

namespace whydah {

void FinalTest::report(MethodResult result, const torch::Tensor& weights, bool one) const {
    if (!table_) return report_(std::move(result));
    const Answers answers = classify(one ? with_one(table_->test.x) : table_->test.x, weights);
    const torch::Tensor truth = table_->test.y.to(torch::kCPU).contiguous();
    const auto* y = truth.data_ptr<std::int64_t>();
    result.predictions.reserve(answers.labels.size());
    for (std::size_t i = 0; i < answers.labels.size(); ++i) {
        const auto label = static_cast<std::int32_t>(y[i]);
        result.predictions.push_back({.sample = static_cast<std::int32_t>(table_->test_samples[i]),
                                      .truth = label,
                                      .predicted = answers.labels[i],
                                      .confidence = answers.confidence[i]});
        ClassAccuracy& c = result.classes.at(static_cast<std::size_t>(label));
        ++c.test, c.correct += answers.labels[i] == label;
    }
    report_(std::move(result));
}

} // namespace whydah
