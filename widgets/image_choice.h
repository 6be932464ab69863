#pragma once

#include "records/dataset_summary.h"
#include "records/kept_samples.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// Which of a data set's images are shown.
struct ImageFilter {
    std::vector<int> labels;       ///< empty: of all classes
    std::optional<SplitPart> part; ///< nothing: of all parts
    bool wrong_only = false;       ///< only those that `method` took for another class
    std::string method;            ///< empty: any method of the run
    bool operator==(const ImageFilter&) const = default;
};

/// Valid as long as the data set is shown.
struct ChosenImage {
    const ImageRef& image;
    int label;
    SplitPart part;
};

/// The images of a data set in label order, within a class training first, and those of them that a filter lets
/// through. Choosing among 100,000 takes milliseconds.
class ImageChoice {
public:
    void show_dataset(std::shared_ptr<const DatasetSummary> dataset);
    void show_mistakes(std::shared_ptr<const ImageMistakes> mistakes); ///< null: none are known
    void set_filter(ImageFilter filter);
    const ImageFilter& filter() const { return filter_; }

    int count() const { return static_cast<int>(shown_.size()); }
    ChosenImage at(int shown) const;
    /// What the filter's method, or any, took it for.
    std::vector<Mistake> mistakes_of(int shown) const;
    std::int64_t tests_of(int shown) const; ///< how often it or they tested the image
    QString class_name(int label) const;
    const ImageMistakes& mistakes() const { return *mistakes_; }

private:
    struct Place {
        std::int32_t label;
        std::uint32_t image; ///< of the class
    };
    bool is_wrong(const ImageRef& image) const;
    void choose();
    void take_class(int label);

    std::shared_ptr<const DatasetSummary> dataset_ = std::make_shared<const DatasetSummary>();
    std::vector<Place> shown_;
    ImageFilter filter_;
    std::shared_ptr<const ImageMistakes> mistakes_ = std::make_shared<const ImageMistakes>();
};

} // namespace whydah
