#include "core/data/manifest.h"
#include "core/data/power_law.h"
#include "core/data/seed.h"
#include "records/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace whydah {
namespace {

using Rows = std::vector<std::int64_t>;
struct ClassParts {
    Rows train, validation, test;
};

std::uint64_t class_seed(std::int64_t carve_seed, std::size_t c) {
    return seed_from(carve_seed, "split/class=" + std::to_string(c));
}

std::vector<Rows> rows_by_class(const Manifest& manifest) {
    std::vector<Rows> rows(manifest.class_names.size());
    for (std::size_t i = 0; i < manifest.samples.size(); ++i)
        rows[static_cast<std::size_t>(manifest.samples[i].label)].push_back(static_cast<std::int64_t>(i));
    return rows;
}

/// Stratified shares of every class, test capped (Sec. 4.1: the distribution of classes is the same in all three
/// parts).
std::vector<ClassParts> stratified(const Manifest& manifest, const DataOptions& o, std::int64_t carve_seed) {
    std::vector<ClassParts> parts;
    auto classes = rows_by_class(manifest);
    for (std::size_t c = 0; c < classes.size(); ++c) {
        Rows& rows = classes[c];
        Random(class_seed(carve_seed, c)).shuffle(rows);
        const auto n = static_cast<double>(rows.size());
        constexpr double rounding = 1e-9; // 0.5 + 0.1 times 10 is six
        auto train = static_cast<std::ptrdiff_t>(n * o.train_share + rounding);
        const auto validation_end = static_cast<std::ptrdiff_t>(n * (o.train_share + o.validation_share) + rounding);
        if (train == 0 && !rows.empty()) train = 1; // every class keeps an image to learn from
        const auto end = static_cast<std::ptrdiff_t>(rows.size());
        const auto test_end = std::min<std::ptrdiff_t>(end, std::max(train, validation_end) +
                                                                static_cast<std::ptrdiff_t>(o.test_per_class));
        parts.push_back({Rows(rows.begin(), rows.begin() + train),
                         Rows(rows.begin() + train, rows.begin() + std::max(train, validation_end)),
                         Rows(rows.begin() + std::max(train, validation_end), rows.begin() + test_end)});
    }
    return parts;
}

/// Takes `drop` images from every class, but leaves one; -1: so many that the smallest class keeps one. @return how
/// many
std::int64_t drop_images(std::vector<ClassParts>& parts, Rows ClassParts::*part, std::int64_t drop) {
    if (drop < 0) {
        std::size_t smallest = 0;
        for (const ClassParts& p : parts)
            if (!(p.*part).empty() && (smallest == 0 || (p.*part).size() < smallest)) smallest = (p.*part).size();
        drop = static_cast<std::int64_t>(smallest == 0 ? 0 : smallest - 1);
    }
    for (ClassParts& p : parts) {
        Rows& rows = p.*part;
        if (!rows.empty())
            rows.resize(
                static_cast<std::size_t>(std::max<std::int64_t>(1, static_cast<std::int64_t>(rows.size()) - drop)));
    }
    return drop;
}

std::vector<ClassParts> given_parts(const Manifest& manifest) {
    std::vector<ClassParts> parts(manifest.class_names.size());
    for (std::size_t i = 0; i < manifest.samples.size(); ++i) {
        const Sample& sample = manifest.samples[i];
        if (!sample.given || *sample.given == SplitPart::left_out) continue;
        ClassParts& p = parts[static_cast<std::size_t>(sample.label)];
        (*sample.given == SplitPart::train        ? p.train
         : *sample.given == SplitPart::validation ? p.validation
                                                  : p.test)
            .push_back(static_cast<std::int64_t>(i));
    }
    return parts;
}

/// Validation rows for a class whose training part is `train` long: a share of it, at least one.
std::ptrdiff_t borrowed(std::size_t train, double share) {
    return train < 3 ? 0 : std::max<std::ptrdiff_t>(1, static_cast<std::ptrdiff_t>(static_cast<double>(train) * share));
}

/// A given split without a validation part: takes a share of each class's training images, if it has three or more.
/// What the carving left out serves instead where there is any, so that the carved numbers stay as they are.
/// @param left_out training images of each class that the carving took away; empty without carving
/// @return the split's text for it
std::string borrow_validation(std::vector<ClassParts>& parts, const std::vector<Rows>& left_out, const DataOptions& o,
                              std::int64_t carve_seed) {
    const bool has = std::any_of(parts.begin(), parts.end(), [](const ClassParts& p) { return !p.validation.empty(); });
    if (has || o.validation_share <= 0) return {};
    const std::string share = ", " + option_text(std::round(o.validation_share * 1e4) / 1e2) + " % ";
    if (std::any_of(left_out.begin(), left_out.end(), [](const Rows& rows) { return !rows.empty(); })) {
        for (std::size_t c = 0; c < parts.size(); ++c) {
            const auto count = std::min(borrowed(parts[c].train.size(), o.validation_share),
                                        static_cast<std::ptrdiff_t>(left_out[c].size()));
            parts[c].validation.assign(left_out[c].begin(), left_out[c].begin() + count);
        }
        return share + "of each class's number of training images for validation, from those left out";
    }
    for (std::size_t c = 0; c < parts.size(); ++c) {
        Rows& train = parts[c].train;
        const auto count = borrowed(train.size(), o.validation_share);
        if (count == 0) continue;
        Random(class_seed(carve_seed, c)).shuffle(train);
        parts[c].validation.assign(train.end() - count, train.end());
        train.resize(train.size() - static_cast<std::size_t>(count));
    }
    return share + "of each class's training images for validation";
}

/// Which class comes i-th in the carving. A shuffled order is drawn once for all repeats of a run: a class is as
/// frequent in each of them, so that means over repeats are of classes with one number of images.
std::vector<std::size_t> carve_order(const std::vector<ClassParts>& parts, const DataOptions& o) {
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (o.class_order == "size")
        std::stable_sort(order.begin(), order.end(),
                         [&](auto a, auto b) { return parts[a].train.size() > parts[b].train.size(); });
    if (o.class_order == "shuffled") Random(seed_from(std::max<std::int64_t>(o.carve_seed, 0), "split/order")).shuffle(order);
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

/// @param left_out receives what it takes away from each class   @return how the training part was carved
std::string carve(std::vector<ClassParts>& parts, const DataOptions& o, std::int64_t carve_seed,
                  std::vector<Rows>& left_out) {
    left_out.resize(parts.size());
    const auto order = carve_order(parts, o);
    std::size_t largest = 0;
    for (const ClassParts& p : parts) largest = std::max(largest, p.train.size());
    if (o.largest_class > 0) largest = std::min(largest, static_cast<std::size_t>(o.largest_class));
    const CarvingCounts carving =
        carving_counts(static_cast<std::int64_t>(parts.size()), static_cast<std::int64_t>(largest), o);
    for (std::size_t i = 0; i < order.size(); ++i) {
        Rows& rows = parts[order[i]].train;
        Random(seed_from(carve_seed, "carve/class=" + std::to_string(order[i]))).shuffle(rows);
        const auto keep =
            std::min(rows.size(), static_cast<std::size_t>(std::max<std::int64_t>(1, carving.counts[i])));
        left_out[order[i]].assign(rows.begin() + static_cast<std::ptrdiff_t>(keep), rows.end());
        rows.resize(keep);
    }
    return carving.text;
}

Split joined(std::vector<ClassParts>& parts, std::string text) {
    Split split{{}, {}, {}, std::move(text)};
    for (ClassParts& p : parts) {
        split.train.insert(split.train.end(), p.train.begin(), p.train.end());
        split.validation.insert(split.validation.end(), p.validation.begin(), p.validation.end());
        split.test.insert(split.test.end(), p.test.begin(), p.test.end());
    }
    for (Rows* rows : {&split.train, &split.validation, &split.test}) std::sort(rows->begin(), rows->end());
    return split;
}

std::string shares_text(const DataOptions& o) {
    const auto percent = [](double share) { return option_text(std::round(share * 1e4) / 1e2); };
    return percent(o.train_share) + "/" + percent(o.validation_share) + "/" +
           percent(1 - o.train_share - o.validation_share) + " %";
}

Split sun_split(const Manifest& manifest, const DataOptions& o, std::int64_t carve_seed) {
    auto parts = stratified(manifest, o, carve_seed);
    const std::int64_t drop = drop_images(parts, &ClassParts::train, o.drop),
                       validation_drop = drop_images(parts, &ClassParts::validation, o.validation_drop);
    std::string text = "SUN recipe: " + shares_text(o) + ", drop " + std::to_string(drop);
    if (validation_drop > 0) text += " (validation " + std::to_string(validation_drop) + ")";
    return joined(parts, text + ", at most " + std::to_string(o.test_per_class) + " test images a class, carve seed " +
                             std::to_string(carve_seed));
}

} // namespace

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

Split make_split(const Manifest& manifest, const DataOptions& options, std::int64_t carve_seed) {
    const bool given = manifest.has_given_split();
    if (options.split == "given" && !given)
        throw Error({.what = "the data set brings no split of its own",
                     .where = "option --split given",
                     .mend = "use --split sun or --split exponential"});
    Split split;
    if (options.split == "sun" || (options.split == "auto" && !given)) {
        split = sun_split(manifest, options, carve_seed);
    } else {
        auto parts = given ? given_parts(manifest) : stratified(manifest, options, carve_seed);
        std::vector<Rows> left_out;
        std::string text = given ? "as given" : shares_text(options);
        if (options.split == "exponential" || options.split == "step" || options.split == "power_law")
            text += ", training part carved " + carve(parts, options, carve_seed, left_out) + ", carve seed " +
                    std::to_string(carve_seed);
        text += borrow_validation(parts, left_out, options, carve_seed);
        split = joined(parts, text);
    }
    for (const auto& [rows, name] : {std::pair{&split.train, "training"}, {&split.test, "test"}})
        if (rows->empty())
            throw Error({.what = std::string("the split leaves no ") + name + " image",
                         .where = "option --split",
                         .mend = "give more images, a test list, or other shares"});
    return split;
}

} // namespace whydah
