#pragma once

#include "records/experiment_options.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace whydah {

/// Images of one class before any split of Whydah's.
struct ClassImages {
    std::int64_t images = 0;                          ///< all of them
    std::int64_t train = 0, validation = 0, test = 0; ///< where the data says so
    bool operator==(const ClassImages&) const = default;
};

/// What a split is planned from.
struct ImageCounts {
    std::vector<std::string> class_names; ///< label order
    std::vector<ClassImages> classes;
    bool given = false; ///< the data brings a split of its own
};

/// How many images of one class go where.
struct ClassPlan {
    std::int64_t train_pool = 0, validation_pool = 0; ///< by shares or as given, before anything is taken away
    std::int64_t kept = 0;                            ///< of train_pool after drop or carving
    std::int64_t train = 0, validation = 0, test = 0; ///< in the end
    bool operator==(const ClassPlan&) const = default;
};

/// A split in numbers. make_split deals out the images by it, the carving panel shows it: the two cannot differ.
struct SplitPlan {
    enum class Validation { own, from_left_out, from_train };
    std::vector<ClassPlan> classes; ///< label order
    bool given = false;             ///< the pools are the data's own parts
    bool carved = false;            ///< exponentially, in a step or by a power law
    Validation validation = Validation::own;
    std::string text; ///< DatasetSummary::split
    std::vector<std::int64_t> train_pool_counts() const;
    std::vector<std::int64_t> train_counts() const;
};

/// A shuffled order of that many classes for a carve seed. Chance is the core's: core/data/image_counts.h has it.
using ShuffledOrder = std::function<std::vector<std::size_t>(std::size_t classes, std::int64_t carve_seed)>;

/// Given split, SUN recipe (Sec. 4.1), or the training part carved: exponentially (field: n_i = int(n_max
/// mu^(i/(C-1)))), in one step, or by a power law (power_law.h), by options.split. Arithmetic on the counts alone: no
/// image is looked at, 8,000 classes take a millisecond or two.
/// @param carve_seed ExperimentOptions::seeds_of(repeat).carve
/// @throws Error if a part that is needed comes out empty, or a power law cannot be
SplitPlan plan_split(const ImageCounts& counts, const DataOptions& options, std::int64_t carve_seed,
                     const ShuffledOrder& shuffled_order);

/// Training images of class i of C in exponential carving, i = 0..C-1 (LDAM's CIFAR-LT): int(largest *
/// factor^(-i/(C-1))).
std::vector<std::int64_t> exponential_counts(std::int64_t classes, std::int64_t largest, double imbalance_factor);

/// Step imbalance (LDAM): the first floor(C/2) classes keep `largest` images, the others int(largest / factor).
std::vector<std::int64_t> step_counts(std::int64_t classes, std::int64_t largest, double imbalance_factor);

} // namespace whydah
