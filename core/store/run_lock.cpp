#include "core/store/run_lock.h"

#include "core/store/safe_file.h"
#include "records/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace whydah {
namespace {

namespace fs = std::filesystem;

struct flock whole_file(short type) {
    struct flock lock {};
    lock.l_type = type, lock.l_whence = SEEK_SET;
    return lock;
}

/// The file that we hold may have been taken away by the run that held it before, between our open and our lock.
bool is_at(int descriptor, const fs::path& file) {
    struct stat ours {
    }, there{};
    return ::fstat(descriptor, &ours) == 0 && ::stat(file.c_str(), &there) == 0 && ours.st_ino == there.st_ino &&
           ours.st_dev == there.st_dev;
}

} // namespace

RunLock::RunLock(const fs::path& folder) : file_(folder / "run.lock") {
    make_folder(folder);
    do {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor_ < 0) fail_writing(folder, "cannot make a file");
        // Locks of the open file: they end with the last descriptor, and are seen within the same process, too.
        struct flock lock = whole_file(F_WRLCK);
        if (::fcntl(descriptor_, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES)) continue;
        ::close(descriptor_);
        throw Error({.what = "a run is being written to this folder",
                     .where = folder.string(),
                     .mend = "wait for its end, or choose another folder"});
    } while (!is_at(descriptor_, file_));
    const std::string text = "process " + std::to_string(::getpid()) + "\n"; // for people; the lock is what counts
    if (::ftruncate(descriptor_, 0) != 0 || ::write(descriptor_, text.data(), text.size()) < 0) errno = 0;
}

RunLock::~RunLock() {
    ::unlink(file_.c_str());
    ::close(descriptor_);
}

bool RunLock::is_held(const fs::path& folder) {
    const int descriptor = ::open((folder / "run.lock").c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return false;
    struct flock lock = whole_file(F_RDLCK);
    const bool held = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(descriptor);
    return held;
}

} // namespace whydah
