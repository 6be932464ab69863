#pragma once

#include <exception>
#include <string>

namespace whydah {

/// What went wrong, where (file:line, option or class), and what the user can do about it.
/// Thrown at the edges: files, options, devices. A broken promise inside the program is an assertion instead.
class Error : public std::exception {
public:
    struct Parts {
        std::string what;
        std::string where;
        std::string mend;
    };
    explicit Error(Parts parts);

    const char* what() const noexcept override { return text_.c_str(); }
    const std::string& problem() const noexcept { return parts_.what; }
    const std::string& where() const noexcept { return parts_.where; }
    const std::string& mend() const noexcept { return parts_.mend; }

private:
    Parts parts_;
    std::string text_; // "where: what (mend)" in one line
};

/// The user stopped the job. Not a std::exception, so that no catch-all for errors swallows it.
struct Stopped {};

} // namespace whydah
