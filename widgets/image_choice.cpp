#include "widgets/image_choice.h"

#include <algorithm>
#include <utility>

namespace whydah {

namespace {

SplitPart part_of(const ClassSummary& c, std::size_t image) {
    return image < c.image_parts.size() ? c.image_parts[image] : SplitPart::left_out;
}

} // namespace

void ImageChoice::show_dataset(std::shared_ptr<const DatasetSummary> dataset) {
    dataset_ = std::move(dataset);
    choose();
}

ChosenImage ImageChoice::at(int shown) const {
    const Place& place = shown_[static_cast<std::size_t>(shown)];
    const ClassSummary& c = dataset_->classes[static_cast<std::size_t>(place.label)];
    return {c.images[place.image], place.label, part_of(c, place.image)};
}

void ImageChoice::show_mistakes(std::shared_ptr<const ImageMistakes> mistakes) {
    mistakes_ = mistakes ? std::move(mistakes) : std::make_shared<const ImageMistakes>();
    if (filter_.wrong_only) choose();
}

void ImageChoice::set_filter(ImageFilter filter) {
    filter_ = std::move(filter);
    choose();
}

bool ImageChoice::is_wrong(const ImageRef& image) const {
    const std::vector<Mistake>& all = mistakes_->of(image);
    return filter_.method.empty()
               ? !all.empty()
               : std::any_of(all.begin(), all.end(), [&](const Mistake& m) { return m.method == filter_.method; });
}

/// Training first, then validation, test and what is left out.
void ImageChoice::take_class(int label) {
    const ClassSummary& c = dataset_->classes[static_cast<std::size_t>(label)];
    std::vector<std::uint32_t> of_part[4];
    for (std::size_t i = 0; i < c.images.size(); ++i) {
        const SplitPart part = part_of(c, i);
        if ((filter_.part && part != *filter_.part) || (filter_.wrong_only && !is_wrong(c.images[i]))) continue;
        of_part[static_cast<std::size_t>(part)].push_back(static_cast<std::uint32_t>(i));
    }
    for (SplitPart part : {SplitPart::train, SplitPart::validation, SplitPart::test, SplitPart::left_out})
        for (const std::uint32_t i : of_part[static_cast<std::size_t>(part)]) shown_.push_back({label, i});
}

void ImageChoice::choose() {
    shown_.clear();
    const int classes = static_cast<int>(dataset_->classes.size());
    std::vector<int> labels = filter_.labels;
    std::sort(labels.begin(), labels.end());
    if (labels.empty())
        for (int label = 0; label < classes; ++label) take_class(label);
    for (int label : labels)
        if (label >= 0 && label < classes) take_class(label);
}

std::vector<Mistake> ImageChoice::mistakes_of(int shown) const {
    std::vector<Mistake> mistakes = mistakes_->of(at(shown).image);
    if (!filter_.method.empty()) std::erase_if(mistakes, [&](const Mistake& m) { return m.method != filter_.method; });
    return mistakes;
}

std::int64_t ImageChoice::tests_of(int shown) const { return mistakes_->tests(at(shown).image, filter_.method); }

QString ImageChoice::class_name(int label) const {
    const auto at = static_cast<std::size_t>(label);
    return label >= 0 && at < dataset_->classes.size() ? QString::fromStdString(dataset_->classes[at].name) : QString();
}

} // namespace whydah
