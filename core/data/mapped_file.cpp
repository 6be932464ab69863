#include "core/data/mapped_file.h"

#include "records/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace whydah {

MappedFile::MappedFile(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat info {};
    int failed = descriptor < 0 || ::fstat(descriptor, &info) != 0 ? errno : 0;
    if (failed == 0 && info.st_size > 0) { // an empty file cannot be mapped and has nothing to show
        size_ = static_cast<std::size_t>(info.st_size);
        start_ = ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE, descriptor, 0);
        if (start_ == MAP_FAILED) failed = errno, start_ = nullptr;
    }
    if (descriptor >= 0) ::close(descriptor);
    if (failed != 0)
        throw Error({.what = std::string("cannot read the file: ") + std::strerror(failed),
                     .where = file.string(),
                     .mend = "check its path and its permissions"});
}

MappedFile::~MappedFile() {
    if (start_) ::munmap(start_, size_);
}

} // namespace whydah
