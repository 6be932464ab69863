#include "core/store/workspace_folders.h"

#include "core/store/run_lock.h"
#include "core/store/safe_file.h"
#include "records/error.h"

#include <charconv>
#include <ctime>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace whydah {
namespace {

namespace fs = std::filesystem;

constexpr int deepest = 3; // folders below runs/: a preset's runs lie in a folder of their own
constexpr const char* set_aside = ".trash-to-remove-";

/// @param depth 1: only the folders in `where`
void find_below(const fs::path& where, int depth, const std::string& name, std::vector<std::string>& found) {
    std::error_code none;
    for (fs::directory_iterator at(where, none), end; !none && at != end; at.increment(none)) {
        const std::string file = at->path().filename().string();
        std::error_code ignored;
        if (file.starts_with('.') || !at->is_directory(ignored)) continue;
        const std::string below = name.empty() ? file : name + "/" + file;
        if (holds_run(at->path()))
            found.push_back(below);
        else if (depth > 1)
            find_below(at->path(), depth - 1, below, found);
    }
}

std::int64_t number_of(const std::string& text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number > 0 ? number : 0;
}

void move_folder(const fs::path& from, const fs::path& to) {
    make_folder(to.parent_path());
    std::error_code error;
    fs::rename(from, to, error);
    if (error)
        throw Error({.what = "cannot move the run to " + to.string() + ": " + error.message(),
                     .where = from.string(),
                     .mend = "check the permissions of both folders"});
}

} // namespace

bool holds_run(const fs::path& folder) { return ::access((folder / "run.json").c_str(), F_OK) == 0; }

WorkspaceFolders::WorkspaceFolders(fs::path workspace) {
    std::error_code error;
    workspace_ = fs::weakly_canonical(workspace, error);
    if (error) workspace_ = fs::absolute(std::move(workspace), error);
}

std::vector<std::string> WorkspaceFolders::find() const {
    std::vector<std::string> found;
    find_below(workspace_ / "runs", deepest, "runs", found);
    find_below(workspace_, 1, "", found);
    std::error_code none;
    for (fs::directory_iterator at(workspace_ / "trash", none), end; !none && at != end; at.increment(none))
        if (const std::string id = at->path().filename().string(); number_of(id) > 0)
            find_below(at->path(), deepest + 1, "trash/" + id, found);
    return found;
}

std::int64_t WorkspaceFolders::trash_id(const std::string& folder) {
    if (!folder.starts_with("trash/")) return 0;
    const std::size_t from = std::string_view("trash/").size();
    return number_of(folder.substr(from, folder.find('/', from) - from));
}

std::string WorkspaceFolders::place_before_trash(const std::string& folder) {
    const std::int64_t id = trash_id(folder);
    return id == 0 ? folder : folder.substr(("trash/" + std::to_string(id) + "/").size());
}

std::string WorkspaceFolders::name_of(const fs::path& folder) const {
    std::error_code error;
    fs::path whole = fs::weakly_canonical(folder, error);
    if (error) whole = folder;
    if (!whole.has_filename()) whole = whole.parent_path(); // "runs/a/" is "runs/a"
    const fs::path name = whole.lexically_relative(workspace_);
    return name.empty() || *name.begin() == ".." ? whole.string() : name.string();
}

std::string WorkspaceFolders::discard(const std::string& folder, std::int64_t id) const {
    const fs::path from = path_of(folder);
    if (RunLock::is_held(from))
        throw Error({.what = "the run is going on", .where = from.string(), .mend = "stop it, or wait for its end"});
    const std::string to = "trash/" + std::to_string(id) + "/" + folder;
    move_folder(from, path_of(to));
    return to;
}

std::string WorkspaceFolders::recover(const std::string& folder) const {
    const std::string before = place_before_trash(folder);
    std::string to = before;
    std::error_code ignored;
    for (int number = 2; fs::exists(path_of(to), ignored); ++number) to = before + " " + std::to_string(number);
    move_folder(path_of(folder), path_of(to));
    // Nothing but empty folders is left of its place.
    for (fs::path left = path_of(folder).parent_path(); left != workspace_ && fs::remove(left, ignored);)
        left = left.parent_path();
    return to;
}

void WorkspaceFolders::set_trash_aside() const {
    std::error_code error;
    if (!fs::exists(workspace_ / "trash", error)) return;
    const std::string name = set_aside + std::to_string(std::time(nullptr)) + "-" + std::to_string(::getpid());
    move_folder(workspace_ / "trash", workspace_ / name);
}

void WorkspaceFolders::remove_set_aside() const {
    std::error_code error;
    std::vector<fs::path> parts;
    for (fs::directory_iterator at(workspace_, error), end; !error && at != end; at.increment(error))
        if (at->path().filename().string().starts_with(set_aside)) parts.push_back(at->path());
    for (const fs::path& part : parts) fs::remove_all(part, error);
    if (error)
        throw Error({.what = "cannot empty the trash: " + error.message(),
                     .where = workspace_.string(),
                     .mend = "check the permissions of the folders in it"});
}

} // namespace whydah
