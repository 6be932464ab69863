#include "widgets/problem_list.h"

#include "widgets/number_text.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QStringListModel>
#include <QToolButton>
#include <QVBoxLayout>

namespace whydah {

ProblemList::ProblemList(QWidget* parent)
    : QWidget(parent),
      title_(new QToolButton(this)),
      list_(new QListView(this)),
      model_(new QStringListModel(this)) {
    title_->setAutoRaise(true);
    title_->setCheckable(true);
    title_->setIconSize({10, 10});
    title_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    list_->setModel(model_);
    list_->setUniformItemSizes(true);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setTextElideMode(Qt::ElideMiddle);
    list_->setAlternatingRowColors(true);
    list_->setFixedHeight(132);
    list_->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* copy = new QAction(tr("Copy all problems"), list_);
    connect(copy, &QAction::triggered, this, &ProblemList::copy_all);
    list_->addAction(copy);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(title_, 0, Qt::AlignLeft);
    layout->addWidget(list_);
    connect(title_, &QToolButton::toggled, this, &ProblemList::set_open);
    show_problems({}, 0);
}

void ProblemList::show_problems(const std::vector<DataProblem>& problems, std::int64_t count) {
    QStringList lines;
    for (const DataProblem& problem : problems)
        lines << QString::fromStdString(problem.where) + QStringLiteral(": ") + QString::fromStdString(problem.what);
    if (const auto left = count - static_cast<std::int64_t>(problems.size()); left > 0)
        lines << tr("… and %1 more").arg(count_text(left));
    model_->setStringList(lines);
    title_->setText(count_text(count, tr("problem")));
    title_->setToolTip(tr("Files, lines and classes that could not be used"));
    setVisible(count > 0);
    set_open(count > 0 && is_open());
}

void ProblemList::set_open(bool open) {
    title_->setChecked(open);
    title_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    list_->setVisible(open);
}

bool ProblemList::is_open() const { return title_->isChecked(); }
QString ProblemList::title() const { return title_->text(); }
QStringList ProblemList::lines() const { return model_->stringList(); }
void ProblemList::copy_all() const { QGuiApplication::clipboard()->setText(lines().join(u'\n')); }

} // namespace whydah
