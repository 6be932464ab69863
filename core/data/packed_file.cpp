#include "core/data/packed_file.h"

#include "core/experiment/memory.h"
#include "records/error.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <memory>
#include <zip.h>
#include <zlib.h>

namespace whydah {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
    throw Error({.what = what, .where = file.string(), .mend = "check that the file is whole and may be read"});
}

void require_regular(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error)) fail(file, "there is no such file");
    if (!fs::is_regular_file(file, error)) fail(file, "is not a file"); // a pipe would block for ever
}

/// A small file can unpack to more than the computer holds: said before the system ends the program for it. Half of
/// what is free, because what is read is turned into numbers beside it.
std::int64_t limit(std::int64_t most_bytes) {
    const std::int64_t free = available_memory();
    constexpr std::int64_t always = 16 * 1024 * 1024;
    return free < 0 ? most_bytes : std::min(most_bytes, std::max(always, free / 2));
}

[[noreturn]] void fail_too_large(const fs::path& file, std::int64_t most_bytes) {
    throw too_large_error(file, most_bytes, limit(most_bytes));
}

} // namespace

Error too_large_error(const std::filesystem::path& file, std::int64_t most_bytes, std::int64_t allowed_bytes) {
    char size[32];
    std::snprintf(size, sizeof size, "%.3g GB", static_cast<double>(allowed_bytes) / 1e9);
    const std::string what = allowed_bytes < most_bytes
                                 ? "memory ran out: unpacked it is larger than half of what is free"
                                 : "is larger, unpacked, than can be read here";
    return Error({.what = what + " (" + size + ")",
                  .where = file.string(),
                  .mend = "make it smaller (half precision, fewer rows), or free some memory"});
}

std::string read_bytes(const fs::path& file, std::int64_t most_bytes, const JobControl& control) {
    require_regular(file);
    const std::int64_t most = limit(most_bytes);
    // gzopen reads plain files as they are.
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> stream(gzopen(file.c_str(), "rb"), gzclose);
    if (!stream) fail(file, std::string("cannot be read: ") + std::strerror(errno));
    std::string bytes;
    std::error_code error;
    constexpr unsigned step = 1 << 20;
    if (const auto size = fs::file_size(file, error); !error && gzdirect(stream.get()) == 1) { // a plain file
        if (size > static_cast<std::uint64_t>(most)) fail_too_large(file, most_bytes);
        bytes.reserve(size + step + 1); // no growing, which would take twice the memory
    }
    for (;;) {
        control.check();
        const std::size_t size = bytes.size();
        bytes.resize(size + step);
        const int got = gzread(stream.get(), bytes.data() + size, step);
        if (got < 0) fail(file, "is damaged (its packed data cannot be unpacked)");
        bytes.resize(size + static_cast<std::size_t>(got));
        if (static_cast<std::int64_t>(bytes.size()) > most) fail_too_large(file, most_bytes);
        if (got < static_cast<int>(step)) break;
    }
    int code = Z_OK;
    gzerror(stream.get(), &code);
    if (code != Z_OK && code != Z_STREAM_END) fail(file, "is cut off in its packed data");
    return bytes;
}

std::vector<ZipMember> read_zip(const fs::path& file, std::int64_t most_bytes,
                                const std::function<bool(const std::string&)>& wanted, const JobControl& control) {
    require_regular(file);
    const auto most = static_cast<std::uint64_t>(limit(most_bytes));
    int code = 0;
    const std::unique_ptr<zip_t, void (*)(zip_t*)> archive(zip_open(file.c_str(), ZIP_RDONLY, &code), zip_discard);
    if (!archive) fail(file, "is not a whole zip file");
    std::vector<ZipMember> members;
    std::uint64_t total = 0;
    const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t stat;
        if (zip_stat_index(archive.get(), static_cast<zip_uint64_t>(i), 0, &stat) != 0 ||
            !(stat.valid & ZIP_STAT_SIZE) || !(stat.valid & ZIP_STAT_NAME))
            fail(file, "is damaged (its list of members)");
        const std::string name = stat.name;
        if (!wanted(name)) continue;
        total += stat.size;
        if (stat.size > most || total > most) fail_too_large(file, most_bytes);
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> member(
            zip_fopen_index(archive.get(), static_cast<zip_uint64_t>(i), 0), zip_fclose);
        if (!member) fail(file, "'" + name + "' cannot be unpacked");
        std::string bytes;
        // Grows with what comes, not with what the file claims.
        for (zip_int64_t got = 1; got > 0;) {
            control.check();
            const std::size_t size = bytes.size();
            bytes.resize(std::min<std::size_t>(stat.size + 1, size + (std::size_t{16} << 20)));
            if (bytes.size() == size) break;
            got = zip_fread(member.get(), bytes.data() + size, bytes.size() - size);
            if (got < 0) fail(file, "'" + name + "' is damaged");
            bytes.resize(size + static_cast<std::size_t>(got));
        }
        if (bytes.size() != stat.size) fail(file, "'" + name + "' is cut off");
        members.push_back({name, std::move(bytes)});
    }
    return members;
}

} // namespace whydah
