#pragma once

#include "core/data/manifest.h"
#include "core/experiment/stage_reporter.h"

#include <filesystem>
#include <string>
#include <vector>

namespace whydah {

/// The readers behind read_manifest. Each throws Error if nothing can be used, and names what it leaves out in
/// Manifest::problems; each counts its images or rows to `stage` and feels a stop.
Manifest read_image_folder(const std::filesystem::path& folder, const JobControl& control, StageReporter& stage);
Manifest read_list_files(const std::filesystem::path& path, const DataOptions& options, const JobControl& control,
                         const Report& report, StageReporter& stage);
Manifest read_idx_files(const std::filesystem::path& path, const JobControl& control, StageReporter& stage);
Manifest read_feature_file(const std::filesystem::path& path, const DataOptions& options, const JobControl& control,
                           StageReporter& stage);

/// What a folder or file looks like.
bool is_list_source(const std::filesystem::path& path);    ///< a .txt list, or a folder that holds some
bool is_idx_source(const std::filesystem::path& path);     ///< an IDX file, or a folder that holds some
bool is_feature_source(const std::filesystem::path& path); ///< .npz, .npy, or a folder with features.npy

/// Is this file's beginning that of an image that we can decode? Says why not. Opens no pipe or device.
bool looks_like_image(const std::filesystem::path& file, std::string& why_not);
bool has_image_extension(const std::filesystem::path& file);

/// Files of a folder, sorted by name; unreadable folders become a problem. Hidden files are left out.
std::vector<std::filesystem::path> sorted_entries(const std::filesystem::path& folder, Manifest& manifest);

/// One name a line; empty for a class without name. @throws Error
std::vector<std::string> read_class_names(const std::filesystem::path& file);

/// A file of class names beside the data: classes.txt, class_names.txt or classnames.txt; empty path if none.
std::filesystem::path class_names_beside(const std::filesystem::path& folder);

} // namespace whydah
