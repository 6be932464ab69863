#include "widgets/band_regions.h"

#include "widgets/number_text.h"
#include "widgets/plot_style.h"

#include <algorithm>

namespace whydah {
namespace {

constexpr double between = 14; // pixels between labels

}

BandRegions::BandRegions(StyledPlot* plot) : plot_(plot) {
    for (Region& region : regions_) {
        region.shade = new QCPItemRect(plot);
        region.shade->setLayer(QStringLiteral("background"));
        region.shade->setPen(Qt::NoPen);
        for (QCPItemPosition* corner : {region.shade->topLeft, region.shade->bottomRight}) {
            corner->setTypeX(QCPItemPosition::ptPlotCoords);
            corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
        }
        region.label = new QCPItemText(plot);
        region.label->setClipToAxisRect(false);
        region.label->setPositionAlignment(Qt::AlignLeft | Qt::AlignBottom);
        region.label->position->setTypeX(QCPItemPosition::ptAbsolute);
        region.label->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        region.shade->setSelectable(false);
        region.label->setSelectable(false);
    }
}

void BandRegions::show_bands(const ClassRanking& ranking, const BandRule& rule) {
    int first = 0;
    const auto sizes = band_sizes(rule.bands_of(ranking.counts));
    for (Band band : all_bands) {
        Region& region = regions_[static_cast<std::size_t>(band)];
        region.first = first;
        region.size = static_cast<int>(sizes[static_cast<std::size_t>(band)]);
        first += region.size;
        region.shade->topLeft->setCoords(region.first - 0.5, 0);
        region.shade->bottomRight->setCoords(first - 0.5, 1);
        const QString name = QString::fromLatin1(band_name(band)), size = count_text(region.size);
        const QString rule_text = QString::fromStdString(rule.text(band));
        const QString classes = region.size == 1 ? QObject::tr("class") : QObject::tr("classes");
        region.texts = {QStringLiteral("%1 · %2 · %3 %4").arg(name, rule_text, size, classes),
                        QStringLiteral("%1 · %2 %3").arg(name, size, classes), QStringLiteral("%1 %2").arg(name, size)};
    }
}

bool BandRegions::lay_out(std::size_t length, std::array<double, 3>& lefts) const {
    const QFontMetricsF metrics(small_font(plot_));
    const QRect rect = plot_->axisRect()->rect();
    const auto width = [&](std::size_t i) { return metrics.horizontalAdvance(regions_[i].texts[length]); };
    double end = rect.left();
    for (std::size_t i = 0; i < 3; ++i) {
        if (regions_[i].size == 0) continue;
        lefts[i] = std::max(end, plot_->xAxis->coordToPixel(regions_[i].first - 0.5));
        end = lefts[i] + width(i) + between;
    }
    // What stands out on the right pushes its neighbours to the left.
    double limit = rect.right() + between;
    for (std::size_t i = 3; i-- > 0;) {
        if (regions_[i].size == 0) continue;
        lefts[i] = std::min(lefts[i], limit - between - width(i));
        limit = lefts[i];
    }
    return limit >= rect.left() - 0.5;
}

void BandRegions::place() {
    std::array<double, 3> lefts{};
    std::size_t length = 0;
    while (!lay_out(length, lefts) && length < 2) ++length;
    for (std::size_t i = 0; i < 3; ++i) {
        Region& region = regions_[i];
        const QColor colour = band_colour(all_bands[i], plot_->colours().dark);
        region.shade->setVisible(region.size > 0);
        region.label->setVisible(region.size > 0 && plot_->hint().isEmpty());
        region.shade->setBrush(mixed(plot_->colours().background, colour, 0.07));
        region.label->setColor(mixed(colour, plot_->colours().text, 0.15));
        region.label->setFont(small_font(plot_));
        region.label->setText(region.texts[length]);
        region.label->position->setCoords(lefts[i], -4.0 / std::max(1, plot_->axisRect()->height()));
    }
}

} // namespace whydah
