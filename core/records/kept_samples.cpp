#include "records/kept_samples.h"

#include <algorithm>
#include <numeric>

namespace whydah {

std::string ImageMistakes::key(const ImageRef& image) { return image.file + '\n' + std::to_string(image.index); }

ImageMistakes::ImageMistakes(const std::vector<KeptSample>& samples, const std::vector<MethodResult>& results) {
    std::unordered_map<std::int32_t, const KeptSample*> by_number;
    by_number.reserve(samples.size());
    for (const KeptSample& sample : samples)
        if (!sample.image.file.empty()) by_number.emplace(sample.sample, &sample);
    for (const MethodResult& result : results)
        if (std::find(methods_.begin(), methods_.end(), result.method) == methods_.end())
            methods_.push_back(result.method);
    for (const MethodResult& result : results) {
        const auto method =
            static_cast<std::size_t>(std::find(methods_.begin(), methods_.end(), result.method) - methods_.begin());
        for (const Prediction& p : result.predictions) {
            const auto sample = by_number.find(p.sample);
            if (sample == by_number.end() || sample->second->label != p.truth) continue;
            Verdicts& verdicts = of_image_[key(sample->second->image)];
            verdicts.tests.resize(methods_.size());
            ++verdicts.tests[method];
            if (p.predicted != p.truth)
                verdicts.mistakes.push_back({result.method, result.seed, p.predicted, p.confidence});
        }
    }
}

const ImageMistakes::Verdicts* ImageMistakes::find(const ImageRef& image) const {
    if (of_image_.empty()) return nullptr;
    const auto found = of_image_.find(key(image));
    return found == of_image_.end() ? nullptr : &found->second;
}

const std::vector<Mistake>& ImageMistakes::of(const ImageRef& image) const {
    static const std::vector<Mistake> none;
    const Verdicts* verdicts = find(image);
    return verdicts ? verdicts->mistakes : none;
}

std::int64_t ImageMistakes::tests(const ImageRef& image, const std::string& method) const {
    const Verdicts* verdicts = find(image);
    if (!verdicts) return 0;
    if (method.empty()) return std::accumulate(verdicts->tests.begin(), verdicts->tests.end(), std::int64_t{0});
    const auto found = std::find(methods_.begin(), methods_.end(), method);
    return found == methods_.end() ? 0 : verdicts->tests[static_cast<std::size_t>(found - methods_.begin())];
}

} // namespace whydah
