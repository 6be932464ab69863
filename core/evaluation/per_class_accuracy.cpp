#include "core/evaluation/per_class_accuracy.h"

#include "core/experiment/shared_product.h"

#include <algorithm>

namespace whydah {
namespace {

/// Rows whose scores take 64 MB at most.
std::int64_t rows_of_scores(std::int64_t classes) { return std::max<std::int64_t>(1, (16 << 20) / classes); }

std::vector<std::int64_t> as_vector(const torch::Tensor& counts) {
    const torch::Tensor c = counts.to(torch::kCPU).contiguous();
    return {c.data_ptr<std::int64_t>(), c.data_ptr<std::int64_t>() + c.numel()};
}

} // namespace

double CorrectCounts::mean_recall() const {
    double sum = 0;
    std::int64_t classes = 0;
    for (std::size_t c = 0; c < test.size(); ++c)
        if (test[c] > 0) sum += static_cast<double>(correct[c]) / static_cast<double>(test[c]), ++classes;
    return classes > 0 ? sum / static_cast<double>(classes) : 0;
}

Answers classify(const torch::Tensor& x, const torch::Tensor& weights) {
    Answers answers;
    const std::int64_t rows_at_once = rows_of_scores(weights.size(0));
    for (std::int64_t first = 0; first < x.size(0); first += rows_at_once) {
        const std::int64_t count = std::min(rows_at_once, x.size(0) - first);
        const torch::Tensor scores = shared_mm(x.narrow(0, first, count), weights.t());
        const auto [largest, label] = scores.max(1);
        const torch::Tensor share = (largest - scores.logsumexp(1)).exp().to(torch::kCPU, torch::kFloat).contiguous();
        const torch::Tensor labels = label.to(torch::kCPU, torch::kInt).contiguous();
        answers.labels.insert(answers.labels.end(), labels.data_ptr<std::int32_t>(),
                              labels.data_ptr<std::int32_t>() + count);
        answers.confidence.insert(answers.confidence.end(), share.data_ptr<float>(), share.data_ptr<float>() + count);
    }
    return answers;
}

CorrectCounts count_correct(const torch::Tensor& x, const torch::Tensor& y, const torch::Tensor& weights) {
    const std::int64_t classes = weights.size(0);
    const std::int64_t rows_at_once = rows_of_scores(classes);
    torch::Tensor correct = torch::zeros({classes}, torch::kLong);
    for (std::int64_t first = 0; first < x.size(0); first += rows_at_once) {
        const std::int64_t count = std::min(rows_at_once, x.size(0) - first);
        const torch::Tensor labels = y.narrow(0, first, count);
        const torch::Tensor right = shared_mm(x.narrow(0, first, count), weights.t()).argmax(1).eq(labels);
        correct += torch::bincount(labels.masked_select(right), {}, classes).to(torch::kCPU);
    }
    return {as_vector(torch::bincount(y, {}, classes)), as_vector(correct)};
}

} // namespace whydah
