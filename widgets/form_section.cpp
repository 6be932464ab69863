#include "widgets/form_section.h"

#include "widgets/frame_colours.h"
#include "widgets/option_row.h"
#include "widgets/plot_style.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace whydah {
namespace {

QWidget* grid_widget(QWidget* parent) {
    auto* widget = new QWidget(parent);
    auto* grid = new QGridLayout(widget);
    grid->setContentsMargins(8, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(2, QFontMetrics(small_font(widget)).horizontalAdvance("Sec. 4.1.1"));
    return widget;
}

QToolButton* fold_button(QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({10, 10});
    return button;
}

} // namespace

FormSection::FormSection(const QString& title, QWidget* parent)
    : QWidget(parent),
      title_(title),
      header_(fold_button(this)),
      more_(fold_button(this)),
      note_(muted_label({}, this)),
      body_(new QWidget(this)),
      basic_(grid_widget(body_)),
      advanced_(grid_widget(body_)) {
    header_->setFont(section_font(header_->font()));
    header_->setText(title);
    note_->setFont(small_font(note_));
    more_->setFont(small_font(more_));
    more_->setForegroundRole(QPalette::PlaceholderText);

    auto* top = new QHBoxLayout;
    top->addWidget(header_);
    top->addStretch(1);
    top->addWidget(note_);
    auto* inner = new QVBoxLayout(body_);
    inner->setContentsMargins(0, 0, 0, 8);
    inner->setSpacing(6);
    inner->addWidget(basic_);
    inner->addWidget(more_, 0, Qt::AlignLeft);
    inner->addWidget(advanced_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addWidget(body_);
    connect(header_, &QToolButton::clicked, this, [this] { set_open(!open_); });
    connect(more_, &QToolButton::clicked, this, [this] { set_advanced_open(!advanced_open_); });
    show_state();
}

QWidget* FormSection::body(bool advanced) { return advanced ? advanced_ : basic_; }
QGridLayout* FormSection::grid(bool advanced) { return static_cast<QGridLayout*>(body(advanced)->layout()); }

void FormSection::set_open(bool open) {
    open_ = open;
    show_state();
}

void FormSection::set_advanced_open(bool open) {
    advanced_open_ = open;
    show_state();
}

void FormSection::set_label_width(int width) {
    for (bool advanced : {false, true}) grid(advanced)->setColumnMinimumWidth(0, width);
}

void FormSection::show_counts(int changed, int changed_advanced, int advanced) {
    changed_ = changed, changed_advanced_ = changed_advanced, advanced_count_ = advanced;
    show_state();
}

void FormSection::show_state() {
    const auto arrow = [](bool open) { return open ? Qt::DownArrow : Qt::RightArrow; };
    header_->setArrowType(arrow(is_open()));
    more_->setArrowType(arrow(is_advanced_open()));
    body_->setVisible(is_open());
    more_->setVisible(advanced_count_ > 0);
    advanced_->setVisible(advanced_count_ > 0 && is_advanced_open());
    note_->setText(changed_ > 0 ? tr("%1 changed").arg(changed_) : QString());
    QString text = is_advanced_open() ? tr("Fewer options") : tr("%1 more").arg(advanced_count_);
    if (!is_advanced_open() && changed_advanced_ > 0) text += tr(" (%1 changed)").arg(changed_advanced_);
    more_->setText(text);
}

} // namespace whydah
