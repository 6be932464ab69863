#include "widgets/trajectory_colours.h"

#include "widgets/number_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace whydah {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("TrajectoryColours", text); }

constexpr QRgb unknown = 0xff8a8a8a;
constexpr int gain_steps = 8; // to each side: few colours are drawn in few calls

// Okabe and Ito's, without black; for the rainbow's friends more saturated ones.
constexpr std::array<QRgb, 8> safe_groups{0xff0072b2, 0xffe69f00, 0xff009e73, 0xffcc79a7,
                                          0xff56b4e9, 0xffd55e00, 0xffb3a800, 0xff5b5bd6};
constexpr std::array<QRgb, 8> bright_groups{0xff3a4fd0, 0xffee7b17, 0xff12a88a, 0xffd7191c,
                                            0xff7b2cbf, 0xff5baa2b, 0xffc9a800, 0xffe0559b};

QColor group_colour(std::size_t place, ShotScale scale, bool dark) {
    const auto& colours = scale == ShotScale::rainbow ? bright_groups : safe_groups;
    if (place >= colours.size()) return QColor(unknown);
    return dark ? mixed(QColor(colours[place]), Qt::white, 0.25) : QColor(colours[place]);
}

// Losses vermilion, gains blue, for every eye; between them grey.
QColor gain_colour(double share, bool dark) {
    const double step = std::round(std::clamp(share, -1.0, 1.0) * gain_steps) / gain_steps;
    const QColor none = dark ? QColor(0x80848a) : QColor(0xb4b6ba);
    const QColor end = step < 0 ? QColor(dark ? 0xff8a4c : 0xd55e00) : QColor(dark ? 0x5ab4f0 : 0x0072b2);
    return mixed(none, end, std::sqrt(std::abs(step)));
}

} // namespace

bool TrajectoryColours::knows(By what) const {
    const auto in_one = [](const std::string& group) { return !group.empty(); };
    switch (what) {
    case By::shot:
        return true;
    case By::band:
        return !facts_.bands.empty();
    case By::group:
        return std::any_of(facts_.groups.begin(), facts_.groups.end(), in_one);
    case By::gain:
        return std::any_of(facts_.gains.begin(), facts_.gains.end(), [](const auto& gain) { return gain.has_value(); });
    }
    return false;
}

void TrajectoryColours::set_facts(ClassFacts facts) {
    facts_ = std::move(facts);
    gain_range_ = 0.05;
    for (const auto& gain : facts_.gains) gain_range_ = std::max(gain_range_, std::abs(gain.value_or(0)));
    std::map<std::string, int> sizes;
    for (const std::string& group : facts_.groups)
        if (!group.empty()) ++sizes[group];
    groups_.clear();
    for (const auto& [name, _] : sizes) groups_.push_back(name);
    std::stable_sort(groups_.begin(), groups_.end(), [&](const auto& a, const auto& b) { return sizes[a] > sizes[b]; });
    group_places_.clear();
    for (const std::string& group : facts_.groups)
        group_places_.push_back(
            static_cast<std::size_t>(std::find(groups_.begin(), groups_.end(), group) - groups_.begin()));
}

QColor TrajectoryColours::of(std::int64_t label, std::int64_t at_shot, bool dark) const {
    const auto at = static_cast<std::size_t>(label);
    switch (by) {
    case By::shot:
        break;
    case By::band:
        return at < facts_.bands.size() ? band_colour(facts_.bands[at], dark) : QColor(unknown);
    case By::group:
        return at < group_places_.size() ? group_colour(group_places_[at], scale, dark) : QColor(unknown);
    case By::gain:
        return at < facts_.gains.size() && facts_.gains[at] ? gain_colour(*facts_.gains[at] / gain_range_, dark)
                                                            : QColor(unknown);
    }
    return shot(at_shot, dark);
}

QString TrajectoryColours::title() const {
    switch (by) {
    case By::shot:
        break;
    case By::band:
        return tr("bands");
    case By::group:
        return tr("groups");
    case By::gain:
        return tr("gain over plain, points");
    }
    return tr("shots");
}

std::vector<TrajectoryColours::Entry> TrajectoryColours::legend(bool dark) const {
    std::vector<Entry> out;
    if (by == By::band)
        for (Band band : all_bands) out.push_back({band_colour(band, dark), QString::fromLatin1(band_name(band))});
    if (by == By::gain)
        for (int i = -2; i <= 2; ++i) out.push_back({gain_colour(i / 2.0, dark), points_text(i / 2.0 * gain_range_)});
    if (by == By::group) {
        for (std::size_t i = 0; i < std::min(groups_.size(), safe_groups.size()); ++i)
            out.push_back({group_colour(i, scale, dark), QString::fromStdString(groups_[i])});
        if (groups_.size() > safe_groups.size()) out.push_back({QColor(unknown), tr("other")});
    }
    if (by == By::shot)
        for (std::int64_t block = 0; block <= last_block + 1; ++block) {
            const std::int64_t k = block > last_block ? 0 : std::int64_t{1} << block;
            out.push_back({shot(k, dark), k ? count_text(k) : tr("many")});
        }
    return out;
}

QRgb ColourTable::at(std::int64_t label, std::int64_t shot, double strength) {
    const std::int64_t what = colours_.by == TrajectoryColours::By::shot ? shot : label;
    const auto [found, is_new] = known_.try_emplace(1024 * what + std::llround(1000 * strength), 0);
    if (is_new) found->second = mixed(frame_.background, colours_.of(label, shot, frame_.dark), strength).rgb();
    return found->second;
}

} // namespace whydah
