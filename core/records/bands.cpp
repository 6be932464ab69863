#include "records/bands.h"

namespace whydah {

Band BandRule::band_of(std::int64_t training_images) const {
    if (training_images > many_above) return Band::many;
    return training_images < few_below ? Band::few : Band::medium;
}

std::string BandRule::text(Band band) const {
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
