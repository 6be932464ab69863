#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QSlider;

namespace whydah {

/// A number by a slider and by its digits, with its name before it. The slider moves in even ratios, so that 2 and 200
/// are equally easily found; what lies beyond its ends can be typed.
class SliderBox : public QWidget {
    Q_OBJECT
public:
    /// @param low,high ends of the slider, 0 <= low < high   @param most what can be typed
    SliderBox(const QString& label, const QString& tip, double low, double high, double most, QWidget* parent);

    double value() const;
    /// Sends no signal.
    void set_value(double value);
    /// Another end of the slider: the largest class of another data set.
    void set_high(double high);
    /// A word for the lowest value: "auto".
    void set_word_for_lowest(const QString& word);
    void set_decimals(int decimals);
    QSlider* slider() const { return slider_; }
    QDoubleSpinBox* box() const { return box_; }

Q_SIGNALS:
    void edited(double value);

private:
    double at(int place) const;
    void move_slider();

    double low_, high_;
    QLabel* label_;
    QSlider* slider_;
    QDoubleSpinBox* box_;
};

} // namespace whydah
