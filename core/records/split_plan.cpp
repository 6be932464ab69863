#include "records/split_plan.h"

#include "records/error.h"
#include "records/power_law.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace whydah {
namespace {

/// Stratified shares of a class, test capped (Sec. 4.1: the distribution of classes is the same in all three parts).
ClassPlan stratified(std::int64_t images, const DataOptions& o) {
    const auto n = static_cast<double>(images);
    constexpr double rounding = 1e-9; // 0.5 + 0.1 times 10 is six
    ClassPlan plan;
    plan.train_pool = static_cast<std::int64_t>(n * o.train_share + rounding);
    const auto validation_end = static_cast<std::int64_t>(n * (o.train_share + o.validation_share) + rounding);
    if (plan.train_pool == 0 && images > 0) plan.train_pool = 1; // every class keeps an image to learn from
    const std::int64_t test_start = std::max(plan.train_pool, validation_end);
    plan.validation_pool = test_start - plan.train_pool;
    plan.test = std::min(images - test_start, o.test_per_class);
    return plan;
}

/// Images to take from every class; -1: so many that the smallest class that has any keeps one.
std::int64_t drop_of(const std::vector<ClassPlan>& classes, std::int64_t ClassPlan::*pool, std::int64_t drop) {
    if (drop >= 0) return drop;
    std::int64_t smallest = 0;
    for (const ClassPlan& c : classes)
        if (c.*pool > 0 && (smallest == 0 || c.*pool < smallest)) smallest = c.*pool;
    return smallest == 0 ? 0 : smallest - 1;
}

std::int64_t dropped(std::int64_t images, std::int64_t drop) {
    return images > 0 ? std::max<std::int64_t>(1, images - drop) : 0;
}

std::string shares_text(const DataOptions& o) {
    const auto percent = [](double share) { return option_text(std::round(share * 1e4) / 1e2); };
    return percent(o.train_share) + "/" + percent(o.validation_share) + "/" +
           percent(1 - o.train_share - o.validation_share) + " %";
}

void drop_images(SplitPlan& plan, const DataOptions& o, std::int64_t carve_seed) {
    const std::int64_t drop = drop_of(plan.classes, &ClassPlan::train_pool, o.drop),
                       validation_drop = drop_of(plan.classes, &ClassPlan::validation_pool, o.validation_drop);
    for (ClassPlan& c : plan.classes) {
        c.train = c.kept = dropped(c.train_pool, drop);
        c.validation = dropped(c.validation_pool, validation_drop);
    }
    plan.text = "SUN recipe: " + shares_text(o) + ", drop " + std::to_string(drop);
    if (validation_drop > 0) plan.text += " (validation " + std::to_string(validation_drop) + ")";
    plan.text += ", at most " + std::to_string(o.test_per_class) + " test images a class, carve seed " +
                 std::to_string(carve_seed);
}

/// Which class comes i-th in the carving. A shuffled order is drawn once for all repeats of a run: a class is as
/// frequent in each of them, so that means over repeats are of classes with one number of images.
std::vector<std::size_t> carve_order(const std::vector<ClassPlan>& classes, const DataOptions& o,
                                     const ShuffledOrder& shuffled_order) {
    if (o.class_order == "shuffled") return shuffled_order(classes.size(), std::max<std::int64_t>(o.carve_seed, 0));
    std::vector<std::size_t> order(classes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (o.class_order == "size")
        std::stable_sort(order.begin(), order.end(),
                         [&](auto a, auto b) { return classes[a].train_pool > classes[b].train_pool; });
    return order;
}

/// Training images of the i-th class of the carving, and how that reads.
struct CarvingCounts {
    std::vector<std::int64_t> counts;
    std::string text;
};
CarvingCounts carving_counts(std::int64_t classes, std::int64_t largest, const DataOptions& o) {
    const std::string from = " from " + std::to_string(largest);
    if (o.split == "power_law")
        return {power_law_counts(classes, largest, o.median_class, o.smallest_class),
                "by a power law" + from + " over a median of " + std::to_string(o.median_class) + " to " +
                    std::to_string(o.smallest_class)};
    const std::string by = from + " by factor " + option_text(o.imbalance_factor);
    if (o.split == "step") return {step_counts(classes, largest, o.imbalance_factor), "in one step" + by};
    return {exponential_counts(classes, largest, o.imbalance_factor), "exponentially" + by};
}

void carve(SplitPlan& plan, const DataOptions& o, std::int64_t carve_seed, const ShuffledOrder& shuffled_order) {
    plan.carved = true;
    const auto order = carve_order(plan.classes, o, shuffled_order);
    std::int64_t largest = 0;
    for (const ClassPlan& c : plan.classes) largest = std::max(largest, c.train_pool);
    if (o.largest_class > 0) largest = std::min(largest, o.largest_class);
    const CarvingCounts carving = carving_counts(static_cast<std::int64_t>(order.size()), largest, o);
    for (std::size_t i = 0; i < order.size(); ++i) {
        ClassPlan& c = plan.classes[order[i]];
        c.train = c.kept = std::min(c.train_pool, std::max<std::int64_t>(1, carving.counts[i]));
    }
    plan.text += ", training part carved " + carving.text + ", carve seed " + std::to_string(carve_seed);
}

/// Validation rows for a class whose training part is `train` long: a share of it, at least one.
std::int64_t borrowed(std::int64_t train, double share) {
    return train < 3 ? 0 : std::max<std::int64_t>(1, static_cast<std::int64_t>(static_cast<double>(train) * share));
}

/// A split without a validation part: takes a share of each class's training images, if it has three or more.
/// What the carving left out serves instead where there is any, so that the carved numbers stay as they are.
void borrow_validation(SplitPlan& plan, const DataOptions& o) {
    const auto& classes = plan.classes;
    const bool has = std::any_of(classes.begin(), classes.end(), [](const auto& c) { return c.validation > 0; });
    if (has || o.validation_share <= 0) return;
    plan.text += ", " + option_text(std::round(o.validation_share * 1e4) / 1e2) + " % ";
    const bool left_out =
        std::any_of(classes.begin(), classes.end(), [](const auto& c) { return c.kept < c.train_pool; });
    plan.validation = left_out ? SplitPlan::Validation::from_left_out : SplitPlan::Validation::from_train;
    plan.text += left_out ? "of each class's number of training images for validation, from those left out"
                          : "of each class's training images for validation";
    for (ClassPlan& c : plan.classes) {
        c.validation = borrowed(c.kept, o.validation_share);
        if (left_out)
            c.validation = std::min(c.validation, c.train_pool - c.kept);
        else
            c.train -= c.validation;
    }
}

void require_images(const SplitPlan& plan) {
    for (const auto& [part, name] : {std::pair{&ClassPlan::train, "training"}, {&ClassPlan::test, "test"}})
        if (std::all_of(plan.classes.begin(), plan.classes.end(),
                        [part = part](const auto& c) { return c.*part == 0; }))
            throw Error({.what = std::string("the split leaves no ") + name + " image",
                         .where = "option --split",
                         .mend = "give more images, a test list, or other shares"});
}

} // namespace

std::vector<std::int64_t> SplitPlan::train_pool_counts() const {
    std::vector<std::int64_t> counts;
    for (const ClassPlan& c : classes) counts.push_back(c.train_pool);
    return counts;
}

std::vector<std::int64_t> SplitPlan::train_counts() const {
    std::vector<std::int64_t> counts;
    for (const ClassPlan& c : classes) counts.push_back(c.train);
    return counts;
}

SplitPlan plan_split(const ImageCounts& counts, const DataOptions& options, std::int64_t carve_seed,
                     const ShuffledOrder& shuffled_order) {
    if (options.split == "given" && !counts.given)
        throw Error({.what = "the data set brings no split of its own",
                     .where = "option --split given",
                     .mend = "use --split sun or --split exponential"});
    const bool sun = options.split == "sun" || (options.split == "auto" && !counts.given);
    SplitPlan plan;
    plan.given = counts.given && !sun;
    for (const ClassImages& c : counts.classes) {
        ClassPlan of = stratified(c.images, options);
        if (plan.given) of.train_pool = c.train, of.validation_pool = c.validation, of.test = c.test;
        of.train = of.kept = of.train_pool, of.validation = of.validation_pool;
        plan.classes.push_back(of);
    }
    if (sun) {
        drop_images(plan, options, carve_seed);
    } else {
        plan.text = plan.given ? "as given" : shares_text(options);
        if (options.split == "exponential" || options.split == "step" || options.split == "power_law")
            carve(plan, options, carve_seed, shuffled_order);
        borrow_validation(plan, options);
    }
    require_images(plan);
    return plan;
}

std::vector<std::int64_t> exponential_counts(std::int64_t classes, std::int64_t largest, double imbalance_factor) {
    std::vector<std::int64_t> counts;
    for (std::int64_t i = 0; i < classes; ++i) {
        const double place = classes > 1 ? static_cast<double>(i) / static_cast<double>(classes - 1) : 0;
        counts.push_back(
            static_cast<std::int64_t>(static_cast<double>(largest) * std::pow(1.0 / imbalance_factor, place)));
    }
    return counts;
}

std::vector<std::int64_t> step_counts(std::int64_t classes, std::int64_t largest, double imbalance_factor) {
    std::vector<std::int64_t> counts(static_cast<std::size_t>(classes), largest);
    const auto small = static_cast<std::int64_t>(static_cast<double>(largest) / imbalance_factor);
    std::fill(counts.begin() + classes / 2, counts.end(), small);
    return counts;
}

} // namespace whydah
