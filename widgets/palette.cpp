#include "widgets/palette.h"

#include "records/method_list.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace whydah {
namespace {

// Of WCAG 2: 0 black, 1 white.
double luminance(const QColor& colour) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

// The same hue, calmer on dark ground, where colours glow, and as light as it takes to be read there.
QColor on_ground(const QColor& colour, bool dark) {
    if (!dark) return colour;
    constexpr double readable = 0.27; // contrast of 4.5 with the ground of dark_palette()
    const float hue = std::max(colour.hslHueF(), 0.0F), saturation = 0.8F * colour.hslSaturationF();
    QColor out = QColor::fromHslF(hue, saturation, colour.lightnessF());
    while (luminance(out) < readable) out = QColor::fromHslF(hue, saturation, out.lightnessF() + 0.02F);
    return out;
}

// Evenly spaced stops, straight between them.
QColor along(std::span<const QRgb> stops, double place) {
    const double at = std::clamp(place, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
    const auto first = std::min(static_cast<std::size_t>(at), stops.size() - 2);
    return mixed(QColor(stops[first]), QColor(stops[first + 1]), at - static_cast<double>(first));
}

// Yellow is darkened: the line must be seen on white.
constexpr std::array<QRgb, 8> rainbow_stops{0xff7b2cbf, 0xff3a4fd0, 0xff1590c9, 0xff12a88a,
                                            0xff5baa2b, 0xffc9a800, 0xffee7b17, 0xffd7191c};
constexpr std::array<QRgb, 9> viridis_stops{0xff440154, 0xff472d7b, 0xff3b528b, 0xff2c728e, 0xff21918c,
                                            0xff28ae80, 0xff5ec962, 0xffaddc30, 0xfffde725};

QPalette with(const QColor& window, const QColor& base, const QColor& text, const QColor& highlight) {
    QPalette palette(window);
    const QColor button = mixed(window, text, 0.04);
    for (auto [role, colour] : {std::pair{QPalette::Window, window},
                                {QPalette::Base, base},
                                {QPalette::AlternateBase, mixed(base, text, 0.04)},
                                {QPalette::Button, button},
                                {QPalette::ToolTipBase, base},
                                {QPalette::Highlight, highlight}})
        palette.setColor(role, colour);
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, text);
    const QColor grey = mixed(base, text, 0.58);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, grey);
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, grey);
    return palette;
}

} // namespace

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto part = [share](float from, float to) { return from + static_cast<float>(share) * (to - from); };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()), part(a.blueF(), b.blueF()),
                            part(a.alphaF(), b.alphaF()));
}

PlotColours plot_colours(const QPalette& palette) {
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    const QColor text = palette.color(QPalette::Active, QPalette::Text);
    return {.background = base,
            .text = text,
            .muted = mixed(base, text, 0.62),
            .axis = mixed(base, text, 0.4),
            .grid = mixed(base, text, 0.1),
            .highlight = palette.color(QPalette::Active, QPalette::Highlight),
            .highlighted_text = palette.color(QPalette::Active, QPalette::HighlightedText),
            .dark = base.lightnessF() < text.lightnessF()};
}

QColor band_colour(Band band, bool dark) {
    const QRgb rgb = band == Band::many ? 0x0072b2 : band == Band::medium ? 0x009e73 : 0xd55e00;
    return on_ground(QColor(rgb), dark);
}

QColor method_colour(const std::string& method, bool dark) {
    if (const std::size_t plus = method.rfind('+'); plus != std::string::npos && plus > 0) {
        // On another method's rows: between the two. Fine-tuned: lighter. Recur FT: stronger.
        const std::string_view last = std::string_view(method).substr(plus + 1);
        const MethodInfo* base = find_method(last);
        const QColor other = base ? method_colour(std::string(base->name), dark)
                                  : QColor(dark == (last == "recur_ft") ? Qt::white : Qt::black);
        return mixed(method_colour(method.substr(0, plus), dark), other, 0.35);
    }
    const MethodInfo* known = find_method(method);
    const QRgb rgb = known ? known->colour : 0x8a8a8a;
    return on_ground(QColor(rgb), dark);
}

QColor shot_colour(double place, ShotScale scale, bool dark) {
    if (scale == ShotScale::rainbow) return on_ground(along(rainbow_stops, place), dark);
    // The end that would vanish in the ground is left out.
    return along(viridis_stops, dark ? 0.22 + 0.78 * place : 0.86 * place);
}

double shot_place(std::int64_t shot, std::int64_t last_block) {
    if (shot <= 0) return 1;
    return std::clamp(std::log2(static_cast<double>(shot)) / static_cast<double>(last_block + 1), 0.0, 1.0);
}

QPalette light_palette() { return with(0xf4f5f7, 0xffffff, 0x1d2127, 0x2f6fde); }

// Fields are lighter than the window: Fusion draws their frames, and those of check boxes, darker than it.
QPalette dark_palette() { return with(0x1b1d20, 0x25282d, 0xe4e6ea, 0x3a76d6); }

} // namespace whydah
