#pragma once

#include <array>
#include <cstdio>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace whydah::test {

/// A program under test: standard output and error go to files.
class Program {
public:
    Program(const std::string& path, std::vector<std::string> arguments, const std::string& out,
            const std::string& err) {
        arguments.insert(arguments.begin(), path);
        std::vector<char*> pointers;
        for (std::string& argument : arguments) pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (::posix_spawn(&child_, path.c_str(), &actions, nullptr, pointers.data(), environ) != 0) child_ = -1;
        ::posix_spawn_file_actions_destroy(&actions);
    }
    void signal(int number) const { ::kill(child_, number); }
    /// Exit code, or 128 + signal, or -1 if the program did not start.
    int wait() const {
        int status = 0;
        if (child_ < 0 || ::waitpid(child_, &status, 0) != child_) return -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }

private:
    pid_t child_ = -1;
};

} // namespace whydah::test
