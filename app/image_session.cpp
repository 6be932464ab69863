#include "app/image_session.h"

#include "records/error.h"
#include "widgets/duplicate_line.h"
#include "widgets/image_grid.h"
#include "widgets/images_view.h"
#include "widgets/number_text.h"
#include "widgets/problem_list.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace whydah {

ImageSession::ImageSession(CoreLoader core, ImagesView* view, ProblemList* problems, DuplicateLine* line,
                           QObject* parent)
    : QObject(parent),
      core_(core),
      view_(view),
      problems_(problems),
      line_(line),
      thumbnails_(core),
      full_(core) {
    connect(view_, &ImagesView::thumbnails_asked, this, [this](const std::vector<ImageRef>& images) {
        thumbnails_.load(images, static_cast<int>(ImageGrid::side * view_->devicePixelRatioF()));
    });
    connect(&thumbnails_, &ThumbnailLoader::loaded, view_, &ImagesView::show_pixels);
    connect(view_, &ImagesView::full_image_asked, this,
            [this](const ImageRef& image) { full_.load({image}, std::numeric_limits<int>::max()); });
    connect(&full_, &ThumbnailLoader::loaded, view_, &ImagesView::show_full_pixels);
    connect(line_, &DuplicateLine::stop_asked, this, &ImageSession::stop_search);
    connect(line_, &DuplicateLine::search_asked, this, &ImageSession::search);
    connect(&search_, &JobRunner::reported, this, [this](const EventBatch& batch) {
        for (const Event& event : batch.events)
            if (const auto* at = std::get_if<StageProgress>(&event); at && search_.state() == JobRunner::State::running)
                line_->show_search(tr("%1 of %2").arg(count_text(at->done), count_text(at->total)));
    });
    connect(&search_, &JobRunner::stopped, this, [this] { search_wanted_ ? start_search() : line_->show_stopped(); });
    connect(&search_, &JobRunner::failed, this, [this] { search_wanted_ ? start_search() : line_->show_stopped(); });
    connect(&marks_, &JobRunner::stopped, this, &ImageSession::start_marks);
    connect(&marks_, &JobRunner::failed, this, [this](const Error& error) {
        if (!wanted_marks_) Q_EMIT marks_failed(QString::fromStdString(error.what()));
        start_marks();
    });
}

bool ImageSession::has_images_of(const DatasetSummary& dataset) const {
    const auto same = [](const ClassSummary& a, const ClassSummary& b) { return a.images == b.images; };
    return std::equal(dataset.classes.begin(), dataset.classes.end(), dataset_->classes.begin(),
                      dataset_->classes.end(), same);
}

void ImageSession::show_dataset(std::shared_ptr<const DatasetSummary> dataset) {
    const bool same = has_images_of(*dataset);
    dataset_ = std::move(dataset);
    view_->show_dataset(dataset_);
    if (same && searched_) return show_duplicates();
    if (same && search_.busy() && !search_wanted_) return; // it shows them with the parts as they are then
    search();
}

void ImageSession::search() {
    searched_ = false;
    search_wanted_ = true;
    problems_->show_duplicates({});
    Q_EMIT problems_changed();
    search_.busy() ? search_.stop() : start_search();
}

void ImageSession::stop_search() {
    search_wanted_ = false;
    search_.stop();
}

void ImageSession::start_search() {
    search_wanted_ = false;
    const auto has_images = [](const ClassSummary& c) { return !c.images.empty(); };
    if (std::none_of(dataset_->classes.begin(), dataset_->classes.end(), has_images)) return line_->show_found({});
    line_->show_search(tr("sizes first"));
    search_.start(
        "Duplicates",
        [core = core_, dataset = dataset_](const JobControl& control, const Report& report) {
            return core().find_duplicates(*dataset, control, report);
        },
        [this](DuplicateReport found) {
            if (search_wanted_) return start_search();
            duplicates_ = std::move(found);
            searched_ = true;
            show_duplicates();
        });
}

void ImageSession::show_duplicates() {
    mark_duplicates(duplicates_, *dataset_);
    problems_->show_duplicates(duplicate_problems(duplicates_, *dataset_));
    line_->show_found(duplicates_.groups.empty() ? QString() : QString::fromStdString(duplicates_text(duplicates_)));
    Q_EMIT problems_changed();
}

void ImageSession::show_run(const RunRecord& record) {
    view_->show_mistakes(nullptr);
    wanted_marks_ = record.results.empty() ? std::string() : record.options.run.out;
    marks_.busy() ? marks_.stop() : start_marks();
}

/// Predictions are read from the run's folder: the window does not keep them. They are matched to the shown images by
/// file, so a data set that changed meanwhile gets no wrong marks.
void ImageSession::start_marks() {
    const std::string folder = std::exchange(wanted_marks_, {}).value_or(std::string());
    if (folder.empty()) return;
    marks_.start(
        "Marks of misclassified images",
        [core = core_, folder](const JobControl& control, const Report&) {
            const std::vector<KeptSample> samples = core().read_samples(folder);
            if (control.stop_requested()) throw Stopped{};
            return samples.empty()
                       ? std::make_shared<const ImageMistakes>()
                       : std::make_shared<const ImageMistakes>(samples, core().read_run_results(folder).results);
        },
        [this](std::shared_ptr<const ImageMistakes> mistakes) {
            if (wanted_marks_) return start_marks();
            view_->show_mistakes(std::move(mistakes));
        });
}

} // namespace whydah
