#pragma once

#include "widgets/palette.h"
#include "widgets/plot.h"

namespace whydah {

/// A QCustomPlot in Whydah's dress: ground, grid and text from the palette (and again when it changes), thin axes and
/// no box. Drag pans, the wheel zooms, a double click asks for the whole range again.
class StyledPlot : public QCustomPlot {
    Q_OBJECT
public:
    explicit StyledPlot(QWidget* parent = nullptr);

    const PlotColours& colours() const { return colours_; }
    /// Gives an axis rect's axes the house's look, as every change of palette does to all.
    void dress(QCPAxisRect* rect);
    /// The layer above all data and below the hover text, with a buffer of its own: overlay()->replot() leaves the data
    /// alone.
    QCPLayer* overlay() const;

    /// A replot soon; one that is out of sight waits until it is shown.
    void refresh();
    /// The same for a layer with a buffer of its own: at once, and the rest stays as it is.
    void refresh_layer(QCPLayer* layer);
    void refresh_overlay() { refresh_layer(overlay()); }

    /// A line around the plot: its view has the keyboard.
    void set_focus_ring(bool on);

    /// Shown instead of the axes while there is nothing to plot: what to do to fill it. Empty: the axes are shown.
    void set_hint(const QString& text);
    QString hint() const;

    /// A label beside the mouse, kept inside the plot. Empty text hides it.
    void show_hover(const QPointF& at, const QString& text);
    QString hover_text() const;

    /// A line above the plot, for pictures that stand alone. Empty: none.
    void set_heading(const QString& text);

    QSize sizeHint() const override { return {700, 420}; }
    QSize minimumSizeHint() const override { return {320, 200}; }

Q_SIGNALS:
    void recoloured();                                           ///< the palette changed; redraw follows
    void hovered(const QPointF& at);                             ///< no button is down
    void clicked(const QPointF& at, Qt::KeyboardModifiers keys); ///< left button, not a drag
    void reset_asked();                                          ///< double click

protected:
    void changeEvent(QEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void restyle();
    void dress(QCPAxis* axis) const;

    PlotColours colours_;
    QCPItemText* hint_;
    QCPItemText* hover_;
    QCPTextElement* heading_ = nullptr;
    QPointF pressed_;
    bool click_ = false;
    bool stale_ = false; ///< changed while it was out of sight
    bool focus_ring_ = false;
};

/// Around an axis rect without anything of its own there.
inline constexpr QMargins plain_margins{8, 8, 8, 4};

/// Keeps what an axis shows inside `bounds`: it can be panned and zoomed no further. Replaces earlier bounds.
void keep_within(QCPAxis* axis, const QCPRange& bounds);

/// Font of tick and plot labels: the widget's, a little smaller. Digits of the usual system fonts are tabular.
QFont small_font(const QWidget* widget);

} // namespace whydah
