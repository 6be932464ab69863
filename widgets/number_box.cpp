#include "widgets/number_box.h"

#include "records/experiment_options.h"

#include <QEvent>
#include <QLineEdit>
#include <QStyle>
#include <QStyleOptionSpinBox>

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

class WheelGuard : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Wheel || static_cast<QWidget*>(watched)->hasFocus()) return false;
        event->ignore(); // goes on to the form's scroll area
        return true;
    }
};

/// 0.30000000000000004 -> 0.3
double rounded(double value, double step) {
    const double digits = std::pow(10, std::ceil(-std::log10(step)));
    return digits > 1 ? std::round(value * digits) / digits : std::round(value);
}

} // namespace

void ignore_wheel_without_focus(QWidget* widget) {
    widget->setFocusPolicy(Qt::StrongFocus);
    widget->installEventFilter(new WheelGuard(widget));
}

NumberBox::NumberBox(double low, double high, bool whole, QWidget* parent)
    : QAbstractSpinBox(parent),
      low_(low),
      high_(high),
      whole_(whole) {
    ignore_wheel_without_focus(this);
    connect(lineEdit(), &QLineEdit::textEdited, this, &NumberBox::edited);
}

void NumberBox::set_text(const QString& text) { lineEdit()->setText(text); }

QSize NumberBox::sizeHint() const {
    QStyleOptionSpinBox option;
    initStyleOption(&option);
    const QSize text(fontMetrics().horizontalAdvance(QStringLiteral("00000")), lineEdit()->sizeHint().height());
    return style()->sizeFromContents(QStyle::CT_SpinBox, &option, text, this);
}

QSize NumberBox::minimumSizeHint() const { return sizeHint(); }

double NumberBox::stepped(double value, bool up) const {
    const double size = std::abs(value);
    const double smallest = whole_ ? 1 : low_ > 0 ? std::min(low_, 0.1) : size > 0 ? 0 : 0.1;
    // Down from 10 the step is that of 9.9, so that up and down meet the same numbers.
    const bool towards_zero = up == (value < 0);
    const double power = size > 0 ? std::floor(std::log10(towards_zero ? size * (1 - 1e-9) : size * (1 + 1e-9))) : 0;
    const double step = size > 0 ? std::max(std::pow(10, power - 1), smallest) : smallest;
    return std::clamp(rounded(value + (up ? step : -step), step), low_, high_);
}

void NumberBox::stepBy(int steps) {
    bool is_number = false;
    double value = text().toDouble(&is_number);
    if (!is_number) return;
    for (int i = 0; i < std::abs(steps); ++i) value = stepped(value, steps > 0);
    const auto shown = whole_ ? option_text(static_cast<std::int64_t>(value)) : option_text(value);
    lineEdit()->setText(QString::fromStdString(shown));
    Q_EMIT edited();
}

QAbstractSpinBox::StepEnabled NumberBox::stepEnabled() const {
    bool is_number = false;
    const double value = text().toDouble(&is_number);
    StepEnabled enabled = StepNone;
    if (is_number && value < high_) enabled |= StepUpEnabled;
    if (is_number && value > low_) enabled |= StepDownEnabled;
    return enabled;
}

} // namespace whydah
