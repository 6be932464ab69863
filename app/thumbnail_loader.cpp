#include "app/thumbnail_loader.h"

#include "records/error.h"

namespace whydah {

ThumbnailLoader::ThumbnailLoader(CoreLoader core, QObject* parent) : QObject(parent), core_(core) {
    connect(&runner_, &JobRunner::failed, this, [this](const Error&) { waiting_.clear(); }); // no core: others say so
}

void ThumbnailLoader::load(const std::vector<ImageRef>& images, int longest) {
    waiting_.assign(images.begin(), images.end());
    longest_ = longest;
    go_on();
}

ThumbnailLoader::Loaded ThumbnailLoader::read(const CoreApi& core, const ImageRef& image, int longest) {
    try {
        return {image, core.read_thumbnail(image, longest), {}};
    } catch (const Error& error) {
        return {image, {}, QString::fromStdString(error.problem())};
    }
}

void ThumbnailLoader::go_on() {
    if (runner_.busy() || waiting_.empty()) return;
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(batch, waiting_.size()));
    const std::vector<ImageRef> images(waiting_.begin(), end);
    waiting_.erase(waiting_.begin(), end);
    runner_.start(
        "Thumbnails",
        [core = core_, images, longest = longest_](const JobControl& control, const Report&) {
            std::vector<Loaded> pictures;
            for (const ImageRef& image : images) {
                if (control.stop_requested()) throw Stopped{};
                pictures.push_back(read(core(), image, longest));
            }
            return pictures;
        },
        [this](const std::vector<Loaded>& pictures) {
            for (const Loaded& picture : pictures) Q_EMIT loaded(picture.image, picture.pixels, picture.problem);
            go_on();
        });
}

} // namespace whydah
