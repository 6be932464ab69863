#pragma once

#include "records/accuracy_report.h"
#include "records/dataset_summary.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace whydah {

/// One image of the data that a run had: what Prediction::sample counts.
struct KeptSample {
    std::int32_t sample = 0;
    std::int32_t label = 0;
    ImageRef image;               ///< file empty: a feature row without file name
    std::vector<SplitPart> parts; ///< of each repeat of the run
    bool operator==(const KeptSample&) const = default;
};

/// A test image that a method took for another class.
struct Mistake {
    std::string method;
    std::int64_t seed = 0;
    std::int32_t predicted = 0;
    float confidence = 0; ///< 0..1
};

/// What methods said about each image: those that some method tested, and what they took it for where it was wrong.
class ImageMistakes {
public:
    ImageMistakes() = default;
    /// Predictions of images that `samples` does not have, or has under another label, are left out.
    ImageMistakes(const std::vector<KeptSample>& samples, const std::vector<MethodResult>& results);

    bool empty() const { return of_image_.empty(); }
    const std::vector<std::string>& methods() const { return methods_; } ///< in the order of the results
    /// In the order of the results; empty where no method was wrong.
    const std::vector<Mistake>& of(const ImageRef& image) const;
    /// How often the image was tested: by all methods and seeds, or by one method's seeds.
    std::int64_t tests(const ImageRef& image, const std::string& method = {}) const;

private:
    struct Verdicts {
        std::vector<Mistake> mistakes;
        std::vector<std::int32_t> tests; ///< of each of methods_
    };
    static std::string key(const ImageRef& image);
    const Verdicts* find(const ImageRef& image) const;

    std::vector<std::string> methods_;
    std::unordered_map<std::string, Verdicts> of_image_;
};

} // namespace whydah
