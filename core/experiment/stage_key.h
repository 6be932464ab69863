#pragma once

#include <torch/types.h>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whydah {

struct TrainingSet;
struct FitSettings;
struct EpisodeSettings;
struct EpisodePairSettings;
struct NetShape;
struct RecursiveTraining;

/// All that a stage's result depends on, as lines "name=value": what it computes, its data, the options that it reads,
/// and no other. Two stages with the same key give the same numbers, bit for bit. Tensors and lists stand there as their
/// SHA-256.
class StageKey {
public:
    /// @param kind what is computed: "classifier"
    explicit StageKey(std::string_view kind);

    StageKey& add(std::string_view name, std::string_view value);
    StageKey& add(std::string_view name, const char* value) { return add(name, std::string_view(value)); }
    template <std::integral T>
    StageKey& add(std::string_view name, T value) { return add(name, std::to_string(value)); }
    StageKey& add(std::string_view name, double value); ///< all its digits
    StageKey& add(std::string_view name, const torch::Tensor& value);
    StageKey& add(std::string_view name, const std::vector<std::int64_t>& value);
    StageKey& add(std::string_view name, const std::vector<std::vector<std::int64_t>>& value);
    StageKey& add(std::string_view name, const StageKey& stage); ///< depends on all that this one depends on

    StageKey& add(const TrainingSet& set);
    StageKey& add(const FitSettings& settings);
    StageKey& add(const EpisodeSettings& settings);
    StageKey& add(const EpisodePairSettings& settings);
    StageKey& add(const NetShape& shape);
    StageKey& add(const RecursiveTraining& training);

    const std::string& text() const { return text_; }
    std::string hash() const; ///< SHA-256 of text()

private:
    std::string text_;
};

/// What computes: Whydah's version and build, LibTorch's and the BLAS's, the processor, device and threads. Others may round otherwise.
StageKey computing_key(const std::string& device, std::int64_t threads);

} // namespace whydah
