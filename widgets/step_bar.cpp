#include "widgets/step_bar.h"

#include "widgets/number_text.h"
#include "widgets/trajectory_motion.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSlider>
#include <QToolButton>

#include <cmath>

namespace whydah {
namespace {

constexpr int ticks = 40; // of the slider, a stage

QIcon icon(const QPalette& palette, bool plays) {
    QPixmap picture(32, 32);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.color(QPalette::ButtonText));
    if (plays) {
        painter.drawRect(8, 6, 6, 20);
        painter.drawRect(18, 6, 6, 20);
    } else {
        painter.drawPolygon(QPolygonF{{9, 5}, {9, 27}, {26, 16}});
    }
    return QIcon(picture);
}

} // namespace

StepBar::StepBar(QWidget* parent)
    : QWidget(parent),
      button_(new QToolButton(this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      label_(new QLabel(this)) {
    button_->setToolTip(tr("Move all classes from 1 shot to many (Space)"));
    button_->setAccessibleName(tr("Play"));
    button_->setIconSize({14, 14});
    slider_->setToolTip(tr("How many shots all classes have come to"));
    slider_->setAccessibleName(tr("Shots"));
    slider_->setTickPosition(QSlider::TicksBelow);
    slider_->setTickInterval(ticks);
    slider_->setSingleStep(ticks / 4);
    slider_->setPageStep(ticks);
    label_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    label_->setMinimumWidth(label_->fontMetrics().horizontalAdvance(tr("many shots")) + 8);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 4);
    layout->setSpacing(8);
    layout->addWidget(button_);
    layout->addWidget(slider_, 1);
    layout->addWidget(label_);
    connect(button_, &QToolButton::clicked, this, [this] { playing() ? pause() : play(); });
    connect(slider_, &QSlider::sliderPressed, this, &StepBar::pause);
    connect(slider_, &QSlider::valueChanged, this, [this] {
        show_state();
        Q_EMIT stage_changed(stage());
    });
    clock_.setInterval(33);
    connect(&clock_, &QTimer::timeout, this, &StepBar::tick);
    set_last_block(0);
}

void StepBar::set_last_block(std::int64_t last_block) {
    if (last_block == last_block_) return;
    last_block_ = last_block;
    pause();
    const QSignalBlocker quiet(slider_);
    slider_->setRange(0, static_cast<int>(last_block + 1) * ticks);
    slider_->setValue(slider_->maximum());
    show_state();
}

void StepBar::set_stage(double stage) {
    slider_->setValue(std::isinf(stage) ? slider_->maximum() : static_cast<int>(std::lround(stage * ticks)));
}

double StepBar::stage() const {
    return slider_->value() == slider_->maximum() ? whole_way : static_cast<double>(slider_->value()) / ticks;
}

void StepBar::play() {
    if (slider_->value() == slider_->maximum()) slider_->setValue(0);
    started_ = static_cast<double>(slider_->value()) / ticks;
    since_.start();
    clock_.start();
    show_state();
}

void StepBar::pause() {
    clock_.stop();
    show_state();
}

void StepBar::tick() {
    const double now = started_ + since_.elapsed() / 1000.0 / seconds_a_step;
    slider_->setValue(static_cast<int>(std::lround(now * ticks)));
    if (slider_->value() == slider_->maximum()) pause();
}

QString StepBar::text() const { return label_->text(); }

void StepBar::show_state() {
    button_->setIcon(icon(palette(), playing()));
    if (std::isinf(stage())) return label_->setText(tr("whole way"));
    const auto block = static_cast<std::int64_t>(stage());
    label_->setText(block > last_block_ ? tr("many shots") : tr("k = %1").arg(count_text(std::int64_t{1} << block)));
}

void StepBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) show_state();
}

void StepBar::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    if (playing()) pause();
}

} // namespace whydah
