#include "widgets/problem_list.h"

#include "widgets/number_text.h"
#include "widgets/two_line_delegate.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QStringListModel>
#include <QToolButton>
#include <QVBoxLayout>

#include <set>
#include <string>
#include <utility>

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
    list_->setAccessibleName(tr("Problems"));
    list_->setUniformItemSizes(true);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setItemDelegate(new TwoLineDelegate(list_));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
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
    problems_ = problems;
    told_ = count;
    show_all();
}

void ProblemList::show_duplicates(std::vector<DataProblem> duplicates) {
    duplicates_ = std::move(duplicates);
    show_all();
}

void ProblemList::show_all() {
    QStringList lines;
    std::set<std::string> known;
    const auto add = [&](const DataProblem& problem) {
        lines << QString::fromStdString(problem.where) + QStringLiteral(": ") + QString::fromStdString(problem.what);
    };
    for (const DataProblem& problem : problems_) {
        add(problem);
        known.insert(problem.where + '\n' + problem.what);
    }
    if (const auto left = told_ - static_cast<std::int64_t>(problems_.size()); left > 0)
        lines << tr("… and %1 more").arg(count_text(left));
    count_ = told_;
    listed_ = problems_;
    for (const DataProblem& duplicate : duplicates_)
        if (!known.contains(duplicate.where + '\n' + duplicate.what)) {
            add(duplicate);
            listed_.push_back(duplicate);
            ++count_;
        }
    model_->setStringList(lines);
    title_->setText(count_text(count_, tr("problem")));
    title_->setToolTip(tr("Files, lines and classes that could not be used, and images that are there twice"));
    setVisible(count_ > 0);
    set_open(count_ > 0 && is_open());
    Q_EMIT changed();
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
