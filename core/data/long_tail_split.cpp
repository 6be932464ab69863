#include "core/data/image_counts.h"
#include "core/data/manifest.h"
#include "core/data/seed.h"

#include <algorithm>
#include <string>

namespace whydah {
namespace {

using Rows = std::vector<std::int64_t>;
struct ClassParts {
    Rows train, validation, test;
};

std::uint64_t class_seed(std::int64_t carve_seed, std::size_t c) {
    return seed_from(carve_seed, "split/class=" + std::to_string(c));
}

std::ptrdiff_t place(std::int64_t row) { return static_cast<std::ptrdiff_t>(row); }

/// Each class's shuffled images dealt out to the three parts.
std::vector<ClassParts> dealt_parts(const Manifest& manifest, const SplitPlan& plan, std::int64_t carve_seed) {
    std::vector<Rows> classes(manifest.class_names.size());
    for (std::size_t i = 0; i < manifest.samples.size(); ++i)
        classes[static_cast<std::size_t>(manifest.samples[i].label)].push_back(static_cast<std::int64_t>(i));
    std::vector<ClassParts> parts;
    for (std::size_t c = 0; c < classes.size(); ++c) {
        Rows& rows = classes[c];
        Random(class_seed(carve_seed, c)).shuffle(rows);
        const ClassPlan& of = plan.classes[c];
        const auto train_end = rows.begin() + place(of.train_pool), test_start = train_end + place(of.validation_pool);
        parts.push_back({Rows(rows.begin(), train_end), Rows(train_end, test_start),
                         Rows(test_start, test_start + place(of.test))});
    }
    return parts;
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

/// Takes away what the plan takes from class c, and lends it its validation images.
void cut(ClassParts& parts, const SplitPlan& plan, std::size_t c, std::int64_t carve_seed) {
    const ClassPlan& of = plan.classes[c];
    if (plan.carved) Random(seed_from(carve_seed, "carve/class=" + std::to_string(c))).shuffle(parts.train);
    const Rows left_out(parts.train.begin() + place(of.kept), parts.train.end());
    parts.train.resize(static_cast<std::size_t>(of.kept));
    if (plan.validation == SplitPlan::Validation::own) {
        parts.validation.resize(static_cast<std::size_t>(of.validation));
    } else if (plan.validation == SplitPlan::Validation::from_left_out) {
        parts.validation.assign(left_out.begin(), left_out.begin() + place(of.validation));
    } else if (of.validation > 0) {
        Random(class_seed(carve_seed, c)).shuffle(parts.train);
        parts.validation.assign(parts.train.end() - place(of.validation), parts.train.end());
        parts.train.resize(static_cast<std::size_t>(of.train));
    }
}

} // namespace

Split make_split(const Manifest& manifest, const DataOptions& options, std::int64_t carve_seed) {
    const SplitPlan plan = plan_split(image_counts(manifest), options, carve_seed, shuffled_class_order);
    auto parts = plan.given ? given_parts(manifest) : dealt_parts(manifest, plan, carve_seed);
    Split split{{}, {}, {}, plan.text};
    for (std::size_t c = 0; c < parts.size(); ++c) {
        cut(parts[c], plan, c, carve_seed);
        for (const auto& [from, to] : {std::pair{&parts[c].train, &split.train},
                                       {&parts[c].validation, &split.validation},
                                       {&parts[c].test, &split.test}})
            to->insert(to->end(), from->begin(), from->end());
    }
    for (Rows* rows : {&split.train, &split.validation, &split.test}) std::sort(rows->begin(), rows->end());
    return split;
}

} // namespace whydah
