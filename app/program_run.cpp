#include "app/program_run.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace whydah {
namespace {

/// What is written into one end comes out at the other.
struct Pipe {
    std::array<int, 2> ends{-1, -1};
    Pipe() {
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
    }
    ~Pipe() {
        close_end(0);
        close_end(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void close_end(std::size_t end) {
        if (ends[end] >= 0) ::close(ends[end]);
        ends[end] = -1;
    }
    bool read_into(std::string& text) { // false at the end
        char piece[4096];
        const ssize_t got = ::read(ends[0], piece, sizeof piece);
        if (got < 0 && errno == EINTR) return true;
        if (got <= 0) return false;
        text.append(piece, static_cast<std::size_t>(got));
        return true;
    }
};

void read_both(Pipe& output, Pipe& errors, ProgramEnd& end) {
    std::array<pollfd, 2> from{{{output.ends[0], POLLIN, 0}, {errors.ends[0], POLLIN, 0}}};
    std::array<std::string*, 2> to{&end.output, &end.errors};
    std::array<Pipe*, 2> pipes{&output, &errors};
    while (from[0].fd >= 0 || from[1].fd >= 0) {
        if (::poll(from.data(), from.size(), -1) < 0 && errno != EINTR) return;
        for (std::size_t i = 0; i < from.size(); ++i)
            if (from[i].fd >= 0 && from[i].revents != 0 && !pipes[i]->read_into(*to[i])) from[i].fd = -1;
    }
}

} // namespace

ProgramEnd run_program(const std::vector<std::string>& command) {
    ProgramEnd end;
    Pipe output, errors;
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, output.ends[1], STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, errors.ends[1], STDERR_FILENO);
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t process = 0;
    const int failed = ::posix_spawnp(&process, arguments[0], &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    output.close_end(1);
    errors.close_end(1);
    if (failed != 0) {
        end.errors = std::string(arguments[0]) + ": " + std::strerror(failed);
        return end;
    }
    read_both(output, errors, end);
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    if (WIFEXITED(status)) end.exit_code = WEXITSTATUS(status);
    return end;
}

} // namespace whydah
