#include "app/headless/pictures.h"

#include <filesystem>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace whydah {

DrawnPictures draw_pictures(const std::string& folder) {
    std::error_code error;
    const auto whydah = std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "whydah";
    if (error || ::access(whydah.c_str(), X_OK) != 0)
        return {false, " (no pictures: the program whydah is not beside whydah-run)"};
    std::string program = whydah.string(), flag = "--report", path = folder;
    char* arguments[] = {program.data(), flag.data(), path.data(), nullptr};
    pid_t child = 0;
    int status = 1;
    if (::posix_spawn(&child, program.c_str(), nullptr, nullptr, arguments, environ) != 0 ||
        ::waitpid(child, &status, 0) != child || status != 0)
        return {true, " (but not all pictures; once that is mended: " + program + " --report " + folder + ")"};
    return {};
}

} // namespace whydah
