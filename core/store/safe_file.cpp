#include "core/store/safe_file.h"

#include "records/error.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace whydah {
namespace {

std::string mend_for(int error) {
    switch (error) {
    case ENOSPC:
    case EDQUOT:
        return "free some space on that disk or choose another folder";
    case EACCES:
    case EPERM:
    case EROFS:
        return "choose a folder that you may write to";
    case ENOTDIR:
        return "a part of the path is a file: choose another folder";
    default:
        return "check the path and the disk";
    }
}

} // namespace

void make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    if (!folder.empty()) std::filesystem::create_directories(folder, error);
    if (error)
        throw Error({.what = "cannot make the folder: " + error.message(),
                     .where = folder.string(),
                     .mend = mend_for(error.value())});
}

void fail_writing(const std::filesystem::path& path, const char* doing) {
    const int error = errno;
    throw Error(
        {.what = std::string(doing) + ": " + std::strerror(error), .where = path.string(), .mend = mend_for(error)});
}

SafeFile::SafeFile(std::filesystem::path path) : path_(std::move(path)) {
    make_folder(path_.parent_path());
    std::string name = path_.string() + ".XXXXXX";
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) fail("cannot make a file");
    temporary_ = name;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ::fchmod(descriptor_, 0666 & ~mask); // mkostemp gives 0600; others may read what open() would let them read
}

SafeFile::~SafeFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void SafeFile::fail(const char* doing) const { fail_writing(path_, doing); }

void SafeFile::write(const void* data, std::size_t bytes) {
    const char* at = static_cast<const char*>(data);
    while (bytes > 0) {
        const ssize_t written = ::write(descriptor_, at, bytes);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("cannot write");
        at += written;
        bytes -= static_cast<std::size_t>(written);
    }
}

void SafeFile::commit(bool sync_folder) {
    if (::fsync(descriptor_) != 0) fail("cannot sync");
    const int descriptor = std::exchange(descriptor_, -1);
    if (::close(descriptor) != 0) fail("cannot close");
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail("cannot rename the finished file");
    temporary_.clear();
    if (!sync_folder) return;
    // The rename itself is safe only when the folder is synced, too; a file system without that is no error.
    const auto folder = path_.parent_path().empty() ? std::filesystem::path(".") : path_.parent_path();
    if (const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); directory >= 0) {
        ::fsync(directory);
        ::close(directory);
    }
}

} // namespace whydah
