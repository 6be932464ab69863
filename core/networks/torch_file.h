#pragma once

#include "core/networks/state_dict.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace whydah {

/// torch.save since PyTorch 1.6, TorchScript and torch::serialize: a zip file of a pickle and the tensors' numbers.
/// @throws Error
StateDict read_torch_zip(const std::filesystem::path& file);

/// torch.save before PyTorch 1.6 (or with _use_new_zipfile_serialization=False): pickles one after the other, then the
/// numbers. torchvision's older files are of this kind.
bool is_torch_stream(std::string_view bytes);
StateDict parse_torch_stream(std::string_view bytes, const std::string& where); ///< @throws Error

} // namespace whydah
