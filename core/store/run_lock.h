#pragma once

#include <filesystem>

namespace whydah {

/// Held by the process that writes a run folder: FOLDER/run.lock, locked. The system lets go of it when the process
/// ends, however it ends, so a run whose lock nobody holds is not running. It also holds between machines where the
/// file system has locks.
class RunLock {
public:
    /// Makes the folder if there is none. @throws Error if another run is being written there, or it cannot be made
    explicit RunLock(const std::filesystem::path& folder);
    ~RunLock(); ///< takes the file away
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;

    /// Asks without taking: whoever looks never gets in the way of whoever writes.
    static bool is_held(const std::filesystem::path& folder);

private:
    std::filesystem::path file_;
    int descriptor_ = -1;
};

} // namespace whydah
