#include "widgets/hover_card.h"

#include "widgets/plot_style.h"

#include <QImage>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {

HoverCard::HoverCard(QWidget* over) : QFrame(over), picture_(new QLabel(this)), text_(new QLabel(this)) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window);
    text_->setForegroundRole(QPalette::WindowText);
    text_->setTextFormat(Qt::PlainText);
    text_->setFont(small_font(over));
    picture_->setAlignment(Qt::AlignCenter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(4);
    layout->addWidget(picture_);
    layout->addWidget(text_);
    clear();
}

void HoverCard::show_text(const QPointF& at, const QString& text) {
    at_ = at;
    text_->setText(text);
    text_->setVisible(!text.isEmpty());
    settle();
}

void HoverCard::show_picture(const ImagePixels& pixels) {
    if (pixels.empty()) return;
    const QImage image(pixels.rgb.data(), pixels.width, pixels.height, 3 * pixels.width, QImage::Format_RGB888);
    const double ratio = devicePixelRatioF();
    const int longest = static_cast<int>(side * ratio);
    QPixmap picture = QPixmap::fromImage(image.scaled(longest, longest, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    picture.setDevicePixelRatio(ratio);
    picture_->setPixmap(picture);
    picture_->show();
    settle();
}

void HoverCard::clear() {
    picture_->clear();
    picture_->hide();
    text_->clear();
    text_->hide();
    hide();
}

bool HoverCard::has_picture() const { return !picture_->isHidden(); }
QString HoverCard::text() const { return text_->text(); }

void HoverCard::settle() {
    const bool any = has_picture() || !text_->isHidden();
    setVisible(any);
    if (!any) return;
    adjustSize();
    const QSize room = parentWidget()->size();
    const double left = at_.x() - 14 - width(), below = at_.y() + 16;
    const double x = left > 2 ? left : at_.x() + 16,
                 y = below + height() < room.height() ? below : at_.y() - 10 - height();
    move(std::clamp(static_cast<int>(x), 0, std::max(0, room.width() - width())), std::max(0, static_cast<int>(y)));
    raise();
}

} // namespace whydah
