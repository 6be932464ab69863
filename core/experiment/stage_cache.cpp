#include "core/experiment/stage_cache.h"

#include "core/data/checksum.h"
#include "core/experiment/pause_clock.h"
#include "core/networks/safetensors.h"
#include "records/error.h"
#include "records/experiment_options.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <torch/types.h>
#include <utility>

namespace whydah {
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t mapped_from = 64 << 20; // bytes; smaller files are copied, so that nothing hangs on them
constexpr std::int64_t spare_disk = std::int64_t{1} << 30;
constexpr std::chrono::hours stale{24}; // of a temporary file whose program was killed
constexpr const char* extension = ".safetensors";

/// Over everything that is read back.
std::string checksum_text(const StageResult& result) {
    std::uint64_t sum = checksum_of(nullptr, 0);
    const auto add = [&](const std::string& text) { sum = checksum_of(text.data(), text.size(), sum); };
    for (const auto& [name, value] : result.notes) add(name + "=" + value + "\n");
    std::vector<const NamedTensor*> order; // by name: the file has an order of its own
    for (const NamedTensor& item : result.tensors) order.push_back(&item);
    std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
    for (const NamedTensor* item : order) {
        const torch::Tensor numbers = item->value.to(torch::kCPU).contiguous();
        add(item->name + c10::toString(numbers.scalar_type()));
        for (std::int64_t size : numbers.sizes()) add(std::to_string(size).append(" "));
        sum = checksum_of(numbers.data_ptr(), numbers.nbytes(), sum);
    }
    return std::to_string(sum);
}

std::int64_t bytes_of(const StageResult& result) {
    std::int64_t bytes = 0;
    for (const NamedTensor& item : result.tensors) bytes += static_cast<std::int64_t>(item.value.nbytes());
    return bytes;
}

double work_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count() -
           paused_seconds();
}

} // namespace

const torch::Tensor& StageResult::at(const std::string& name) const {
    const auto found = std::find_if(tensors.begin(), tensors.end(), [&](const auto& t) { return t.name == name; });
    assert(found != tensors.end());
    return found->value;
}

StageCache::StageCache(fs::path folder, std::int64_t most_bytes, Report report)
    : folder_(std::move(folder)),
      most_bytes_(most_bytes),
      report_(std::move(report)) {}

fs::path StageCache::file_of(const StageKey& key) const { return folder_ / (key.hash() + extension); }

void StageCache::warn(const std::string& text) const {
    if (report_) report_(LogLine{LogLine::Level::warning, text});
}

StageResult StageCache::get(const std::string& stage, const StageKey& key, const std::function<StageResult()>& make) {
    if (on()) {
        if (auto found = read(stage, key)) {
            uses_.push_back({stage, true});
            return std::move(*found);
        }
    }
    const double start = work_seconds();
    StageResult made = make();
    const double seconds = work_seconds() - start;
    uses_.push_back({stage, false});
    if (on() && writable_) keep(stage, key, made, seconds);
    return made;
}

std::optional<StageResult> StageCache::read(const std::string& stage, const StageKey& key) {
    const fs::path file = file_of(key);
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return std::nullopt;
    try {
        const auto size = static_cast<std::int64_t>(fs::file_size(file));
        Safetensors content = map_safetensors(file);
        StageResult result{std::move(content.tensors), std::move(content.notes)};
        const std::string sum = std::exchange(result.notes["checksum"], "");
        result.notes.erase("checksum");
        double seconds = 0;
        if (result.notes["key"] != key.text() || !parse_option({}, result.notes["seconds"], seconds) ||
            sum != checksum_text(result))
            throw Error({.what = "is damaged", .where = file.string(), .mend = "it is made again"});
        if (size < mapped_from)
            for (NamedTensor& item : result.tensors) item.value = item.value.clone();
        fs::last_write_time(file, fs::file_time_type::clock::now(), error); // used: it goes last
        saved_seconds_ += seconds;
        return result;
    } catch (const Error& damage) {
        warn("the cached stage '" + stage + "' cannot be used and is made again: " + damage.what());
    } catch (const fs::filesystem_error&) { // taken away by another program
        return std::nullopt;
    }
    fs::remove(file, error);
    return std::nullopt;
}

void StageCache::keep(const std::string& stage, const StageKey& key, StageResult result, double seconds) {
    const std::int64_t bytes = bytes_of(result);
    std::error_code error;
    fs::create_directories(folder_, error);
    const fs::space_info disk = fs::space(folder_, error);
    const bool no_room = !error && static_cast<std::int64_t>(disk.available) < bytes + spare_disk;
    if (bytes > most_bytes_ || no_room) {
        warn("'" + stage + "' is not kept for later runs: its " + std::to_string(bytes >> 20) + " MiB are more than " +
             (no_room ? "the disk of " + folder_.string() + " can spare" : "the cache may hold (--stage-cache-size)"));
        return;
    }
    try {
        result.notes["key"] = key.text();
        result.notes["seconds"] = option_text(seconds);
        result.notes["checksum"] = checksum_text(result);
        const fs::path file = file_of(key);
        write_safetensors(file, {result.tensors, result.notes});
        make_room(file);
    } catch (const Error& failure) {
        writable_ = false;
        warn(std::string("stages of this run are not kept for later runs: ") + failure.what());
    }
}

void StageCache::make_room(const fs::path& newest) const {
    struct Kept {
        fs::file_time_type used;
        std::int64_t bytes;
        fs::path file;
    };
    std::vector<Kept> all;
    std::int64_t sum = 0;
    std::error_code error;
    for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
        std::error_code gone; // by another program
        const Kept kept{fs::last_write_time(at->path(), gone), static_cast<std::int64_t>(fs::file_size(at->path(), gone)),
                        at->path()};
        if (gone) continue;
        if (kept.file.extension() == extension)
            all.push_back(kept), sum += kept.bytes;
        else if (kept.file.filename().string().find(extension) != std::string::npos &&
                 fs::file_time_type::clock::now() - kept.used > stale)
            fs::remove(kept.file, gone); // a temporary file, see SafeFile
    }
    std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.used < b.used; });
    for (const Kept& kept : all) {
        if (sum <= most_bytes_) break;
        if (kept.file == newest) continue;
        sum -= kept.bytes;
        fs::remove(kept.file, error);
    }
}

std::int64_t StageCache::from_cache() const {
    return std::count_if(uses_.begin(), uses_.end(), [](const StageUse& use) { return use.from_cache; });
}

std::string StageCache::text() const {
    const auto all = static_cast<std::int64_t>(uses_.size());
    return std::to_string(from_cache()) + (from_cache() == 1 ? " stage" : " stages") + " from the cache, " +
           std::to_string(all - from_cache()) + " trained";
}

std::string cache_note(const StageCache& cache, std::size_t first) {
    const auto& uses = cache.uses();
    const auto from = uses.begin() + static_cast<std::ptrdiff_t>(first);
    const auto hits = std::count_if(from, uses.end(), [](const StageUse& use) { return use.from_cache; });
    if (hits == 0) return {};
    if (hits == uses.end() - from) return "from the cache";
    return std::to_string(hits) + " of " + std::to_string(uses.end() - from) + " from the cache";
}

} // namespace whydah
