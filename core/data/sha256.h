#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace whydah {

/// SHA-256 (FIPS 180-4), the same as sha256sum prints.
class Sha256 {
public:
    void add(const void* data, std::size_t bytes);
    void add(std::string_view text) { add(text.data(), text.size()); }
    std::string hex(); ///< 64 digits; ends the message

private:
    void take_block(const unsigned char* block);
    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> block_{};
    std::size_t filled_ = 0;
    std::uint64_t bytes_ = 0;
};

/// @throws Error if the file cannot be read
std::string sha256_of_file(const std::filesystem::path& file);

} // namespace whydah
