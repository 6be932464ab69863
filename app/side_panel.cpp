#include "app/side_panel.h"

#include "widgets/frame_colours.h"
#include "widgets/palette.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace whydah {
namespace {

constexpr int around = 8, title_gap = 4; // pixels

enum class Glyph { window, cross };

/// A small mark at the end of a title, in its colour. The keys are those of the View menu.
class TitleButton : public QAbstractButton {
public:
    TitleButton(Glyph glyph, const QString& tip, QWidget* parent) : QAbstractButton(parent), glyph_(glyph) {
        setFixedSize(18, 18);
        setFocusPolicy(Qt::NoFocus);
        setToolTip(tip);
        setAccessibleName(tip);
        setAttribute(Qt::WA_Hover);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor text = palette().color(QPalette::WindowText);
        if (underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(mixed(palette().color(QPalette::Window), text, isDown() ? 0.25 : 0.12));
            painter.drawRoundedRect(rect(), 4, 4);
        }
        painter.setPen(QPen(underMouse() ? text : palette().color(QPalette::PlaceholderText), 1.2));
        painter.setBrush(Qt::NoBrush);
        const QRectF mark = QRectF(rect()).adjusted(5.5, 5.5, -5.5, -5.5);
        if (glyph_ == Glyph::cross) {
            painter.drawLine(mark.topLeft(), mark.bottomRight());
            painter.drawLine(mark.topRight(), mark.bottomLeft());
        } else {
            painter.drawRect(mark);
            painter.drawLine(mark.topLeft() + QPointF(0, 2), mark.topRight() + QPointF(0, 2));
        }
    }

private:
    Glyph glyph_;
};

QWidget* title_bar(SidePanel* panel) {
    auto* bar = new QWidget(panel);
    auto* title = section_title(panel->windowTitle(), bar);
    title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    bar->setToolTip(SidePanel::tr("Drag to move, double click to float"));
    const QString name = panel->windowTitle();
    auto* window = new TitleButton(Glyph::window, SidePanel::tr("%1: a window of its own, or back").arg(name), bar);
    auto* cross = new TitleButton(Glyph::cross, SidePanel::tr("%1: close (the View menu brings it back)").arg(name), bar);
    QObject::connect(window, &QAbstractButton::clicked, panel, [panel] { panel->setFloating(!panel->isFloating()); });
    QObject::connect(cross, &QAbstractButton::clicked, panel, &QWidget::close);
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(0, 0, 0, title_gap);
    line->setSpacing(2);
    line->addWidget(title, 1);
    line->addWidget(window);
    line->addWidget(cross);
    return bar;
}

} // namespace

SidePanel::SidePanel(const QString& name, const QString& title, QWidget* content, QWidget* parent)
    : QDockWidget(title, parent) {
    setObjectName(name);
    setWidget(content);
    setTitleBarWidget(title_bar(this));
    connect(this, &QDockWidget::topLevelChanged, this, [this](bool floats) {
        const int margin = floats ? around : 0; // the content has the style's
        titleBarWidget()->layout()->setContentsMargins(margin, margin, margin, title_gap);
    });
}

bool SidePanel::is_in_front() const { return isVisible() && !visibleRegion().isEmpty(); }

void SidePanel::bring_to_front() {
    show();
    raise();
    if (isFloating()) activateWindow();
    QWidget* first = widget();
    while (first && first != this && (first->focusPolicy() & Qt::TabFocus) == 0) first = first->nextInFocusChain();
    if (first && isAncestorOf(first)) first->setFocus(Qt::ShortcutFocusReason);
}

/// What floats has no frame of the desktop's.
void SidePanel::paintEvent(QPaintEvent* event) {
    QDockWidget::paintEvent(event);
    if (!isFloating()) return;
    QPainter painter(this);
    painter.setPen(mixed(palette().color(QPalette::Window), palette().color(QPalette::WindowText), 0.35));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace whydah
