#pragma once

#include <filesystem>

namespace whydah {

/// Where the files are that ship with Whydah: $WHYDAH_RESOURCES if set, else share/whydah beside the program's bin
/// folder, else resources/ of the source tree that the program was built from. Needs no Qt: window and command line use
/// it. @throws Error naming the places looked at
std::filesystem::path resource_folder();

/// The built-in sample's options (Field names as keys; paths are relative to the file's folder). @throws Error as above
std::filesystem::path sample_options_file();

} // namespace whydah
