#include "widgets/run_status.h"

#include "widgets/duration_text.h"
#include "widgets/elided_label.h"
#include "widgets/number_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>

#include <cmath>

namespace whydah {

RunStatus::RunStatus(QWidget* parent)
    : QWidget(parent),
      what_(new ElidedLabel(this)),
      left_(new QLabel(this)),
      bar_(new QProgressBar(this)),
      log_(new QToolButton(this)),
      problems_(new QToolButton(this)) {
    what_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    bar_->setTextVisible(false);
    bar_->setFixedSize(160, 8);
    left_->setMinimumWidth(fontMetrics().horizontalAdvance(tr("stage 0:00 · run 0:00 left")));
    for (QToolButton* button : {log_, problems_}) {
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({10, 10});
        button->setArrowType(Qt::UpArrow);
        button->setFocusPolicy(Qt::TabFocus);
    }
    log_->setCheckable(true);
    connect(log_, &QToolButton::clicked, this, &RunStatus::log_asked);
    connect(problems_, &QToolButton::clicked, this, &RunStatus::problems_asked);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 2, 8, 2);
    layout->setSpacing(12);
    layout->addWidget(what_, 1);
    layout->addWidget(bar_);
    layout->addWidget(left_);
    layout->addWidget(log_);
    layout->addWidget(problems_);
    show_idle(tr("Ready"));
    show_counts(0, 0, 0);
}

void RunStatus::show_idle(const QString& text) {
    what_->set_text(text);
    bar_->hide();
    left_->hide();
}

void RunStatus::show_progress(const QString& what, double share, double seconds_left, std::optional<double> all_left) {
    what_->set_text(what);
    bar_->show();
    left_->show();
    if (share < 0) {
        bar_->setRange(0, 0); // moves, without saying how far
    } else {
        bar_->setRange(0, 1000);
        bar_->setValue(static_cast<int>(std::lround(1000 * share)));
    }
    const QString left = clock_text(seconds_left);
    if (!all_left) return left_->setText(left.isEmpty() ? QString() : tr("%1 left").arg(left));
    const QString all = clock_text(*all_left);
    left_->setText(tr("stage %1 · run %2 left")
                       .arg(left.isEmpty() ? QString(no_number) : left, all.isEmpty() ? QString(no_number) : all));
    left_->setToolTip(tr("Of the stage, and of all seeds and stages together: by what they took for seeds that are "
                         "done. – : nothing to go by yet"));
}

void RunStatus::show_counts(int log_lines, int warnings, qint64 problems) {
    log_->setText(warnings > 0 ? tr("Log (%1)").arg(count_text(warnings, tr("warning"))) : tr("Log"));
    log_->setToolTip(count_text(log_lines, tr("line")));
    problems_->setVisible(problems > 0);
    problems_->setText(count_text(problems, tr("problem")));
    problems_->setToolTip(tr("Files, lines and classes of the data set that could not be used"));
}

void RunStatus::set_log_open(bool open) {
    log_->setChecked(open);
    log_->setArrowType(open ? Qt::DownArrow : Qt::UpArrow);
}

QString RunStatus::left_text() const { return left_->isHidden() ? QString() : left_->text(); }
QString RunStatus::text() const { return what_->full_text(); }

} // namespace whydah
