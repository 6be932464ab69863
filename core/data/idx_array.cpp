#include "core/data/idx_array.h"

#include "core/data/packed_file.h"
#include "records/error.h"

#include <algorithm>
#include <list>
#include <mutex>

namespace whydah {
namespace {

constexpr std::int64_t most_bytes = std::int64_t{8} << 30;
constexpr std::size_t files_kept = 6; // images and labels of three parts

} // namespace

std::int64_t IdxArray::item_bytes() const {
    std::int64_t total = 1;
    for (std::size_t d = 1; d < shape.size(); ++d) total *= shape[d];
    return total;
}

const unsigned char* IdxArray::item(std::int64_t index) const {
    return reinterpret_cast<const unsigned char*>(bytes.data()) + first + index * item_bytes();
}

IdxArray read_idx(const std::filesystem::path& file, const JobControl& control) {
    IdxArray array;
    array.bytes = read_bytes(file, most_bytes, control);
    const auto refuse = [&](const std::string& what) {
        throw Error(
            {.what = what, .where = file.string(), .mend = "give a whole IDX file as the MNIST family has them"});
    };
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(array.bytes[i]));
    };
    if (array.bytes.size() < 8 || byte(0) != 0 || byte(1) != 0) refuse("is not an IDX file");
    const std::size_t dimensions = byte(3);
    if (byte(2) != 8) refuse("is an IDX file of another type than unsigned bytes");
    if (dimensions < 1 || dimensions > 4 || array.bytes.size() < 4 + 4 * dimensions)
        refuse("has an IDX header that cannot be right");
    array.first = 4 + 4 * dimensions;
    std::int64_t total = 1;
    for (std::size_t d = 0; d < dimensions; ++d) {
        const std::size_t at = 4 + 4 * d;
        array.shape.push_back(
            static_cast<std::int64_t>(byte(at) << 24 | byte(at + 1) << 16 | byte(at + 2) << 8 | byte(at + 3)));
        if (array.shape[d] != 0 && total > most_bytes / array.shape[d]) refuse("claims an impossible size");
        total *= array.shape[d];
    }
    const auto have = static_cast<std::int64_t>(array.bytes.size() - array.first);
    if (have < total)
        refuse("is cut off: " + std::to_string(have) + " bytes where the header promises " + std::to_string(total));
    return array;
}

std::shared_ptr<const IdxArray> shared_idx(const std::filesystem::path& file, const JobControl& control) {
    // The one mutex of the core: decoding threads of LibTorch's pool and thumbnail jobs ask for rows of the same few
    // files.
    struct Kept {
        std::filesystem::path file;
        std::filesystem::file_time_type written;
        std::uintmax_t size = 0;
        std::shared_ptr<const IdxArray> array;
    };
    static std::mutex mutex;
    static std::list<Kept> kept;
    const std::scoped_lock lock(mutex);
    std::error_code error;
    const auto written = std::filesystem::last_write_time(file, error);
    const auto size = std::filesystem::file_size(file, error);
    const auto found = std::find_if(kept.begin(), kept.end(), [&](const Kept& entry) { return entry.file == file; });
    if (found != kept.end() && found->written == written && found->size == size) {
        kept.splice(kept.begin(), kept, found);
        return kept.front().array;
    }
    if (found != kept.end()) kept.erase(found); // written anew since
    auto array = std::make_shared<const IdxArray>(read_idx(file, control));
    kept.push_front({file, written, size, array});
    if (kept.size() > files_kept) kept.pop_back();
    return array;
}

} // namespace whydah
