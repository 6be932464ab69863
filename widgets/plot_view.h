#pragma once

#include <QWidget>

class QHBoxLayout;

namespace whydah {

class StyledPlot;

/// A plot with a row of controls above it. While there is nothing to plot, both give way to a hint.
class PlotView : public QWidget {
    Q_OBJECT
public:
    explicit PlotView(QWidget* parent);
    StyledPlot* plot() const { return plot_; }
    /// What is shown instead of the plot; empty while there is one.
    QString hint() const;

protected:
    /// Controls come from left to right; stretch is the view's affair.
    QHBoxLayout* controls() const { return controls_; }
    /// Text in the row of controls.
    void add_label(const QString& text);
    void set_hint(const QString& text);

    /// A ring around the plot while the keyboard is here, if it came by a key.
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    StyledPlot* plot_;
    QWidget* bar_;
    QHBoxLayout* controls_;
};

} // namespace whydah
