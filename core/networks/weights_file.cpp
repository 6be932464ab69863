#include "core/networks/weights_file.h"

#include "core/data/packed_file.h"
#include "core/networks/safetensors.h"
#include "core/networks/torch_file.h"
#include "records/error.h"

#include <array>
#include <fstream>
#include <string_view>

namespace whydah {
namespace {

constexpr std::int64_t most_bytes = std::int64_t{64} << 30;

/// Files that are often found in the place of weights. @return what it is, or an empty text
std::string known_stranger(std::string_view bytes) {
    if (bytes.starts_with("<!DOCTYPE") || bytes.starts_with("<html") || bytes.starts_with("<!doctype"))
        return "is a web page: the download gave no weights";
    if (bytes.starts_with("version https://git-lfs")) return "is a Git LFS pointer, not the weights themselves";
    if (bytes.size() > 262 && bytes.substr(257).starts_with("ustar"))
        return "is a tar file, as PyTorch before 0.1.10 wrote them";
    if (bytes.starts_with("\x80")) return "is a Python pickle that torch.save did not write";
    if (bytes.starts_with("\x89HDF")) return "is an HDF5 file (Keras), not weights of PyTorch";
    return {};
}

bool is_zip(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::array<char, 4> start{};
    stream.read(start.data(), start.size());
    return std::string_view(start.data(), start.size()) == std::string_view("PK\3\4", 4);
}

} // namespace

StateDict read_weights(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::is_regular_file(file, error) && is_zip(file)) return read_torch_zip(file);
    const std::string bytes = read_bytes(file, most_bytes);
    if (is_torch_stream(bytes)) return parse_torch_stream(bytes, file.string());
    if (bytes.size() > 8 && bytes[8] == '{') return parse_safetensors(bytes, file.string()).tensors;
    const std::string stranger = known_stranger(bytes);
    throw Error({.what = bytes.empty()      ? "is empty"
                         : stranger.empty() ? "holds no weights that are known here"
                                            : stranger,
                 .where = file.string(),
                 .mend = "give a state_dict of torch.save (.pth), a .safetensors file or a TorchScript module"});
}

} // namespace whydah
