#pragma once

#include "core/classifier/class_images.h"
#include "core/classifier/weight_store.h"
#include "core/meta/meta_example.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace whydah {

/// The paper's letter (Sec. 3.3, 3.4) for one block i: the head classes H_t, t = 2^(i+1), a C_t-way many-shot
/// classifier of them, and S C_t-way classifiers each trained on k = 2^i random images of every class.
struct LiteralBlock {
    std::vector<std::int64_t> labels;      ///< [C_t] H_t
    ClassImages images;                    ///< [C_t]
    torch::Tensor star;                    ///< [C_t, D] theta_star
    std::unique_ptr<WeightStore> few_shot; ///< [S, C_t, D]
};

struct LiteralSettings {
    std::int64_t last_block = 0;
    std::int64_t first_block = 0;     ///< blocks before it stay empty (Recur FT: block i needs i..N on its features)
    std::vector<std::int64_t> models; ///< S of blocks 0, 1, ...; the last one repeats
    std::int64_t memory = 0;          ///< bytes for the few-shot weights of all blocks together
    std::uint64_t seed = 0;
    FitSettings many_shot, few_shot;
    std::int64_t models_of(std::int64_t block) const; ///< S of a block
    std::int64_t all_models() const;                  ///< of blocks first_block..last_block
};

/// "1000,500,200" as numbers. The text has been checked (check_options).
std::vector<std::int64_t> parse_models(const std::string& text);

/// Block i without weights yet. With fewer than two head classes there is nothing to tell apart, and the block gets none.
LiteralBlock draw_literal_block(const ClassImages& images, std::int64_t block);
/// theta_star of block i. @param x [n, D] training features   @return [C_t, D]   @throws Stopped
torch::Tensor fit_star(const LiteralBlock& drawn, const torch::Tensor& x, const LiteralSettings& settings,
                       std::int64_t block, std::int64_t threads, const JobControl& control);
/// Fits the few-shot classifiers of block i. @param progress models of this block   @throws Stopped
void fit_few_shot(LiteralBlock& drawn, const torch::Tensor& x, const LiteralSettings& settings, std::int64_t block,
                  std::int64_t threads, const JobControl& control, const FitProgress& progress);

/// All of it. @param x [n, D] training features   @return blocks 0..N   @throws Stopped
std::vector<LiteralBlock> make_literal_bank(const torch::Tensor& x, const ClassImages& images,
                                            const LiteralSettings& settings, std::int64_t threads,
                                            const JobControl& control, const FitProgress& progress);

/// Examples for block i: one of the viable k = 2^i..2^N, one of its S model mini-batches, all C_t rows, and data_batch
/// images of H_t. The arguments must outlive the result.
MetaPairs literal_pairs(const std::vector<LiteralBlock>& bank, const torch::Tensor& x, std::int64_t data_batch);

} // namespace whydah
