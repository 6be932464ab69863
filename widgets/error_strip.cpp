#include "widgets/error_strip.h"

#include "widgets/frame_colours.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace whydah {
namespace {

QLabel* text_label(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// Errors begin with a small letter inside their one-line form; here each part is a sentence of its own.
QString sentence(const std::string& text) {
    QString out = QString::fromStdString(text);
    if (!out.isEmpty()) out[0] = out[0].toUpper();
    return out;
}

} // namespace

ErrorStrip::ErrorStrip(QWidget* parent)
    : QWidget(parent),
      icon_(new QLabel(this)),
      what_(text_label(this)),
      where_(text_label(this)),
      mend_(text_label(this)),
      copy_(new QToolButton(this)),
      close_(new QToolButton(this)) {
    QFont strong = what_->font();
    strong.setWeight(QFont::DemiBold);
    what_->setFont(strong);
    copy_->setText(tr("Copy"));
    copy_->setAutoRaise(true);
    close_->setText(QStringLiteral("✕"));
    close_->setAutoRaise(true);
    close_->setToolTip(tr("Close"));
    close_->setAccessibleName(tr("Close"));
    connect(copy_, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(as_text()); });
    connect(close_, &QToolButton::clicked, this, &ErrorStrip::clear);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    for (QLabel* label : {what_, where_, mend_}) texts->addWidget(label);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 8, 8);
    layout->setSpacing(12);
    layout->addWidget(icon_, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    layout->addWidget(copy_, 0, Qt::AlignTop);
    layout->addWidget(close_, 0, Qt::AlignTop);
    show_icon();
    hide();
}

void ErrorStrip::show_error(const Error& error) {
    show_icon(); // as dense as the screen that the window is on now
    what_->setText(sentence(error.problem()));
    where_->setText(QString::fromStdString(error.where()));
    mend_->setText(sentence(error.mend()));
    where_->setVisible(!error.where().empty());
    mend_->setVisible(!error.mend().empty());
    show();
}

void ErrorStrip::clear() { hide(); }

QString ErrorStrip::what() const { return what_->text(); }
QString ErrorStrip::where() const { return where_->text(); }
QString ErrorStrip::mend() const { return mend_->text(); }
QString ErrorStrip::as_text() const { return QStringList{what(), where(), mend()}.join(u'\n'); }

void ErrorStrip::show_icon() {
    const int side = what_->fontMetrics().height();
    QPixmap picture(QSize(side, side) * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(error_colour(palette()));
    painter.drawEllipse(QRectF(0.5, 0.5, side - 1, side - 1));
    painter.setPen(QPen(palette().color(QPalette::Base), 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(side / 2.0, side * 0.25), QPointF(side / 2.0, side * 0.55));
    painter.drawPoint(QPointF(side / 2.0, side * 0.75));
    icon_->setPixmap(picture);
}

void ErrorStrip::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) show_icon();
}

void ErrorStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), error_ground(palette()));
    painter.fillRect(QRect(0, 0, 4, height()), error_colour(palette()));
}

} // namespace whydah
