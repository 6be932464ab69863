#pragma once

#include "core/data/manifest.h"
#include "records/experiment_options.h"

#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <vector>

namespace whydah {

struct FeaturePart {
    torch::Tensor x; ///< [n, D] float32
    torch::Tensor y; ///< [n] int64, 0..C-1
    std::int64_t size() const { return y.size(0); }
};

/// What methods learn and choose from: training and validation part, prepared, on the run's device. It has no test
/// part: whoever gets only this cannot select on the test set.
struct SelectionData {
    FeaturePart train, validation;
    std::int64_t classes = 0;   ///< C
    std::int64_t dimension = 0; ///< D
    torch::Tensor train_counts; ///< [C] int64, on the CPU; 0 for classes without training image
};

/// All of one split. Only a FinalTest reads the test part.
struct FeatureTable : SelectionData {
    FeaturePart test;
    std::vector<std::int64_t> test_samples; ///< of each test row its index in the whole data set
    torch::Tensor axes;                     ///< [D before, D] principal directions of the preparation; undefined: none
};

/// Picks the rows of the split, subtracts the training mean, projects to the training part's first principal directions
/// and scales each row to unit norm, as the options say. PCA of at most min(D, n_train - 1) dimensions.
/// @param axes_of where the axes [K, D] come from; empty: principal_axes()
/// @throws Error if a feature is not finite (names the row); Stopped between its steps
using AxesOf = std::function<torch::Tensor(const torch::Tensor& points, std::int64_t count)>;
FeatureTable prepare_features(const FeatureMatrix& features, const Manifest& manifest, const Split& split,
                              const FeatureOptions& options, torch::Device device, const JobControl& control = {},
                              const AxesOf& axes_of = {});

/// The training part's features of another state of the same network, prepared like the table's: their own mean taken
/// off, the table's directions, unit norm. A coordinate stands for the same direction in both.
/// @param features rows in the order of the table's training part   @return [n, D] on its device
/// @throws Error if a feature is not finite
torch::Tensor prepare_like(const FeatureMatrix& features, const FeatureTable& table, const FeatureOptions& options);

} // namespace whydah
