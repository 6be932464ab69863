#include "records/bands.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace whydah {

BandRule BandRule::named(std::string_view name) {
    if (name == "oltr") return {.many_above = 99, .few_below = 21};
    if (name == "mislas") return {.by_rank = true};
    return {};
}

std::array<std::int64_t, 3> rank_ranges(std::int64_t classes) {
    constexpr std::array<std::array<std::int64_t, 3>, 4> known{
        {{36, 35, 29}, {131, 157, 77}, {390, 445, 165}, {842, 3701, 3599}}};
    for (const auto& ranges : known)
        if (ranges[0] + ranges[1] + ranges[2] == classes) return ranges;
    const std::int64_t many = std::llround(0.36 * static_cast<double>(classes)),
                       medium = std::llround(0.71 * static_cast<double>(classes)) - many;
    return {many, medium, classes - many - medium};
}

std::vector<Band> BandRule::bands_of(const std::vector<std::int64_t>& training_images) const {
    std::vector<Band> bands;
    if (!by_rank) {
        for (std::int64_t n : training_images)
            bands.push_back(n > many_above ? Band::many : n < few_below ? Band::few : Band::medium);
        return bands;
    }
    std::vector<std::size_t> order(training_images.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return training_images[a] > training_images[b]; });
    const auto ranges = rank_ranges(static_cast<std::int64_t>(order.size()));
    bands.resize(order.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const auto place = static_cast<std::int64_t>(rank);
        bands[order[rank]] = place < ranges[0] ? Band::many : place < ranges[0] + ranges[1] ? Band::medium : Band::few;
    }
    return bands;
}

std::array<std::int64_t, 3> band_sizes(const std::vector<Band>& bands) {
    std::array<std::int64_t, 3> sizes{};
    for (Band band : bands) ++sizes[static_cast<std::size_t>(band)];
    return sizes;
}

std::string BandRule::text(Band band) const {
    if (by_rank) return band == Band::many ? "most frequent" : band == Band::medium ? "middle" : "rarest";
    switch (band) {
    case Band::many:
        return "n > " + std::to_string(many_above);
    case Band::medium:
        return std::to_string(few_below) + " to " + std::to_string(many_above);
    case Band::few:
        break;
    }
    return "n < " + std::to_string(few_below);
}

const char* band_name(Band band) {
    switch (band) {
    case Band::many:
        return "many";
    case Band::medium:
        return "medium";
    case Band::few:
        break;
    }
    return "few";
}

} // namespace whydah
