#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace whydah {

/// A whole file as memory that the system reads in when it is looked at and gives back when it is short. What is
/// written there stays in memory and never reaches the file; the file may be renamed or deleted meanwhile.
class MappedFile {
public:
    /// @throws Error naming the file (missing, no permission)
    explicit MappedFile(const std::filesystem::path& file);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::string_view bytes() const { return {static_cast<const char*>(start_), size_}; }

private:
    void* start_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace whydah
