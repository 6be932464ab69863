#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace whydah {

/// What a workspace looks like on the disk:
///
///     WORKSPACE/runs/NAME/         a run; also deeper, as presets write them (runs/table2/NAME), and WORKSPACE/NAME
///     WORKSPACE/trash/ID/runs/NAME a deleted one, by its number in the list
///     WORKSPACE/runs.sqlite        the list of them, made anew from the folders wherever it is lost
class WorkspaceFolders {
public:
    explicit WorkspaceFolders(std::filesystem::path workspace);

    /// All run folders, also those in the trash, as the list names them. Looks at names only.
    std::vector<std::string> find() const;

    std::filesystem::path index_file() const { return workspace_ / "runs.sqlite"; }
    /// A folder of the list as a path: relative ones are within the workspace.
    std::filesystem::path path_of(const std::string& folder) const { return workspace_ / folder; }
    /// A run folder as the list names it: relative where it is within the workspace.
    std::string name_of(const std::filesystem::path& folder) const;
    static bool is_outside(const std::string& folder) { return std::filesystem::path(folder).is_absolute(); }
    /// "trash/3/runs/NAME": 3; 0 for what is not in the trash.
    static std::int64_t trash_id(const std::string& folder);
    /// "trash/3/runs/NAME": "runs/NAME".
    static std::string place_before_trash(const std::string& folder);

    /// Moves a run to the trash. @return where it is now   @throws Error (no permission, the run is being written)
    std::string discard(const std::string& folder, std::int64_t id) const;
    /// Moves it back. @return where it is now: beside its place ("NAME 2") if another run took that
    std::string recover(const std::string& folder) const;
    /// Takes the trash out of the way at once; remove_set_aside() then does the work, which may take long.
    void set_trash_aside() const;
    void remove_set_aside() const;

private:
    std::filesystem::path workspace_;
};

/// Whether a folder holds a run.
bool holds_run(const std::filesystem::path& folder);

} // namespace whydah
