#include "widgets/option_row.h"

#include "widgets/frame_colours.h"
#include "widgets/plain_text.h"
#include "widgets/plot_style.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <cmath>

namespace whydah {
namespace {

QString qt_text(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

QString range_text(const Field& field) {
    const auto number = [](double value) { return QString::fromStdString(option_text(value)); };
    if (std::isfinite(field.low) && std::isfinite(field.high) && field.high < 1e9)
        return OptionRow::tr("%1 to %2").arg(number(field.low), number(field.high));
    return std::isfinite(field.low) ? OptionRow::tr("at least %1").arg(number(field.low)) : QString();
}

QString tip_text(const Field& field, const QString& usual) {
    QStringList facts;
    if (const QString range = range_text(field); !range.isEmpty())
        facts << (field.unit.empty() ? range : range + u' ' + qt_text(field.unit));
    if (!usual.isEmpty() && usual.size() < 40) facts << OptionRow::tr("default %1").arg(usual);
    facts << QString::fromStdString(flag_of(field.name));
    return QStringLiteral("<p>%1</p><p>%2</p>")
        .arg(qt_text(field.tip).toHtmlEscaped(), facts.join(" · ").toHtmlEscaped());
}

QLabel* small_muted_label(std::string_view text, QWidget* parent) {
    QLabel* label = muted_label(qt_text(text), parent);
    label->setFont(small_font(label));
    return label;
}

} // namespace

OptionRow::OptionRow(const Field& field, OptionKind kind, const QString& usual, QGridLayout* grid, QWidget* parent)
    : QObject(parent),
      name_(qt_text(field.name)),
      usual_(usual),
      editor_(make_option_editor(field, kind, parent, [this] { Q_EMIT edited(); })),
      reset_(new QToolButton(parent)),
      problem_(new ErrorLabel(parent)) {
    const QString tip = tip_text(field, usual);
    auto* label = new QLabel(qt_text(field.label), parent);
    label->setBuddy(editor_.widget);
    label->setToolTip(tip);
    editor_.widget->setToolTip(tip);
    editor_.widget->setAccessibleName(qt_text(field.label));
    for (QLineEdit* line : editor_.widget->findChildren<QLineEdit*>()) line->setAccessibleName(qt_text(field.label));
    editor_.widget->setObjectName(name_);

    reset_->setAutoRaise(true);
    reset_->setText(QStringLiteral("↺"));
    reset_->setFixedSize(20, 20);
    reset_->setToolTip(usual.isEmpty() ? tr("Changed. Clear it again")
                                       : plain_tip(tr("Changed. Back to %1").arg(usual)));
    reset_->setAccessibleName(tr("Reset %1").arg(qt_text(field.label)));
    reset_->setFocusPolicy(Qt::TabFocus);
    QSizePolicy keeps_place = reset_->sizePolicy();
    keeps_place.setRetainSizeWhenHidden(true);
    reset_->setSizePolicy(keeps_place);
    reset_->hide();
    connect(reset_, &QToolButton::clicked, this, [this] {
        set_text(usual_);
        Q_EMIT edited();
    });

    const int row = grid->rowCount();
    if (editor_.is_wide) {
        label->setVisible(field.label != field.group); // the section's title says it
        grid->addWidget(label, row, 0, 1, columns - 1);
        if (!field.paper.empty()) grid->addWidget(small_muted_label(field.paper, parent), row, 0, 1, columns - 1);
        grid->addWidget(editor_.widget, row + 1, 0, 1, columns - 1);
    } else if (field.unit.empty()) {
        grid->addWidget(label, row, 0);
        grid->addWidget(editor_.widget, row, 1, 1, field.paper.empty() ? 2 : 1);
    } else {
        grid->addWidget(label, row, 0);
        auto* cell = new QHBoxLayout;
        cell->setSpacing(4);
        cell->addWidget(editor_.widget, 1);
        cell->addWidget(small_muted_label(field.unit, parent));
        grid->addLayout(cell, row, 1);
    }
    if (!editor_.is_wide && !field.paper.empty()) { // the first place; the views need the room more
        QLabel* place = small_muted_label(field.paper.substr(0, field.paper.find(',')), parent);
        place->setToolTip(plain_tip(qt_text(field.paper)));
        grid->addWidget(place, row, 2);
    }
    grid->addWidget(reset_, editor_.is_wide ? row + 1 : row, 3, editor_.is_wide ? Qt::AlignTop : Qt::Alignment());
    problem_->hide();
    problem_->installEventFilter(this); // its palette is the form's, with another text colour
    grid->addWidget(problem_, row + 2, editor_.is_wide ? 0 : 1, 1, editor_.is_wide ? columns : columns - 1);
}

void OptionRow::mark_wrong(const QString& problem, const QString& mend) {
    if (problem == problem_->text()) return;
    problem_->setText(problem);
    problem_->setToolTip(plain_tip(mend));
    problem_->setVisible(!problem.isEmpty());
    colour_editor();
}

void OptionRow::colour_editor() {
    QPalette palette;
    if (!problem().isEmpty()) {
        palette.setColor(QPalette::Base, error_ground(problem_->palette()));
        palette.setColor(QPalette::Button, error_ground(problem_->palette()));
    }
    editor_.widget->setPalette(palette);
}

bool OptionRow::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::PaletteChange && !problem().isEmpty()) colour_editor();
    return QObject::eventFilter(watched, event);
}

QString OptionRow::problem() const { return problem_->text(); }

void OptionRow::mark_changed(bool changed) { reset_->setVisible(changed); }

bool OptionRow::is_marked_changed() const { return !reset_->isHidden(); }

} // namespace whydah
