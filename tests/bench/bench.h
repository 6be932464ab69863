#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace whydah::bench {

/// Few-shot banks of balanced k-shot models (Sec. 3.3, S models a shot).
struct BankBench {
    std::int64_t classes = 397, dimension = 2048, models = 32, threads = 0;
    std::vector<std::int64_t> shots{1, 2, 4};
    bool sgd = false; ///< as all other classifiers; else by subspace search, as the literal bank does by default
    std::int64_t steps = 200;
    double weight_decay = 1e-5, learning_rate = 30;
    std::string out; ///< folder for features.f32, rows of every model and bank.json, from which another program can fit the same models
};
void run_bank_bench(const BankBench& options);

/// The paper's full setting at SUN-397 size on synthetic features: time and memory of each stage.
struct PaperScale {
    std::int64_t classes = 397, dimension = 2048, threads = 0;
    std::string literal_models = "1000,500,200";
    std::int64_t blocks = 7;
    double bank_memory = 2; ///< GiB
};
void run_paper_scale(const PaperScale& options);

/// A step of MetaModelNet's training and of one classifier's fit: what stands outside of models side by side.
struct TrainingBench {
    std::int64_t classes = 397, dimension = 2048, blocks = 7, layers = 1, rank = 0, threads = 0;
    std::int64_t models = 2;     ///< S, of random weights
    std::int64_t steps = 4;      ///< of MetaModelNet, a block; 0: none
    std::int64_t fit_steps = 40; ///< of a classifier; 0: none
};
void run_training_bench(TrainingBench options);

} // namespace whydah::bench
