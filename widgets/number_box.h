#pragma once

#include <QAbstractSpinBox>

namespace whydah {

/// A number with up and down buttons that lets anything be typed: whoever reads the text says what is wrong with it.
/// Steps are a tenth of the number's power of ten, so that 1e-5 and 300 are both easily reached from their neighbours.
class NumberBox : public QAbstractSpinBox {
    Q_OBJECT
public:
    NumberBox(double low, double high, bool whole, QWidget* parent = nullptr);

    /// Sends no signal.
    void set_text(const QString& text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();

protected:
    void stepBy(int steps) override;
    StepEnabled stepEnabled() const override;

private:
    double stepped(double value, bool up) const;

    double low_, high_;
    bool whole_;
};

/// The wheel scrolls the form and changes a value only where the keyboard is.
void ignore_wheel_without_focus(QWidget* widget);

} // namespace whydah
