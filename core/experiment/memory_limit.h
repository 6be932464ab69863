#pragma once

#include <cstdint>

namespace whydah {

/// While it lives the program gets no more memory than that: who asks for more sees std::bad_alloc, which a run can
/// tell of. Without it, Linux grants what is not there and later kills a program, the whole window with all its runs.
/// The soft limit of the process is set (getrlimit(2), RLIMIT_DATA) and put back; a lower one stays, and of several at
/// a time the first one holds until the last has ended.
class MemoryLimit {
public:
    /// @param spare bytes beyond what the program has now; 0: no limit
    explicit MemoryLimit(std::int64_t spare);
    ~MemoryLimit();
    MemoryLimit(const MemoryLimit&) = delete;
    MemoryLimit& operator=(const MemoryLimit&) = delete;
    bool is_set() const { return set_; } ///< by this one

private:
    bool set_ = false, holds_ = false;
};

/// Bytes that a run may take: what is available, with the swap, but for the program's own code: it crawls if that has
/// to be read from the disk again and again. 0: the system does not say.
std::int64_t spare_memory();

} // namespace whydah
