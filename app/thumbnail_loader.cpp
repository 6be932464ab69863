#include "app/thumbnail_loader.h"

#include "records/error.h"

#include <algorithm>
#include <exception>
#include <iterator>

namespace whydah {

ThumbnailLoader::ThumbnailLoader(CoreLoader core, QObject* parent) : QObject(parent), core_(core) {
    // No core: others say so. Whatever else it is, the pictures that wait are not to suffer from it.
    connect(&runner_, &JobRunner::failed, this, [this] { reading_.clear(), waiting_.clear(); });
}

void ThumbnailLoader::load(const std::vector<ImageRef>& images, int longest) {
    const auto is_being_read = [&](const ImageRef& image) {
        return longest == reading_longest_ && std::find(reading_.begin(), reading_.end(), image) != reading_.end();
    };
    waiting_.clear();
    std::remove_copy_if(images.begin(), images.end(), std::back_inserter(waiting_), is_being_read);
    longest_ = longest;
    go_on();
}

ThumbnailLoader::Loaded ThumbnailLoader::read(const CoreApi& core, const ImageRef& image, int longest) {
    try {
        return {image, core.read_thumbnail(image, longest), {}};
    } catch (const Error& error) {
        return {image, {}, QString::fromStdString(error.problem())};
    } catch (const std::exception& error) { // a decoder's own
        return {image, {}, QString::fromStdString(error.what())};
    }
}

void ThumbnailLoader::go_on() {
    if (runner_.busy() || waiting_.empty()) return;
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(batch, waiting_.size()));
    reading_.assign(waiting_.begin(), end);
    reading_longest_ = longest_;
    waiting_.erase(waiting_.begin(), end);
    runner_.start(
        "Thumbnails",
        [core = core_, images = reading_, longest = longest_](const JobControl& control, const Report&) {
            const CoreApi& api = core();
            std::vector<Loaded> pictures;
            for (const ImageRef& image : images) {
                if (control.stop_requested()) throw Stopped{};
                pictures.push_back(read(api, image, longest));
            }
            return pictures;
        },
        [this](const std::vector<Loaded>& pictures) {
            reading_.clear();
            for (const Loaded& picture : pictures) Q_EMIT loaded(picture.image, picture.pixels, picture.problem);
            go_on();
        });
}

} // namespace whydah
