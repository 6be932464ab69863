#include "widgets/slider_box.h"

#include "widgets/number_box.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

constexpr int places = 400;

}

SliderBox::SliderBox(const QString& label, const QString& tip, double low, double high, double most, QWidget* parent)
    : QWidget(parent),
      low_(low),
      high_(high),
      label_(new QLabel(label, this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      box_(new QDoubleSpinBox(this)) {
    slider_->setRange(0, places);
    slider_->setPageStep(places / 20);
    slider_->setMinimumWidth(72);
    slider_->setAccessibleName(label);
    box_->setRange(low, most);
    box_->setDecimals(0);
    box_->setKeyboardTracking(false);
    box_->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    box_->setGroupSeparatorShown(true);
    box_->setMaximumWidth(96);
    label_->setBuddy(box_);
    ignore_wheel_without_focus(box_);
    for (QWidget* part : {static_cast<QWidget*>(label_), static_cast<QWidget*>(slider_), static_cast<QWidget*>(box_)})
        part->setToolTip(tip);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(label_);
    row->addWidget(slider_, 1);
    row->addWidget(box_);
    connect(slider_, &QSlider::valueChanged, this, [this](int place) {
        const QSignalBlocker quiet(box_);
        box_->setValue(at(place));
        Q_EMIT edited(value());
    });
    connect(box_, &QDoubleSpinBox::valueChanged, this, [this] {
        move_slider();
        Q_EMIT edited(value());
    });
    set_value(low);
}

// Ratios of 1 + value - low: the lowest value may be 0.
double SliderBox::at(int place) const {
    return low_ - 1 + std::pow(1 + high_ - low_, static_cast<double>(place) / places);
}

void SliderBox::move_slider() {
    const QSignalBlocker quiet(slider_);
    const double share = std::log(1 + std::max(value() - low_, 0.0)) / std::log(1 + high_ - low_);
    slider_->setValue(static_cast<int>(std::lround(places * std::clamp(share, 0.0, 1.0))));
}

double SliderBox::value() const { return box_->value(); }

void SliderBox::set_value(double value) {
    const QSignalBlocker quiet(box_);
    box_->setValue(value);
    move_slider();
}

void SliderBox::set_high(double high) {
    high_ = std::max(high, low_ + 1);
    move_slider();
}

void SliderBox::set_word_for_lowest(const QString& word) { box_->setSpecialValueText(word); }

void SliderBox::set_decimals(int decimals) { box_->setDecimals(decimals); }

} // namespace whydah
