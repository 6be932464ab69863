#pragma once

#include "app/core_library.h"
#include "app/job_runner.h"
#include "app/thumbnail_loader.h"
#include "records/run_record.h"

#include <QObject>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

class DuplicateLine;
class ImagesView;
class ProblemList;

/// What stands behind the Images view: decodes its pictures, finds out which images a run took for others, and looks
/// for duplicates once a data set is open. Each on a thread of its own; nothing waits for them.
class ImageSession : public QObject {
    Q_OBJECT
public:
    /// @param problems where duplicates are listed @param line where their search is told of
    ImageSession(CoreLoader core, ImagesView* view, ProblemList* problems, DuplicateLine* line,
                 QObject* parent = nullptr);

    /// Looks for duplicates, unless these images were looked at before: then only their parts may be others.
    void show_dataset(std::shared_ptr<const DatasetSummary> dataset);
    /// The marks of a run that ended or was reopened; without results there are none.
    void show_run(const RunRecord& record);
    void stop_search();
    bool searching() const { return search_.busy(); }

Q_SIGNALS:
    void problems_changed();
    void marks_failed(const QString& why); ///< the run's list of images cannot be read

private:
    void search();
    void start_search();
    void show_duplicates();
    bool has_images_of(const DatasetSummary& dataset) const;
    void start_marks();

    CoreLoader core_;
    ImagesView* view_;
    ProblemList* problems_;
    DuplicateLine* line_;
    std::shared_ptr<const DatasetSummary> dataset_ = std::make_shared<const DatasetSummary>();
    DuplicateReport duplicates_;
    bool searched_ = false;                   ///< duplicates_ is of dataset_'s images
    bool search_wanted_ = false;              ///< once the running one has felt its stop
    std::optional<std::string> wanted_marks_; ///< of the run in this folder; likewise
    ThumbnailLoader thumbnails_, full_;
    JobRunner search_, marks_;
};

} // namespace whydah
