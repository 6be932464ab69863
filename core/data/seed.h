#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

namespace whydah {

/// A seed of its own for each named use of chance: seed_from(root, "kshot/i=3/s=17"). The order of work cannot change
/// results.
std::uint64_t seed_from(std::int64_t root, std::string_view use);

/// Small, fast generator with the same numbers everywhere (splitmix64; Steele, Lea, Flood 2014). std distributions
/// differ between standard libraries, so below() and uniform() stand here too.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    std::int64_t below(std::int64_t n); ///< 0..n-1, unbiased. n >= 1
    double uniform();                   ///< [0, 1)
    double normal();                    ///< mean 0, variance 1 (Box-Muller)

    template <class Container>
    void shuffle(Container& items) { // Fisher-Yates
        for (std::int64_t i = static_cast<std::int64_t>(items.size()) - 1; i > 0; --i)
            std::swap(items[static_cast<std::size_t>(i)], items[static_cast<std::size_t>(below(i + 1))]);
    }

private:
    std::uint64_t state_;
};

} // namespace whydah
