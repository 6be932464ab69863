#include "widgets/name_line.h"

#include "widgets/palette.h"
#include "widgets/plain_text.h"
#include "widgets/plot_style.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace whydah {

NameLine::NameLine(QWidget* parent) : QWidget(parent) {
    setFont(small_font(this));
    setAccessibleName(tr("Classes named here"));
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

void NameLine::show_names(const QString& title, std::vector<Name> names, const QString& tail) {
    title_ = title + u' ', tail_ = tail, names_ = std::move(names), current_ = 0;
    QStringList plain;
    for (const Name& name : names_) plain << name.text + name.after;
    text_ = names_.empty() ? QString() : title_ + plain.join(QStringLiteral(", ")) + tail_;
    setToolTip(plain_tip(text_));
    setAccessibleName(text_.isEmpty() ? title : text_);
    setVisible(!names_.empty());
    update();
}

QSize NameLine::sizeHint() const { return {200, fontMetrics().height() + 2}; }

QRect NameLine::place_of(int index) const {
    int x = fontMetrics().horizontalAdvance(title_);
    for (int i = 0; i < index; ++i) {
        const Name& name = names_[static_cast<std::size_t>(i)];
        x += fontMetrics().horizontalAdvance(name.text) + fontMetrics().horizontalAdvance(name.after + QStringLiteral(", "));
    }
    return QRect(x, 0, fontMetrics().horizontalAdvance(names_[static_cast<std::size_t>(index)].text), height()) & rect();
}

int NameLine::name_at(const QPoint& at) const {
    for (int i = 0; i < static_cast<int>(names_.size()); ++i)
        if (place_of(i).contains(at)) return i;
    return -1;
}

std::vector<NameLine::Piece> NameLine::pieces() const {
    const QFontMetrics metrics = fontMetrics();
    std::vector<Piece> all{{title_, false}}, shown;
    for (std::size_t i = 0; i < names_.size(); ++i) {
        all.push_back({names_[i].text, true});
        all.push_back({names_[i].after + (i + 1 < names_.size() ? QStringLiteral(", ") : tail_), false});
    }
    int left = width();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool rest = std::any_of(all.begin() + static_cast<std::ptrdiff_t>(i) + 1, all.end(),
                                      [](const Piece& piece) { return !piece.text.isEmpty(); });
        const int needed = metrics.horizontalAdvance(all[i].text);
        if (needed + (rest ? metrics.horizontalAdvance(QStringLiteral("…")) : 0) > left) {
            shown.push_back({metrics.elidedText(all[i].text + QStringLiteral(" …"), Qt::ElideRight, left), all[i].leads});
            break;
        }
        shown.push_back(all[i]);
        left -= needed;
    }
    return shown;
}

QString NameLine::shown_text() const {
    QString text;
    for (const Piece& piece : pieces()) text += piece.text;
    return text;
}

void NameLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const PlotColours colours = plot_colours(palette());
    const QColor text = palette().color(QPalette::WindowText), link = mixed(colours.text, colours.highlight, 0.6);
    int x = 0;
    for (const Piece& piece : pieces()) {
        painter.setPen(piece.leads ? link : text);
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignLeft | Qt::AlignVCenter, piece.text);
        x += fontMetrics().horizontalAdvance(piece.text);
    }
    if (!hasFocus() || names_.empty()) return;
    painter.setPen(link);
    const QRect at = place_of(current_);
    painter.drawLine(at.left(), at.bottom() - 1, at.right(), at.bottom() - 1);
}

void NameLine::mouseMoveEvent(QMouseEvent* event) {
    setCursor(name_at(event->pos()) < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

void NameLine::mousePressEvent(QMouseEvent* event) {
    const int index = event->button() == Qt::LeftButton ? name_at(event->pos()) : -1;
    if (index < 0) return QWidget::mousePressEvent(event);
    Q_EMIT name_chosen(names_[static_cast<std::size_t>(index)].label); // may show other names: nothing follows
}

void NameLine::keyPressEvent(QKeyEvent* event) {
    if (names_.empty()) return QWidget::keyPressEvent(event);
    const int last = static_cast<int>(names_.size()) - 1;
    switch (event->key()) {
        case Qt::Key_Left: current_ = std::max(0, current_ - 1); return update();
        case Qt::Key_Right: current_ = std::min(last, current_ + 1); return update();
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space: Q_EMIT name_chosen(names_[static_cast<std::size_t>(current_)].label); return;
        default: QWidget::keyPressEvent(event);
    }
}

void NameLine::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void NameLine::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

} // namespace whydah
