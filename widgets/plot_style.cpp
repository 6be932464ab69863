#include "widgets/plot_style.h"

#include <algorithm>
#include <utility>

namespace whydah {
namespace {

constexpr double click_slack = 4; // pixels that a hand moves in a click

/// A text that is no child of an axis rect, as others are: it can be seen while those are hidden.
class FreeText : public QCPItemText {
public:
    explicit FreeText(QCustomPlot* plot) : QCPItemText(plot) {
        setClipToAxisRect(false);
        setParentLayerable(nullptr);
        setSelectable(false);
        setVisible(false);
    }
};

QString in_lines(const QString& text, const QFontMetrics& metrics, int width) {
    QString lines, line;
    for (const QString& word : text.split(u' ')) {
        const QString longer = line.isEmpty() ? word : line + u' ' + word;
        if (line.isEmpty() || metrics.horizontalAdvance(longer) <= width) {
            line = longer;
        } else {
            lines += line + u'\n';
            line = word;
        }
    }
    return lines + line;
}

/// Breaks its line where the plot is too narrow for it.
class HintText : public FreeText {
public:
    using FreeText::FreeText;

protected:
    void draw(QCPPainter* painter) override {
        const QString whole = text();
        setText(in_lines(whole, QFontMetrics(font()), mParentPlot->viewport().width() - 32));
        QCPItemText::draw(painter);
        setText(whole);
    }
};

} // namespace

StyledPlot::StyledPlot(QWidget* parent) : QCustomPlot(parent) {
    setLocale(QLocale(QLocale::English, QLocale::UnitedStates)); // thousands separated, in the language of the rest
    setNoAntialiasingOnDrag(true);
    setFocusPolicy(Qt::NoFocus); // keys belong to the view around it
    setMouseTracking(true);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    addLayer(QStringLiteral("marks"), layer(QStringLiteral("overlay")), QCustomPlot::limAbove);
    overlay()->setMode(QCPLayer::lmBuffered);
    setCurrentLayer(overlay());
    axisRect()->setMinimumMargins(plain_margins);
    hint_ = new HintText(this);
    hint_->position->setType(QCPItemPosition::ptViewportRatio);
    hint_->position->setCoords(0.5, 0.45);
    hint_->setTextAlignment(Qt::AlignCenter);
    // Above the marks that views add to the overlay.
    addLayer(QStringLiteral("hover"), overlay(), QCustomPlot::limAbove);
    setCurrentLayer(QStringLiteral("hover"));
    currentLayer()->setMode(QCPLayer::lmBuffered);
    hover_ = new FreeText(this);
    hover_->position->setType(QCPItemPosition::ptAbsolute);
    hover_->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    hover_->setTextAlignment(Qt::AlignLeft);
    hover_->setPadding({8, 5, 8, 5});
    setCurrentLayer(QStringLiteral("main"));
    restyle();
}

QCPLayer* StyledPlot::overlay() const { return layer(QStringLiteral("marks")); }

void StyledPlot::refresh() {
    if (isVisible())
        replot(rpQueuedReplot);
    else
        stale_ = true;
}

void StyledPlot::refresh_layer(QCPLayer* layer) {
    if (isVisible())
        layer->replot();
    else
        stale_ = true;
}

void StyledPlot::set_focus_ring(bool on) {
    focus_ring_ = on;
    update();
}

void StyledPlot::dress(QCPAxisRect* rect) {
    for (QCPAxis* axis : rect->axes()) dress(axis);
}

void StyledPlot::dress(QCPAxis* axis) const {
    const QPen line(colours_.axis, 1);
    axis->setBasePen(line);
    axis->setTickPen(line);
    axis->setSubTickPen(line);
    axis->setTickLength(0, 4);
    axis->setSubTickLength(0, 2);
    axis->setTickLabelColor(colours_.muted);
    axis->setLabelColor(colours_.text);
    axis->setTickLabelFont(small_font(this));
    axis->setLabelFont(small_font(this));
    axis->setTickLabelPadding(4);
    axis->setLabelPadding(6);
    axis->grid()->setPen(QPen(colours_.grid, 1));
    axis->grid()->setZeroLinePen(Qt::NoPen);
    axis->grid()->setSubGridVisible(false);
}

void StyledPlot::restyle() {
    colours_ = plot_colours(palette());
    setBackground(QBrush(colours_.background));
    for (QCPAxisRect* rect : axisRects()) dress(rect);
    hint_->setColor(colours_.muted);
    hint_->setFont(font());
    hover_->setFont(small_font(this));
    hover_->setColor(colours_.text);
    hover_->setPen(QPen(colours_.axis, 1));
    hover_->setBrush(mixed(colours_.background, colours_.text, 0.06));
    if (heading_) heading_->setTextColor(colours_.text);
}

void StyledPlot::set_hint(const QString& text) {
    hint_->setText(text);
    hint_->setVisible(!text.isEmpty());
    for (int i = 0; i < layerCount(); ++i)
        if (layer(i) != overlay()) layer(i)->setVisible(text.isEmpty());
    setStatusTip(text.isEmpty() ? tr("Drag to pan, wheel to zoom, double click for the whole") : QString());
    setInteractions(text.isEmpty() ? QCP::iRangeDrag | QCP::iRangeZoom : QCP::Interactions());
}

QString StyledPlot::hint() const { return hint_->visible() ? hint_->text() : QString(); }

void StyledPlot::show_hover(const QPointF& at, const QString& text) {
    if (text.isEmpty() && !hover_->visible()) return;
    hover_->setVisible(!text.isEmpty());
    hover_->setText(text);
    if (!text.isEmpty()) {
        const QSizeF size =
            QFontMetricsF(hover_->font()).boundingRect(QRectF(), Qt::TextDontClip, text).size() + QSizeF(18, 12);
        const double right = at.x() + 14, below = at.y() + 16;
        const double x = right + size.width() < width() ? right : at.x() - 10 - size.width();
        const double y = below + size.height() < height() ? below : at.y() - 10 - size.height();
        hover_->position->setCoords(std::max(2.0, x), std::max(2.0, y));
    }
    refresh_layer(hover_->layer());
}

QString StyledPlot::hover_text() const { return hover_->visible() ? hover_->text() : QString(); }

void StyledPlot::set_heading(const QString& text) {
    if (!heading_ && !text.isEmpty()) {
        plotLayout()->insertRow(0);
        heading_ = new QCPTextElement(this, text);
        plotLayout()->addElement(0, 0, heading_);
        heading_->setMargins({8, 6, 8, 2});
    }
    if (!heading_) return;
    QFont bold = font();
    bold.setBold(true);
    heading_->setFont(bold);
    heading_->setTextColor(colours_.text);
    heading_->setText(text);
}

void StyledPlot::changeEvent(QEvent* event) {
    QCustomPlot::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange) return;
    restyle();
    Q_EMIT recoloured();
    refresh();
}

void StyledPlot::leaveEvent(QEvent* event) {
    QCustomPlot::leaveEvent(event);
    show_hover({}, {});
}

void StyledPlot::mousePressEvent(QMouseEvent* event) {
    pressed_ = event->position();
    click_ = event->button() == Qt::LeftButton;
    QCustomPlot::mousePressEvent(event);
}

void StyledPlot::mouseMoveEvent(QMouseEvent* event) {
    if (QLineF(pressed_, event->position()).length() > click_slack) click_ = false;
    QCustomPlot::mouseMoveEvent(event);
    if (event->buttons() == Qt::NoButton)
        Q_EMIT hovered(event->position());
    else
        show_hover({}, {});
}

void StyledPlot::mouseReleaseEvent(QMouseEvent* event) {
    QCustomPlot::mouseReleaseEvent(event);
    if (click_ && event->button() == Qt::LeftButton) Q_EMIT clicked(event->position(), event->modifiers());
    click_ = false;
}

void StyledPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    QCustomPlot::mouseDoubleClickEvent(event);
    click_ = false;
    Q_EMIT reset_asked();
}

void StyledPlot::paintEvent(QPaintEvent* event) {
    QCustomPlot::paintEvent(event);
    if (!focus_ring_) return;
    QPainter painter(this);
    painter.setPen(QPen(colours_.highlight, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void StyledPlot::showEvent(QShowEvent* event) {
    QCustomPlot::showEvent(event);
    if (std::exchange(stale_, false)) replot(rpQueuedRefresh);
}

void StyledPlot::resizeEvent(QResizeEvent* event) {
    show_hover({}, {});
    if (event->size().isEmpty()) return; // folded away: there is nothing to paint on
    QCustomPlot::resizeEvent(event);
}

void keep_within(QCPAxis* axis, const QCPRange& bounds) {
    // The connection is a child of the axis, so that the next call can end it.
    const QString name = QStringLiteral("bounds");
    delete axis->findChild<QObject*>(name, Qt::FindDirectChildrenOnly);
    auto* context = new QObject(axis);
    context->setObjectName(name);
    QObject::connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), context,
                     [axis, bounds](const QCPRange& range) {
                         const QCPRange inside = range.bounded(bounds.lower, bounds.upper);
                         if (inside != range) axis->setRange(inside);
                     });
}

QFont small_font(const QWidget* widget) {
    QFont font = widget->font();
    if (font.pointSizeF() > 0) font.setPointSizeF(std::max(7.0, 0.92 * font.pointSizeF()));
    return font;
}

} // namespace whydah
