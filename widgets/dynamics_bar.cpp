#include "widgets/dynamics_bar.h"

#include "widgets/class_search.h"
#include "widgets/flow_row.h"

#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStandardItemModel>
#include <QToolButton>
#include <QVBoxLayout>

namespace whydah {
namespace {

using By = TrajectoryColours::By;
using Shape = RegionPicker::Shape;

/// Buttons of which one is down, without gaps between them.
QWidget* segmented(std::initializer_list<QToolButton*> buttons, QWidget* parent) {
    auto* row = new QWidget(parent);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    auto* group = new QButtonGroup(row);
    for (QToolButton* button : buttons) {
        button->setCheckable(true);
        group->addButton(button);
        layout->addWidget(button);
    }
    return row;
}

QIcon pointer_icon(Shape shape, const QColor& colour) {
    QPixmap picture(32, 32);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(colour, 2.4);
    if (shape != Shape::none) pen.setDashPattern({2.2, 1.6});
    painter.setPen(pen);
    if (shape == Shape::box) painter.drawRect(QRectF(5, 7, 22, 18));
    if (shape == Shape::lasso) {
        QPainterPath loop({9, 24});
        loop.cubicTo(-4, 8, 14, 2, 20, 6);
        loop.cubicTo(34, 12, 28, 26, 9, 24);
        painter.drawPath(loop);
    }
    if (shape == Shape::none) // four ways
        for (int turn = 0; turn < 4; ++turn) {
            painter.resetTransform();
            painter.translate(16, 16);
            painter.rotate(90.0 * turn);
            painter.drawLine(QPointF(0, 0), QPointF(0, -11));
            painter.drawPolyline(QPolygonF{{-4, -8}, {0, -12}, {4, -8}});
        }
    return QIcon(picture);
}

} // namespace

DynamicsBar::DynamicsBar(QWidget* parent)
    : QWidget(parent),
      choice_(new QComboBox(this)),
      by_(new QComboBox(this)),
      scale_(new QComboBox(this)),
      search_(new ClassSearch(this)),
      projection_(new QWidget(this)),
      display_(new QToolButton(this)),
      details_(new QWidget(this)),
      export_(new QPushButton(this)) {
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    choice_->setToolTip(tr("Method and seed whose trajectories are shown"));
    choice_->setAccessibleName(tr("Method and seed"));
    by_->addItems({tr("Shots"), tr("Band"), tr("Group"), tr("Gain over plain")});
    by_->setToolTip(tr("What colours mean: shots as in Fig. 4, many, medium and few, groups of classes\n"
                       "(from a file), or how much better a class is recognised than by plain"));
    by_->setAccessibleName(tr("Colour by"));
    scale_->addItems({tr("Rainbow"), tr("Viridis")});
    scale_->setToolTip(tr("The paper's rainbow, or an even scale that colour-blind eyes can order"));
    scale_->setAccessibleName(tr("Palette"));
    display_->setText(tr("Display"));
    display_->setToolTip(tr("Colours, and how the map is made of what"));
    display_->setCheckable(true);
    auto* always = new QWidget(this);
    auto* row = new FlowRow(always);
    row->addWidget(choice_);
    make_pages();
    row->addWidget(segmented({pages_[0], pages_[1], pages_[2], pages_[3]}, this));
    make_exports();
    row->addWidget(export_);
    make_pointers();
    row->addWidget(segmented({pointers_[0], pointers_[1], pointers_[2]}, this));
    row->addWidget(search_);
    (new QHBoxLayout(projection_))->setContentsMargins({});
    projection_->hide();
    row->addWidget(projection_);
    row->addWidget(display_);
    auto* label = new QLabel(tr("Colour"), this);
    label->setBuddy(by_);
    auto* more = new FlowRow(details_);
    more->add({label, by_, scale_});
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(0);
    rows->addWidget(always);
    rows->addWidget(details_);
    details_->hide();
    connect(display_, &QToolButton::toggled, this, [this](bool open) {
        details_->setVisible(open);
        recolour();
        Q_EMIT details_opened(open);
    });
    connect(choice_, &QComboBox::activated, this, &DynamicsBar::chosen);
    connect(by_, &QComboBox::activated, this, &DynamicsBar::choose_colour);
    connect(scale_, &QComboBox::currentIndexChanged, this, &DynamicsBar::colours_changed);
    for (QToolButton* pointer : pointers_) connect(pointer, &QToolButton::toggled, this, &DynamicsBar::recolour);
    set_page(Page::plane);
    recolour();
}

void DynamicsBar::make_pages() {
    const std::pair<QString, QString> texts[] = {{tr("2-D"), tr("In the plane")},
                                                 {tr("3-D"), tr("In space: drag turns, the wheel zooms")},
                                                 {tr("Norms"), tr("How long weight vectors are at k shots (Sec. 4.2)")},
                                                 {tr("Nearest"), tr("Nearest classes before and after MetaModelNet")}};
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        pages_[i] = new QToolButton(this);
        pages_[i]->setText(texts[i].first);
        pages_[i]->setToolTip(texts[i].second);
        connect(pages_[i], &QToolButton::clicked, this, [this, i] { Q_EMIT page_asked(static_cast<Page>(i)); });
    }
}

void DynamicsBar::make_pointers() {
    const QString tips[] = {tr("Dragging moves the picture"),
                            tr("Dragging selects the classes in a box; Ctrl adds them"),
                            tr("Dragging selects the classes in a lasso; Ctrl adds them")};
    for (std::size_t i = 0; i < pointers_.size(); ++i) {
        pointers_[i] = new QToolButton(this);
        pointers_[i]->setToolTip(tips[i]);
        pointers_[i]->setAccessibleName(tips[i]);
        pointers_[i]->setIconSize({16, 16});
        connect(pointers_[i], &QToolButton::clicked, this,
                [this, i] { Q_EMIT pointer_changed(static_cast<Shape>(i)); });
    }
    pointers_[0]->setCheckable(true);
    pointers_[0]->setChecked(true);
}

void DynamicsBar::make_exports() {
    const QString texts[] = {tr("Picture (PNG, SVG, PDF)…"), tr("3-D picture at any size (PNG)…"),
                             tr("3-D scene for ParaView (VTP)…"), tr("Points as a table (CSV)…"),
                             tr("Vectors for TensorBoard's projector…")};
    auto* menu = new QMenu(export_);
    for (std::size_t i = 0; i < exports_.size(); ++i) {
        exports_[i] = menu->addAction(texts[i]);
        connect(exports_[i], &QAction::triggered, this, [this, i] { Q_EMIT export_asked(static_cast<Export>(i)); });
    }
    menu->setToolTipsVisible(true);
    export_->setText(tr("Export"));
    export_->setToolTip(tr("Take pictures and numbers along"));
    export_->setMenu(menu);
}

void DynamicsBar::add_projection(QWidget* kind) {
    projection_->layout()->addWidget(kind);
    set_page(page_);
}

void DynamicsBar::open_details(bool open) { display_->setChecked(open); }

QToolButton* DynamicsBar::pointer_button(Shape shape) const { return pointers_[static_cast<std::size_t>(shape)]; }

void DynamicsBar::show_choices(const QStringList& choices, int chosen) {
    choice_->clear();
    choice_->addItems(choices);
    choice_->setCurrentIndex(chosen);
}

void DynamicsBar::set_page(Page page) {
    page_ = page;
    pages_[static_cast<std::size_t>(page)]->setChecked(true);
    const bool paths = page == Page::plane || page == Page::space;
    for (QWidget* part : {static_cast<QWidget*>(by_), static_cast<QWidget*>(scale_)}) part->setEnabled(paths);
    projection_->setVisible(paths && projection_->layout()->count() > 0);
    for (QToolButton* pointer : pointers_) pointer->setEnabled(page == Page::plane);
    exports_[static_cast<std::size_t>(Export::picture)]->setEnabled(page == Page::plane || page == Page::norms);
    exports_[static_cast<std::size_t>(Export::scene)]->setEnabled(page == Page::space);
    recolour();
}

void DynamicsBar::refuse_space(const QString& why) {
    page_button(Page::space)->setToolTip(tr("In space: not here, %1").arg(why));
    export_action(Export::scene)->setToolTip(why);
}

void DynamicsBar::show_colours(const TrajectoryColours& colours) {
    const QSignalBlocker quiet_by(by_), quiet_scale(scale_);
    by_->setCurrentIndex(static_cast<int>(colours.by));
    scale_->setCurrentIndex(colours.scale == ShotScale::rainbow ? 0 : 1);
    auto* items = qobject_cast<QStandardItemModel*>(by_->model());
    for (By by : {By::band, By::gain}) items->item(static_cast<int>(by))->setEnabled(colours.knows(by));
    has_groups_ = colours.knows(By::group);
    items->item(static_cast<int>(By::group))->setText(has_groups_ ? tr("Group") : tr("Group…"));
}

void DynamicsBar::choose_colour(int index) {
    if (static_cast<By>(index) == By::group && !has_groups_) Q_EMIT groups_asked();
    Q_EMIT colours_changed();
}

By DynamicsBar::colour_by() const { return static_cast<By>(by_->currentIndex()); }
ShotScale DynamicsBar::scale() const { return scale_->currentIndex() == 0 ? ShotScale::rainbow : ShotScale::viridis; }

void DynamicsBar::recolour() {
    // Fusion's own sign of a button that is down is not seen on dark ground.
    QPalette down = palette();
    down.setColor(QPalette::Button, down.color(QPalette::Highlight));
    down.setColor(QPalette::ButtonText, down.color(QPalette::HighlightedText));
    for (QToolButton* button : pages_) button->setPalette(button->isChecked() ? down : QPalette());
    display_->setPalette(display_->isChecked() ? down : QPalette());
    for (std::size_t i = 0; i < pointers_.size(); ++i) {
        QToolButton* button = pointers_[i];
        const bool strong = button->isChecked() && button->isEnabled();
        button->setPalette(strong ? down : QPalette());
        button->setIcon(pointer_icon(static_cast<Shape>(i), (strong ? down : palette()).color(QPalette::ButtonText)));
    }
}

void DynamicsBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) recolour();
}

} // namespace whydah
