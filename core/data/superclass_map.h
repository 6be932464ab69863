#pragma once

#include "core/data/manifest.h"

#include <filesystem>
#include <string>
#include <vector>

namespace whydah {

/// Merges classes as a file says: a line for each class, its name, a tab, the name of the class it becomes part of
/// (Sec. 4.3: ILSVRC's 1,000 classes merged into 200). Merged classes come in the order in which the file names them.
/// Names must be those of the data (folder names, or --class-names); lines of names that the data does not have become
/// problems.
/// @throws Error if the file cannot be read, a line has no tab, a class is named twice, or a class of the data has no
/// line
void merge_classes(Manifest& manifest, const std::filesystem::path& file);

/// The superclass of each class by the same kind of file, without merging any; empty text for a class that it does not
/// name. @throws Error as merge_classes does, and if the file names none of the classes
std::vector<std::string> read_class_groups(const std::vector<std::string>& class_names,
                                           const std::filesystem::path& file);

} // namespace whydah
