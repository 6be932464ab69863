#include "core/data/feature_table.h"

#include "core/projection/pca.h"
#include "records/error.h"

#include <algorithm>
#include <torch/nn/functional/normalization.h>

namespace whydah {
namespace {

FeaturePart pick(const FeatureMatrix& features, const Manifest& manifest, const std::vector<std::int64_t>& rows) {
    const auto n = static_cast<std::int64_t>(rows.size());
    FeaturePart part{torch::empty({n, features.dimension}, torch::kFloat), torch::empty({n}, torch::kLong)};
    auto* x = part.x.data_ptr<float>();
    auto* y = part.y.data_ptr<std::int64_t>();
    for (std::int64_t i = 0; i < n; ++i) {
        const std::int64_t row = rows[static_cast<std::size_t>(i)];
        const auto first = features.values.begin() + row * features.dimension;
        std::copy(first, first + features.dimension, x + i * features.dimension);
        y[i] = manifest.samples[static_cast<std::size_t>(row)].label;
    }
    return part;
}

/// Beyond 1e18 the squares of single precision overflow, and with them norms and products.
std::int64_t first_bad_row(const torch::Tensor& x) {
    const torch::Tensor good = x.amax(1).le(1e18).logical_and(x.amin(1).ge(-1e18)); // false for NaN
    const torch::Tensor bad = good.logical_not().nonzero();
    return bad.size(0) == 0 ? -1 : bad[0].item<std::int64_t>();
}

constexpr const char* not_finite = "a feature is not a finite number, or is beyond 1e18";

void require_finite(const FeaturePart& part, const std::vector<std::int64_t>& rows, const Manifest& manifest) {
    const std::int64_t bad = first_bad_row(part.x);
    if (bad < 0) return;
    const std::int64_t row = rows[static_cast<std::size_t>(bad)];
    const ImageRef& image = manifest.samples[static_cast<std::size_t>(row)].image;
    throw Error({.what = not_finite,
                 .where = image.file.empty() ? "feature row " + std::to_string(row)
                          : image.index < 0  ? image.file
                                             : image.file + ": image " + std::to_string(image.index),
                 .mend = manifest.features ? "take such rows out of the features"
                                           : "check the network, --mean and --std-dev, or take such images out"});
}

/// The steps that the options ask for. @param mean, axes undefined: left out
torch::Tensor prepared(torch::Tensor x, const torch::Tensor& mean, const torch::Tensor& axes,
                       const FeatureOptions& options) {
    namespace F = torch::nn::functional;
    if (options.centre_features && mean.defined()) x.sub_(mean);
    if (axes.defined()) x = x.mm(axes);
    return options.unit_norm ? F::normalize(x, F::NormalizeFuncOptions().p(2).dim(1)) : x;
}

} // namespace

FeatureTable prepare_features(const FeatureMatrix& features, const Manifest& manifest, const Split& split,
                              const FeatureOptions& options, torch::Device device, const JobControl& control,
                              const AxesOf& axes_of) {
    FeatureTable table;
    for (std::int64_t row : split.test) {
        const std::int64_t number = manifest.samples[static_cast<std::size_t>(row)].number;
        table.test_samples.push_back(number < 0 ? row : number);
    }
    table.classes = static_cast<std::int64_t>(manifest.class_names.size());
    FeaturePart* const parts[] = {&table.train, &table.validation, &table.test};
    const std::vector<std::int64_t>* const rows[] = {&split.train, &split.validation, &split.test};
    for (int p = 0; p < 3; ++p) {
        control.check();
        *parts[p] = pick(features, manifest, *rows[p]);
        require_finite(*parts[p], *rows[p], manifest);
    }
    table.train_counts = torch::bincount(table.train.y, {}, table.classes);
    const torch::Tensor& x = table.train.x;
    if (x.size(0) > 0) {
        const torch::Tensor mean = x.mean(0);
        const std::int64_t wanted =
            std::min({options.pca, features.dimension, std::max<std::int64_t>(x.size(0) - 1, 1)});
        if (options.pca > 0 && wanted < features.dimension)
            table.axes = (axes_of ? axes_of(x, wanted) : principal_axes(x, wanted).axes)
                             .to(torch::kFloat)
                             .t()
                             .contiguous();
        for (FeaturePart* part : parts) {
            control.check();
            part->x = prepared(part->x, mean, table.axes, options);
        }
    }
    for (FeaturePart* part : parts) part->x = part->x.to(device), part->y = part->y.to(device);
    table.dimension = table.train.x.size(1);
    return table;
}

torch::Tensor prepare_like(const FeatureMatrix& features, const FeatureTable& table, const FeatureOptions& options) {
    torch::Tensor x = torch::empty({features.rows, features.dimension});
    std::copy(features.values.begin(), features.values.end(), x.data_ptr<float>());
    if (const std::int64_t bad = first_bad_row(x); bad >= 0)
        throw Error({.what = not_finite,
                     .where = "feature row " + std::to_string(bad) + " of a fine-tuned network",
                     .mend = "make --network-learning-rate smaller"});
    return prepared(x, x.mean(0), table.axes, options).to(table.train.x.device());
}

} // namespace whydah
