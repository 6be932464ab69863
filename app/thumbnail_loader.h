#pragma once

#include "app/core_library.h"
#include "app/job_runner.h"
#include "records/image_pixels.h"

#include <QObject>
#include <QString>

#include <deque>
#include <vector>

namespace whydah {

/// Decodes small pictures on a thread of its own, a few at a time, so that a new wish is felt at once.
class ThumbnailLoader : public QObject {
    Q_OBJECT
public:
    explicit ThumbnailLoader(CoreLoader core, QObject* parent = nullptr);

    /// Replaces what was asked before and is not read yet. What is being read is not read again.
    void load(const std::vector<ImageRef>& images, int longest);

Q_SIGNALS:
    /// @param problem why the picture is empty
    void loaded(const whydah::ImageRef& image, const whydah::ImagePixels& pixels, const QString& problem);

private:
    static constexpr std::size_t batch = 6;
    struct Loaded {
        ImageRef image;
        ImagePixels pixels;
        QString problem;
    };
    void go_on();
    static Loaded read(const CoreApi& core, const ImageRef& image, int longest);

    CoreLoader core_;
    std::deque<ImageRef> waiting_;
    std::vector<ImageRef> reading_; ///< at the size `reading_longest_`
    int longest_ = 0, reading_longest_ = 0;
    JobRunner runner_;
};

} // namespace whydah
