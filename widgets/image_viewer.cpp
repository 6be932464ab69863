#include "widgets/image_viewer.h"

#include "widgets/elided_label.h"
#include "widgets/frame_colours.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"

#include <QDir>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {
namespace {

constexpr int most_enlarged = 16; // a picture of 28 pixels is to be seen, not its interpolation

} // namespace

ImageViewer::ImageViewer(QWidget* parent)
    : QWidget(parent, Qt::Window),
      space_(new QWidget(this)),
      line_(new ElidedLabel(this)),
      file_(new ElidedLabel(this)),
      mistakes_(new QLabel(this)),
      place_(muted_label({}, this)),
      back_(step_button(Qt::LeftArrow, -1, tr("The image before (Left)"))),
      on_(step_button(Qt::RightArrow, 1, tr("The next image (Right)"))) {
    QFont strong = line_->font();
    strong.setWeight(QFont::DemiBold);
    line_->setFont(strong);
    file_->setFont(small_font(file_));
    for (QLabel* label : {static_cast<QLabel*>(line_), static_cast<QLabel*>(file_), mistakes_}) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    mistakes_->setWordWrap(true);
    space_->setMinimumSize(240, 180);
    auto* head = new QHBoxLayout;
    head->addWidget(line_, 1);
    head->addWidget(place_);
    head->addWidget(back_);
    head->addWidget(on_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(6);
    layout->addWidget(space_, 1);
    layout->addLayout(head);
    layout->addWidget(file_);
    layout->addWidget(mistakes_);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Image"));
    resize(680, 640);
}

QToolButton* ImageViewer::step_button(Qt::ArrowType arrow, int by, const QString& tip) {
    auto* button = new QToolButton(this);
    button->setArrowType(arrow);
    button->setAutoRaise(true);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::NoFocus); // the arrow keys stay with the window
    connect(button, &QToolButton::clicked, this, [this, by] { Q_EMIT step_asked(by); });
    return button;
}

void ImageViewer::show_image(const Shown& shown) {
    const bool other = !(shown.image == shown_.image);
    shown_ = shown;
    if (other || picture_.isNull()) picture_ = {}, problem_.clear(), waiting_ = true;
    setWindowTitle(shown.line.section(QStringLiteral(" · "), 0, 0) + QStringLiteral(" – Whydah"));
    show_facts();
    if (waiting_) Q_EMIT pixels_asked(shown.image);
}

void ImageViewer::show_pixels(const ImageRef& image, const ImagePixels& pixels, const QString& problem) {
    if (!(image == shown_.image)) return;
    waiting_ = false;
    problem_ = problem;
    picture_ = pixels.empty()
                   ? QImage()
                   : QImage(pixels.rgb.data(), pixels.width, pixels.height, 3 * pixels.width, QImage::Format_RGB888)
                         .convertToFormat(QImage::Format_RGB32);
    show_facts();
}

void ImageViewer::show_facts() {
    line_->set_text(shown_.line);
    QString file = QDir::toNativeSeparators(QString::fromStdString(shown_.image.file));
    if (!picture_.isNull()) file = tr("%1 × %2 pixels · %3").arg(picture_.width()).arg(picture_.height()).arg(file);
    file_->set_text(file);
    place_->setText(tr("%1 of %2").arg(count_text(shown_.place + 1), count_text(shown_.count)));
    mistakes_->setText(shown_.mistakes.join(u'\n'));
    mistakes_->setVisible(!shown_.mistakes.isEmpty());
    QPalette red = palette();
    red.setColor(QPalette::WindowText, error_colour(palette()));
    mistakes_->setPalette(red);
    back_->setEnabled(shown_.place > 0);
    on_->setEnabled(shown_.place + 1 < shown_.count);
    update();
}

QString ImageViewer::facts_text() const {
    QStringList all{line_->full_text(), file_->full_text(), place_->text()};
    return (all << shown_.mistakes).join(u'\n');
}

QRect ImageViewer::picture_rect() const {
    if (picture_.isNull()) return {};
    const QSize most = picture_.size() * most_enlarged;
    QRect target(QPoint(), picture_.size().scaled(space_->size().boundedTo(most), Qt::KeepAspectRatio));
    target.moveCenter(space_->geometry().center());
    return target;
}

void ImageViewer::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (picture_.isNull()) {
        painter.setPen(problem_.isEmpty() ? palette().color(QPalette::PlaceholderText) : error_colour(palette()));
        const QString text = waiting_ ? tr("Being read") : problem_;
        painter.drawText(space_->geometry(), Qt::AlignCenter | Qt::TextWordWrap, text);
        return;
    }
    const QRect target = picture_rect();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, target.width() < 2 * picture_.width());
    painter.drawImage(target, picture_);
}

void ImageViewer::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up:
    case Qt::Key_PageUp:
        Q_EMIT step_asked(-1);
        return;
    case Qt::Key_Right:
    case Qt::Key_Down:
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        Q_EMIT step_asked(1);
        return;
    case Qt::Key_Home:
        Q_EMIT place_asked(0);
        return;
    case Qt::Key_End:
        Q_EMIT place_asked(shown_.count - 1);
        return;
    case Qt::Key_Escape:
        close();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace whydah
