#include "widgets/thumbnail_strip.h"

#include "widgets/frame_colours.h"
#include "widgets/palette.h"
#include "widgets/plain_text.h"

#include <QFileInfo>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace whydah {
namespace {

constexpr int gap = 6;
constexpr int pitch = ThumbnailStrip::side + gap;

} // namespace

ThumbnailStrip::ThumbnailStrip(QWidget* parent) : QAbstractScrollArea(parent) {
    setAccessibleName(tr("Images of the class"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumHeight(pitch + gap + 2 * frameWidth());
    verticalScrollBar()->setSingleStep(pitch / 2);
    ask_.setSingleShot(true);
    connect(&ask_, &QTimer::timeout, this, [this] {
        if (const auto images = wanted(); !images.empty()) Q_EMIT asked(images);
    });
}

void ThumbnailStrip::show_images(const std::vector<ImageRef>& images, const std::vector<SplitPart>& parts,
                                 const QString& hint) {
    tiles_.clear();
    for (std::size_t i = 0; i < images.size(); ++i)
        tiles_.push_back({images[i], i < parts.size() ? parts[i] : SplitPart::left_out});
    std::stable_sort(tiles_.begin(), tiles_.end(), [](const Tile& a, const Tile& b) { return a.part < b.part; });
    hint_ = hint;
    fit_scroll_bar();
    verticalScrollBar()->setValue(0);
    viewport()->update();
}

void ThumbnailStrip::show_pixels(const ImageRef& image, const ImagePixels& pixels, const QString& problem) {
    pictures_.put(image, pixels, problem);
    viewport()->update();
}

int ThumbnailStrip::columns() const { return std::max((viewport()->width() - gap) / pitch, 1); }

QRect ThumbnailStrip::place(int tile) const {
    const int column = tile % columns(), row = tile / columns();
    return {gap + column * pitch, gap + row * pitch - verticalScrollBar()->value(), side, side};
}

int ThumbnailStrip::tile_at(const QPoint& at) const {
    const auto [first, last] = visible();
    for (int tile = first; tile < last; ++tile)
        if (place(tile).contains(at)) return tile;
    return -1;
}

std::pair<int, int> ThumbnailStrip::visible() const {
    const int top = verticalScrollBar()->value();
    const int first = std::max((top - gap) / pitch, 0) * columns();
    const int last = ((top + viewport()->height() - gap) / pitch + 1) * columns();
    return {std::min(first, image_count()), std::clamp(last, 0, image_count())};
}

std::vector<ImageRef> ThumbnailStrip::wanted() const {
    std::vector<ImageRef> images;
    const auto [first, last] = visible();
    for (int tile = first; tile < last; ++tile)
        if (const ImageRef& image = tiles_[static_cast<std::size_t>(tile)].image; !has_pixels(image))
            images.push_back(image);
    return images;
}

void ThumbnailStrip::fit_scroll_bar() {
    const int rows = (image_count() + columns() - 1) / columns();
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(rows * pitch + gap - viewport()->height(), 0));
}

void ThumbnailStrip::draw(QPainter& painter, int tile) const {
    const Tile& shown = tiles_[static_cast<std::size_t>(tile)];
    const QRect square = place(tile);
    const PictureCache::Picture* picture = pictures_.find(shown.image);
    const PlotColours colours = plot_colours(palette());
    if (!picture) {
        painter.fillRect(square, colours.grid);
    } else if (picture->image.isNull()) {
        painter.fillRect(square, error_ground(palette()));
        painter.setPen(error_colour(palette()));
        painter.drawText(square, Qt::AlignCenter, QStringLiteral("?"));
    } else {
        const QSize size = picture->image.size().scaled(square.size(), Qt::KeepAspectRatio);
        QRect target(QPoint(), size);
        target.moveCenter(square.center());
        painter.drawImage(target, picture->image);
    }
    const QColor stripes[] = {colours.highlight, mixed(colours.background, colours.text, 0.6),
                              mixed(colours.background, colours.text, 0.35), colours.grid};
    painter.fillRect(QRect(square.left(), square.bottom() + 2, square.width(), 2),
                     stripes[static_cast<std::size_t>(shown.part)]);
}

void ThumbnailStrip::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (tiles_.empty()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(viewport()->rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap, hint_);
        return;
    }
    const auto [first, last] = visible();
    for (int tile = first; tile < last; ++tile) draw(painter, tile);
    if (!wanted().empty() && !ask_.isActive()) ask_.start(0);
}

void ThumbnailStrip::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    fit_scroll_bar();
}

bool ThumbnailStrip::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int tile = tile_at(help->pos());
    if (tile < 0) {
        QToolTip::hideText();
        return true;
    }
    const Tile& shown = tiles_[static_cast<std::size_t>(tile)];
    QString text = QFileInfo(QString::fromStdString(shown.image.file)).fileName();
    if (shown.image.index >= 0) text += tr(", row %1").arg(shown.image.index);
    text += QStringLiteral(" · ") + QString::fromLatin1(split_part_name(shown.part));
    if (const auto* picture = pictures_.find(shown.image); picture && !picture->problem.isEmpty())
        text += u'\n' + picture->problem;
    QToolTip::showText(help->globalPos(), plain_tip(text), viewport());
    return true;
}

} // namespace whydah
