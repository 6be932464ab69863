#pragma once

#include "records/bands.h"

#include <QColor>
#include <QPalette>

#include <cstdint>
#include <string>

namespace whydah {

/// Colours of a plot's frame, taken from a widget's palette: they follow light and dark.
struct PlotColours {
    QColor background, text, muted, axis, grid, highlight, highlighted_text;
    bool dark = false;
};
PlotColours plot_colours(const QPalette& palette);

/// Share 0: a, 1: b, straight between them in RGB.
QColor mixed(const QColor& a, const QColor& b, double share);

/// Okabe-Ito blue, green and vermilion for many, medium and few; lighter on dark ground.
QColor band_colour(Band band, bool dark = false);

/// One fixed colour a method, MetaModelNet's the strongest. "+proximal" keeps its method's hue, lighter. A method that
/// this version does not know is grey.
QColor method_colour(const std::string& method, bool dark = false);

/// Fig. 4's rainbow, or an even scale that colour-blind eyes can order.
enum class ShotScale { rainbow, viridis };

/// Colour at `place` of the way from 1-shot (0, purple) to many-shot (1, red).
QColor shot_colour(double place, ShotScale scale, bool dark = false);

/// Place of k shots on that way: log2(k) of last_block + 1 steps; k = 0 is many-shot, at the end.
double shot_place(std::int64_t shot, std::int64_t last_block);

/// Palettes for exported pictures and for a choice beside the system's.
QPalette light_palette();
QPalette dark_palette();

} // namespace whydah
