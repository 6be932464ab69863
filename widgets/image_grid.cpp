#include "widgets/image_grid.h"

#include "widgets/frame_colours.h"
#include "widgets/image_facts.h"
#include "widgets/palette.h"
#include "widgets/plain_text.h"
#include "widgets/plot_style.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <array>

namespace whydah {
namespace {

constexpr int gap = 10;
constexpr int pitch = ImageGrid::side + gap;

} // namespace

ImageGrid::ImageGrid(const ImageChoice& choice, QWidget* parent) : QAbstractScrollArea(parent), choice_(choice) {
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // else its coming would change the columns
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Images"));
    setFont(small_font(this));
    ask_.setSingleShot(true);
    connect(&ask_, &QTimer::timeout, this, [this] {
        if (const auto images = wanted(); !images.empty()) Q_EMIT asked(images);
    });
}

void ImageGrid::show_choice(const QString& hint) {
    hint_ = hint;
    current_ = -1;
    fit_scroll_bar();
    verticalScrollBar()->setValue(0);
    viewport()->update();
    Q_EMIT current_changed(current_);
}

void ImageGrid::show_pixels(const ImageRef& image, const ImagePixels& pixels, const QString& problem) {
    pictures_.put(image, pixels, problem);
    const auto [first, last] = visible();
    for (int shown = first; shown < last; ++shown)
        if (choice_.at(shown).image == image) viewport()->update(place(shown).adjusted(-gap, -gap, gap, gap));
}

void ImageGrid::set_emphasised(std::vector<int> labels) {
    emphasised_ = std::move(labels);
    viewport()->update();
}

int ImageGrid::columns() const { return std::max((viewport()->width() - gap) / pitch, 1); }
int ImageGrid::row_height() const { return side + 5 + fontMetrics().height() + gap; }
int ImageGrid::left_edge() const { return std::max((viewport()->width() - columns() * pitch + gap) / 2, 0); }

QRect ImageGrid::place(int shown) const {
    const int column = shown % columns(), row = shown / columns();
    return {left_edge() + column * pitch, gap + row * row_height() - verticalScrollBar()->value(), side, side};
}

int ImageGrid::shown_at(const QPoint& at) const {
    const auto [first, last] = visible();
    for (int shown = first; shown < last; ++shown)
        if (place(shown).adjusted(0, 0, 0, row_height() - side - gap).contains(at)) return shown;
    return -1;
}

std::pair<int, int> ImageGrid::visible() const {
    const int top = verticalScrollBar()->value();
    const int first = std::max((top - gap) / row_height(), 0) * columns();
    const int last = ((top + viewport()->height() - gap) / row_height() + 1) * columns();
    return {std::min(first, choice_.count()), std::clamp(last, 0, choice_.count())};
}

std::vector<ImageRef> ImageGrid::wanted() const {
    std::vector<ImageRef> images;
    const auto [first, last] = visible();
    for (int shown = first; shown < last; ++shown)
        if (const ImageRef& image = choice_.at(shown).image; !pictures_.contains(image)) images.push_back(image);
    return images;
}

void ImageGrid::fit_scroll_bar() {
    const int rows = (choice_.count() + columns() - 1) / columns();
    verticalScrollBar()->setSingleStep(row_height() / 2);
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(rows * row_height() + gap - viewport()->height(), 0));
}

void ImageGrid::bring_into_sight(int shown) {
    const QRect square = place(shown);
    QScrollBar* bar = verticalScrollBar();
    if (square.top() < gap) bar->setValue(bar->value() + square.top() - gap);
    const int below = square.top() + row_height() - viewport()->height();
    if (below > 0) bar->setValue(bar->value() + below);
}

void ImageGrid::set_current(int shown) {
    const int now = shown >= 0 && shown < choice_.count() ? shown : -1;
    if (now == current_) return;
    current_ = now;
    if (now >= 0) bring_into_sight(now);
    viewport()->update();
    Q_EMIT current_changed(now);
}

QString ImageGrid::caption(int shown) const {
    const QString mark = mistake_mark(choice_, shown);
    return mark.isEmpty() ? short_image_name(choice_.at(shown).image) : mark;
}

void ImageGrid::draw_picture(QPainter& painter, const QRect& square, const ImageRef& image) const {
    const PictureCache::Picture* picture = pictures_.find(image);
    if (!picture) {
        painter.fillRect(square, plot_colours(palette()).grid);
    } else if (picture->image.isNull()) {
        painter.fillRect(square, error_ground(palette()));
        painter.setPen(error_colour(palette()));
        painter.drawText(square, Qt::AlignCenter, QStringLiteral("?"));
    } else {
        QRect target(QPoint(), picture->image.size().scaled(square.size(), Qt::KeepAspectRatio));
        target.moveCenter(square.center());
        painter.drawImage(target, picture->image);
    }
}

void ImageGrid::draw(QPainter& painter, int shown) const {
    const ChosenImage& of = choice_.at(shown);
    const QRect square = place(shown), text(square.left(), square.bottom() + 5, side, fontMetrics().height());
    const PlotColours colours = plot_colours(palette());
    const QRect whole = square.united(text).adjusted(-3, -3, 3, 1);
    if (shown == current_)
        painter.fillRect(whole, mixed(colours.background, colours.highlight, hasFocus() ? 0.45 : 0.2));
    else if (std::find(emphasised_.begin(), emphasised_.end(), of.label) != emphasised_.end())
        painter.fillRect(whole, mixed(colours.background, colours.highlight, 0.15));
    draw_picture(painter, square, of.image);
    const std::array stripes{colours.highlight, mixed(colours.background, colours.text, 0.6),
                             mixed(colours.background, colours.text, 0.35), colours.grid};
    painter.fillRect(QRect(square.left(), square.bottom() + 2, side, 2), stripes[static_cast<std::size_t>(of.part)]);
    const QString mark = mistake_mark(choice_, shown);
    const QColor ink = mark.isEmpty() ? colours.muted : error_colour(palette());
    painter.setPen(ink);
    if (!mark.isEmpty()) {
        painter.setPen(QPen(ink, 2));
        painter.drawRect(square.adjusted(1, 1, -1, -1));
    }
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     mark.isEmpty() ? fitted_image_name(of.image, fontMetrics(), side)
                                    : elided_mark(mark, fontMetrics(), side));
}

void ImageGrid::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (choice_.count() == 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, hint_);
        return;
    }
    const auto [first, last] = visible();
    bool wants = false;
    for (int shown = first; shown < last; ++shown) {
        if (place(shown).adjusted(-gap, -gap, gap, row_height() - side).intersects(event->rect())) draw(painter, shown);
        wants = wants || !pictures_.contains(choice_.at(shown).image);
    }
    if (wants && !ask_.isActive()) ask_.start(0);
}

/// What was in sight stays there, whatever the columns are now.
void ImageGrid::resizeEvent(QResizeEvent* event) {
    const int before = std::max((event->oldSize().width() - gap) / pitch, 1);
    const int first = verticalScrollBar()->value() / row_height() * before;
    QAbstractScrollArea::resizeEvent(event);
    fit_scroll_bar();
    if (before != columns()) verticalScrollBar()->setValue(first / columns() * row_height());
}

void ImageGrid::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange) fit_scroll_bar();
}

void ImageGrid::keyPressEvent(QKeyEvent* event) {
    const int last = choice_.count() - 1, page = std::max(viewport()->height() / row_height(), 1) * columns();
    const auto go = [&](int to) { set_current(std::clamp(to, 0, last)); };
    if (last < 0) return QAbstractScrollArea::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_Left:
        return go(current_ - 1);
    case Qt::Key_Right:
        return go(current_ + 1);
    case Qt::Key_Up:
        return current_ < columns() ? go(std::max(current_, 0)) : go(current_ - columns());
    case Qt::Key_Down:
        return current_ < 0 ? go(0) : current_ + columns() <= last ? go(current_ + columns()) : void();
    case Qt::Key_PageUp:
        return go(current_ - page);
    case Qt::Key_PageDown:
        return go(current_ + page);
    case Qt::Key_Home:
        return go(0);
    case Qt::Key_End:
        return go(last);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current_ >= 0) Q_EMIT activated(current_);
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void ImageGrid::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) return;
    const int shown = shown_at(event->position().toPoint());
    set_current(shown);
    if (shown >= 0) Q_EMIT clicked(shown);
}

void ImageGrid::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const int shown = shown_at(event->position().toPoint()); shown >= 0) Q_EMIT activated(shown);
}

void ImageGrid::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void ImageGrid::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool ImageGrid::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int shown = shown_at(help->pos());
    if (shown < 0) {
        QToolTip::hideText();
        return true;
    }
    QStringList lines{image_line(choice_, shown)};
    lines << mistake_lines(choice_, shown);
    if (const auto* picture = pictures_.find(choice_.at(shown).image); picture && !picture->problem.isEmpty())
        lines << picture->problem;
    QToolTip::showText(help->globalPos(), plain_tip(lines.join(u'\n')), viewport());
    return true;
}

} // namespace whydah
