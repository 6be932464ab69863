#include "widgets/run_strip.h"

#include "widgets/elided_label.h"
#include "widgets/frame_colours.h"
#include "widgets/number_text.h"
#include "widgets/plain_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <set>

namespace whydah {

RunStrip::RunStrip(QWidget* parent)
    : QWidget(parent),
      layout_(new QVBoxLayout),
      busy_(muted_label({}, this)),
      add_(new QPushButton(tr("Add a run…"), this)) {
    add_->setToolTip(tr("Add the folder of a run that was kept (Ctrl+Shift+R)"));
    layout_->setContentsMargins({});
    layout_->setSpacing(2);
    auto* right = new QVBoxLayout;
    right->setContentsMargins({});
    right->addWidget(add_, 0, Qt::AlignRight);
    right->addWidget(busy_, 0, Qt::AlignRight);
    right->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 8, 8, 4);
    row->setSpacing(16);
    row->addLayout(layout_, 1);
    row->addLayout(right);
    busy_->hide();
    connect(add_, &QPushButton::clicked, this, &RunStrip::add_asked);
    show_runs({}, false);
}

void RunStrip::show_runs(const std::vector<ComparedRun>& runs, bool has_current) {
    while (QLayoutItem* item = layout_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater(), item->widget()->hide();
        delete item;
    }
    lines_.clear();
    for (std::size_t run = 0; run < runs.size(); ++run) {
        QString facts;
        const int index = static_cast<int>(run);
        lines_.push_back({line_of(runs[run], index, index == 0 && has_current, facts), facts});
        layout_->addWidget(lines_.back().widget);
    }
    if (runs.empty())
        layout_->addWidget(muted_label(tr("No run yet: the one that is open counts as the first."), this));
    layout_->addStretch(1);
}

QWidget* RunStrip::line_of(const ComparedRun& run, int index, bool current, QString& facts) {
    std::set<std::int64_t> seeds;
    for (const MethodResult& result : run.results) seeds.insert(result.seed);
    QStringList parts{count_text(static_cast<std::int64_t>(seeds.size()), tr("seed"))};
    if (run.state != RunState::completed) parts << tr(run_state_name(run.state));
    if (current) parts << tr("current");
    parts << QString::fromStdString(run.dataset);
    facts = parts.join(QStringLiteral(" · "));

    auto* line = new QWidget(this);
    auto* letter = new QLabel(QString::fromStdString(run_letter(static_cast<std::size_t>(index))), line);
    QFont bold = letter->font();
    bold.setBold(true);
    letter->setFont(bold);
    letter->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("W")));
    auto* name = new ElidedLabel(line);
    name->set_text(QString::fromStdString(run.name));
    name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    auto* told = new ElidedLabel(line);
    told->set_text(facts);
    told->setForegroundRole(QPalette::PlaceholderText);
    line->setToolTip(plain_tip(QString::fromStdString(run.folder)));
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(letter);
    row->addWidget(name);
    row->addWidget(told, 1);
    if (!current) {
        auto* remove = new QToolButton(line);
        remove->setAutoRaise(true);
        remove->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
        remove->setIconSize({12, 12});
        remove->setToolTip(tr("Take run %1 out of the comparison; its folder stays").arg(letter->text()));
        remove->setAccessibleName(remove->toolTip());
        connect(remove, &QToolButton::clicked, this, [this, index] { Q_EMIT remove_asked(index); });
        row->addWidget(remove);
    }
    return line;
}

void RunStrip::show_busy(const QString& text) {
    busy_->setText(text);
    busy_->setVisible(!text.isEmpty());
}

QString RunStrip::facts_text(int run) const { return lines_[static_cast<std::size_t>(run)].facts; }

QString RunStrip::busy_text() const { return busy_->text(); }

} // namespace whydah
