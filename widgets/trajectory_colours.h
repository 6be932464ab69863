#pragma once

#include "records/bands.h"
#include "records/trajectories.h"
#include "widgets/palette.h"

#include <QString>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace whydah {

/// What the Dynamics views know of the classes beside their weights. Vectors in label order; empty where unknown.
struct ClassFacts {
    std::vector<Band> bands;
    std::vector<std::string> groups;          ///< superclass of each class; empty text: in none
    std::vector<std::optional<double>> gains; ///< recall over plain's, -1..1
};

/// What a colour means in the 2-D and the 3-D view of trajectories: the shots (Fig. 4), the class's band or group, or
/// its gain over plain.
class TrajectoryColours {
public:
    enum class By { shot, band, group, gain } by = By::shot;
    ShotScale scale = ShotScale::rainbow;
    std::int64_t last_block = 0; ///< N of what is shown

    void set_facts(ClassFacts facts);
    const ClassFacts& facts() const { return facts_; }

    /// Colour of a class's weights at k shots (0: many). What is not known of a class is grey.
    QColor of(std::int64_t label, std::int64_t shot, bool dark) const;
    QColor shot(std::int64_t shot, bool dark) const { return shot_colour(shot_place(shot, last_block), scale, dark); }

    struct Entry {
        QColor colour;
        QString label;
    };
    QString title() const; ///< of the legend
    std::vector<Entry> legend(bool dark) const;
    bool knows(By what) const;

private:
    ClassFacts facts_;
    std::vector<std::string> groups_;       ///< the largest first; those after the eighth share a grey
    std::vector<std::size_t> group_places_; ///< of each class in groups_
    double gain_range_ = 0;                 ///< the largest |gain|, at least 0.05: the ends of the scale
};

/// Colours of one picture, mixed with its ground: looked up, not computed anew for each of thousands of pieces.
class ColourTable {
public:
    ColourTable(const TrajectoryColours& colours, const PlotColours& frame) : colours_(colours), frame_(frame) {}
    /// @param strength 0: the ground's colour, 1: the class's own
    QRgb at(std::int64_t label, std::int64_t shot, double strength);

private:
    const TrajectoryColours& colours_;
    const PlotColours& frame_;
    std::unordered_map<std::int64_t, QRgb> known_;
};

} // namespace whydah
