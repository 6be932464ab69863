#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whydah {

/// Many / medium / few by the number of training images (the paper has no such bands).
enum class Band { many, medium, few };
inline constexpr std::array all_bands{Band::many, Band::medium, Band::few};

/// Three definitions are in use, and their figures cannot be compared:
/// "decoupling": many > 100, medium 20..100, few < 20 (classifier-balancing, RIDE, LIFT, the survey; the default);
/// "oltr": many >= 100, medium 21..99, few <= 20;
/// "mislas": by rank after sorting by count, whatever the counts: the fixed ranges of MiSLAS's configurations.
inline constexpr std::array<std::string_view, 3> band_rule_names{"decoupling", "oltr", "mislas"};

struct BandRule {
    std::int64_t many_above = 100; ///< many: n > many_above
    std::int64_t few_below = 20;   ///< few: n < few_below
    bool by_rank = false;          ///< instead: the first classes by count are many, the last ones few
    /// @param name of band_rule_names
    static BandRule named(std::string_view name);

    /// Of each class. Ties in rank stay in label order.   @param training_images of each class, label order
    std::vector<Band> bands_of(const std::vector<std::int64_t>& training_images) const;
    std::string text(Band band) const; ///< "n > 100", "20 to 100", "n < 20"; "most frequent", "middle", "rarest"
    bool operator==(const BandRule&) const = default;
};

/// Classes in many, medium and few of MiSLAS: 36/35/29 of 100 (CIFAR-100-LT), 131/157/77 of 365 (Places-LT),
/// 390/445/165 of 1,000 (ImageNet-LT), 842/3,701/3,599 of 8,142 (iNaturalist 2018); else the shares of CIFAR-100-LT.
std::array<std::int64_t, 3> rank_ranges(std::int64_t classes);

/// How many classes each band has.
std::array<std::int64_t, 3> band_sizes(const std::vector<Band>& bands);

const char* band_name(Band band); ///< "many", "medium", "few"

} // namespace whydah
