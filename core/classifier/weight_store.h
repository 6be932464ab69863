#pragma once

#include <torch/types.h>

#include <cstdint>
#include <string>

namespace whydah {

/// The weights of many models, [S, C, D], within a budget of memory: float32 as long as it fits, then float16, then
/// float16 in a file that is mapped into memory (the system pages it in and out) and has no name any more once it is
/// open.
class WeightStore {
public:
    /// @param budget bytes   @throws Error if the file cannot be made (disk full)
    WeightStore(std::int64_t models, std::int64_t classes, std::int64_t dimension, std::int64_t budget,
                torch::Device device);
    /// Weights that are there already, in a type that all() gave for the same budget.
    WeightStore(torch::Tensor weights, std::int64_t budget, torch::Device device);

    void put(std::int64_t first, const torch::Tensor& weights); ///< [s, C, D] to models first .. first + s - 1
    torch::Tensor get(std::int64_t model) const;                ///< [C, D] float32 on the device
    const torch::Tensor& all() const { return weights_; }       ///< [S, C, D] as stored
    std::int64_t models() const { return models_; }
    std::int64_t bytes() const; ///< of the weights as stored
    std::string text() const;   ///< "32 models, 3.4 MB, single precision"

private:
    std::int64_t models_;
    torch::Device device_;
    bool on_disk_ = false;
    torch::Tensor weights_;
};

} // namespace whydah
