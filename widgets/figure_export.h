#pragma once

#include "records/run_record.h"

#include <QPicture>
#include <QSize>
#include <QString>

#include <functional>
#include <vector>

namespace whydah {

class StyledPlot;

/// Size of the report's pictures in points of the screen; PNG has twice as many pixels.
inline constexpr int figure_width = 1000, figure_height = 620;

/// Writes a plot as it stands, by the file's suffix: .png (two pixels a point), .svg or .pdf. The file is whole or not
/// there.
/// @param protocol the run's protocol card as text, goes into the file: PNG text chunk "Protocol", SVG desc, attachment
/// protocol.txt of a PDF   @throws Error if it cannot be written or the suffix is another.
void save_plot(StyledPlot& plot, const QString& file, int width = figure_width, int height = figure_height,
               const QString& protocol = {});

/// Through a temporary file and a rename: the file is whole or not there. @throws Error if it cannot be written
void write_whole(const QString& file, const QByteArray& bytes);

/// As save_plot writes it, without a protocol. The plot keeps the picture's size.
QByteArray plot_svg(StyledPlot& plot, const QSize& size);
/// The same as commands that a painter of any device draws again.
QPicture plot_picture(StyledPlot& plot, const QSize& size);

using FigureTaker = std::function<void(StyledPlot& plot, const QString& name, const QString& heading)>;
/// Draws what write_figures writes, with bands by `rule`, and hands each plot to `take`, which may keep it no longer
/// than the call.
void draw_figures(const RunRecord& run, const BandRule& rule, const FigureTaker& take);

/// The report's pictures, drawn by the window's own views in light colours: class_frequency, gain_over_plain (Fig. 3)
/// and trajectories (Fig. 4a), each as .png and .svg, with the run's protocol card inside. A picture that the run has
/// no data for is left out.
/// @return the files written. @throws Error if one cannot be written
std::vector<QString> write_figures(const RunRecord& run, const QString& folder);

} // namespace whydah
