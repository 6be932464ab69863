#include "core/data/image_counts.h"

#include "core/data/manifest.h"
#include "core/data/seed.h"

#include <numeric>

namespace whydah {

ImageCounts image_counts(const Manifest& manifest) {
    ImageCounts counts{manifest.class_names, std::vector<ClassImages>(manifest.class_names.size()),
                       manifest.has_given_split()};
    for (const Sample& sample : manifest.samples) {
        ClassImages& c = counts.classes[static_cast<std::size_t>(sample.label)];
        ++c.images;
        if (!sample.given || *sample.given == SplitPart::left_out) continue;
        ++(*sample.given == SplitPart::train        ? c.train
           : *sample.given == SplitPart::validation ? c.validation
                                                    : c.test);
    }
    return counts;
}

ImageCounts count_images(const ExperimentOptions& options, const JobControl& control, const Report& report) {
    return image_counts(read_manifest(options.data, control, report));
}

std::vector<std::size_t> shuffled_class_order(std::size_t classes, std::int64_t carve_seed) {
    std::vector<std::size_t> order(classes);
    std::iota(order.begin(), order.end(), std::size_t{0});
    Random(seed_from(carve_seed, "split/order")).shuffle(order);
    return order;
}

} // namespace whydah
