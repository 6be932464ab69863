#pragma once

#include "widgets/palette.h"
#include "widgets/swatch_strip.h"

#include <QRectF>

class QPainter;

namespace whydah {

/// SwatchStrip's legend painted over a scene, in as many lines as it needs. @return what it covers
QRectF draw_legend(QPainter& painter, const QRectF& frame, const QString& title,
                   const std::vector<SwatchStrip::Swatch>& swatches, const PlotColours& colours);

} // namespace whydah
