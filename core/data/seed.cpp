#include "core/data/seed.h"

#include <cmath>
#include <numbers>

namespace whydah {

std::uint64_t seed_from(std::int64_t root, std::string_view use) {
    std::uint64_t hash = 0xcbf29ce484222325ULL ^ static_cast<std::uint64_t>(root); // FNV-1a, then mixed
    for (char c : use) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    Random mix(hash + static_cast<std::uint64_t>(root) * 0x9e3779b97f4a7c15ULL);
    return mix.next();
}

std::uint64_t Random::next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

std::int64_t Random::below(std::int64_t n) {
    const auto range = static_cast<std::uint64_t>(n);
    const std::uint64_t limit = ~0ULL - ~0ULL % range;
    std::uint64_t value = next();
    while (value >= limit) value = next();
    return static_cast<std::int64_t>(value % range);
}

double Random::uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

double Random::normal() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

} // namespace whydah
