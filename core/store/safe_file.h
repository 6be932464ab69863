#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace whydah {

/// With all above it. @throws Error
void make_folder(const std::filesystem::path& folder);
/// Throws the Error of what errno says about writing to `path`. @param doing "cannot make a file"
[[noreturn]] void fail_writing(const std::filesystem::path& path, const char* doing);

/// A file that appears whole or not at all: written beside its place under a temporary name, synced and renamed by
/// commit(). Destroyed without commit(), it leaves nothing behind.
class SafeFile {
public:
    /// Creates missing folders. @throws Error if the folder cannot be written
    explicit SafeFile(std::filesystem::path path);
    ~SafeFile();
    SafeFile(const SafeFile&) = delete;
    SafeFile& operator=(const SafeFile&) = delete;

    void write(const void* data, std::size_t bytes); ///< @throws Error (disk full, ...)
    void write(std::string_view text) { write(text.data(), text.size()); }
    /// @param sync_folder false: another file of the same folder that is committed right after does it for both
    /// @throws Error
    void commit(bool sync_folder = true);

private:
    [[noreturn]] void fail(const char* doing) const;
    std::filesystem::path path_, temporary_;
    int descriptor_ = -1;
};

} // namespace whydah
