#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace whydah {

/// A quick checksum against damage (not against malice): FNV-1a over words, as a byte at a time is slow for 100 MB.
/// @param hash of what came before
inline std::uint64_t checksum_of(const void* data, std::size_t bytes, std::uint64_t hash = 0xcbf29ce484222325ULL) {
    const auto* at = static_cast<const unsigned char*>(data);
    for (; bytes >= 8; bytes -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        hash = (hash ^ word) * 0x100000001b3ULL;
        hash ^= hash >> 32;
    }
    for (; bytes > 0; --bytes, ++at) hash = (hash ^ *at) * 0x100000001b3ULL;
    return hash;
}

} // namespace whydah
