#pragma once

#include "core/experiment/stage_key.h"
#include "core/networks/state_dict.h"
#include "records/events.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// What a stage leaves behind for those after it.
struct StageResult {
    StateDict tensors;
    std::map<std::string, std::string> notes{};
    const torch::Tensor& at(const std::string& name) const; ///< a tensor that is there
};

/// A stage that was asked for.
struct StageUse {
    std::string stage; ///< "classifier plain", "net meta_model_net"
    bool from_cache = false;
};

/// Results of stages on disk, each a .safetensors file named by its key's hash, so that a second run trains only what
/// depends on the options that changed. A help, not a need: a damaged file, a full disk, a folder that cannot be written
/// are warnings, and the stage is made. Of what is beyond the limit, the files that were not used for longest go. Several
/// programs can use the folder at the same time. To be used by one thread.
class StageCache {
public:
    StageCache() = default; ///< off: makes every stage, keeps none
    /// @param most_bytes of all files together   @param report gets warnings
    StageCache(std::filesystem::path folder, std::int64_t most_bytes, Report report);

    bool on() const { return !folder_.empty(); }
    /// The stage's result from the disk, else what `make` gives, which is kept. Large tensors from the disk are views
    /// into the mapped file. @param stage for people   @throws what `make` throws
    StageResult get(const std::string& stage, const StageKey& key, const std::function<StageResult()>& make);

    const std::vector<StageUse>& uses() const { return uses_; } ///< all so far, in order
    std::int64_t from_cache() const;                            ///< number of uses
    double saved_seconds() const { return saved_seconds_; }     ///< that making took what came from the disk
    std::string text() const; ///< "7 stages from the cache, 2 trained", of all uses

private:
    std::filesystem::path file_of(const StageKey& key) const;
    std::optional<StageResult> read(const std::string& stage, const StageKey& key);
    void keep(const std::string& stage, const StageKey& key, StageResult result, double seconds);
    void make_room(const std::filesystem::path& newest) const;
    void warn(const std::string& text) const;

    std::filesystem::path folder_;
    std::int64_t most_bytes_ = 0;
    Report report_;
    bool writable_ = true;
    std::vector<StageUse> uses_;
    double saved_seconds_ = 0;
};

/// How many of the uses from number `first` on came from the cache: "", "from the cache", "3 of 4 from the cache".
std::string cache_note(const StageCache& cache, std::size_t first);

} // namespace whydah
