#pragma once

#include "core/networks/state_dict.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace whydah {

/// What a .safetensors file holds (format: huggingface.co/docs/safetensors): a JSON header of names, types, shapes and
/// places, then the numbers. Whydah writes its own weights and checkpoints in it.
struct Safetensors {
    StateDict tensors;                        ///< as the header lists them
    std::map<std::string, std::string> notes; ///< "__metadata__"
};

/// Types: F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL. Checked: the header's length and form, types, shapes, that
/// the places are as long as the shapes say, do not overlap, leave no gap and end with the file.
/// @param where the file, for the error   @throws Error
Safetensors parse_safetensors(std::string_view bytes, const std::string& where);

/// The same of a file, without reading its numbers: the tensors are views into the mapped file, which lives as long as
/// they do. Writing to them does not change the file. @throws Error
Safetensors map_safetensors(const std::filesystem::path& file);

/// Written whole or not at all; the numbers begin at a multiple of 8 bytes, larger types first. @throws Error
void write_safetensors(const std::filesystem::path& file, const Safetensors& content);

} // namespace whydah
