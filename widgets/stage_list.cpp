#include "widgets/stage_list.h"

#include "widgets/duration_text.h"
#include "widgets/elided_label.h"
#include "widgets/flat_header.h"
#include "widgets/frame_colours.h"
#include "widgets/number_text.h"
#include "widgets/plain_text.h"
#include "widgets/stage_delegate.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollBar>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {
namespace {

const QString separator = QStringLiteral(" / ");

} // namespace

StageList::StageList(QWidget* parent)
    : QWidget(parent),
      tree_(new QTreeWidget(this)),
      hint_(muted_label(tr("Run an experiment to follow its stages here."), this)),
      heading_(new QWidget(this)),
      facts_(new ElidedLabel(heading_)) {
    tree_->setHeader(new FlatHeader(tree_));
    tree_->header()->setSectionsClickable(false);
    tree_->setColumnCount(columns);
    tree_->setHeaderLabels({tr("Stage"), tr("Progress"), tr("Speed"), tr("Time")});
    tree_->setItemDelegate(new StageDelegate(name_column, progress_column, tree_));
    tree_->setSelectionMode(QAbstractItemView::NoSelection);
    tree_->setAllColumnsShowFocus(true);
    tree_->setTabKeyNavigation(false);
    tree_->setUniformRowHeights(true);
    tree_->setIndentation(16);
    tree_->setAccessibleName(tr("Stages of the run"));
    auto* header = tree_->header();
    header->setSectionsMovable(false);
    header->setStretchLastSection(false);
    header->setSectionResizeMode(progress_column, QHeaderView::Stretch);
    const auto width = [this](const char* text) { return fontMetrics().horizontalAdvance(QLatin1String(text)) + 24; };
    name_width_ = width("MetaModelNet, paper-literal") + 24, speed_width_ = width("99 classifiers/s");
    const int widths[] = {name_width_, 0, speed_width_, width("12:34 left")};
    for (int column = 0; column < columns; ++column) {
        if (column != progress_column) header->resizeSection(column, widths[column]);
        if (column > progress_column) tree_->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    facts_->setForegroundRole(QPalette::PlaceholderText);
    facts_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    facts_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* heading = new QHBoxLayout(heading_);
    heading->setContentsMargins({});
    heading->addWidget(section_title(tr("Stages"), heading_));
    heading->addWidget(facts_, 1);
    layout->addWidget(heading_);
    layout->addWidget(tree_, 1);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    layout->addWidget(hint_, 1);
    show_hint();
}

/// How far a stage is matters more than how fast: in a narrow view the speed gives its room away.
void StageList::share_width() {
    QHeaderView& header = *tree_->header();
    const int edges = 2 * tree_->frameWidth() + tree_->verticalScrollBar()->sizeHint().width();
    const int progress = fontMetrics().horizontalAdvance(QStringLiteral("12,345 of 12,345 images")) + 16;
    const int room = width() - edges - progress - name_width_ - header.sectionSize(time_column);
    tree_->setColumnHidden(rate_column, room < speed_width_);
    const int seed_indent = tree_->indentation(); // names beneath a seed
    header.resizeSection(name_column, name_width_ + (room >= speed_width_ + seed_indent ? seed_indent : 0));
}

void StageList::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    share_width();
}

bool StageList::shows_speed() const { return !tree_->isColumnHidden(rate_column); }

void StageList::show_hint() {
    tree_->setVisible(!stages_.empty());
    hint_->setVisible(stages_.empty());
}

void StageList::set_hint(const QString& text) { hint_->setText(text); }

QString StageList::hint() const { return stages_.empty() ? hint_->text() : QString(); }

void StageList::show_facts(const QString& text) { facts_->set_text(text); }
QString StageList::facts() const { return facts_->full_text(); }
void StageList::hide_title() { heading_->hide(); }

void StageList::clear() {
    facts_->set_text({});
    tree_->clear();
    stages_.clear();
    groups_.clear();
    show_hint();
}

void StageList::show_plan(const RunPlan& plan) {
    clear();
    for (const std::string& name : plan.stages) stage(name);
}

StageList::Group* StageList::group(const QString& path) {
    if (path.isEmpty()) return nullptr;
    if (const auto known = groups_.find(path); known != groups_.end()) return &known->second;
    Group* parent = group(path.section(separator, 0, -2));
    auto* item = new QTreeWidgetItem(parent ? parent->item : tree_->invisibleRootItem(), {path.section(separator, -1)});
    item->setExpanded(true);
    return &(groups_[path] = {.item = item, .parent = parent});
}

StageList::Stage& StageList::stage(const std::string& name) {
    Stage& stage = stages_[name];
    if (!stage.item) {
        const QString path = QString::fromStdString(name);
        stage.group = group(path.section(separator, 0, -2));
        stage.item = new QTreeWidgetItem(stage.group ? stage.group->item : tree_->invisibleRootItem(),
                                         {path.section(separator, -1)});
        for (int column = rate_column; column < columns; ++column)
            stage.item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        for (Group* in = stage.group; in; in = in->parent) ++in->counts[static_cast<std::size_t>(State::waiting)];
        set_state(stage, State::waiting);
        if (stages_.size() == 1) show_hint();
    }
    return stage;
}

void StageList::set_state(Stage& stage, State state) {
    const auto mark = [](QTreeWidgetItem* item, State marked) {
        for (int column = 0; column < columns; ++column) item->setData(column, state_role, static_cast<int>(marked));
    };
    for (Group* in = stage.group; in; in = in->parent) {
        --in->counts[static_cast<std::size_t>(stage.state)];
        ++in->counts[static_cast<std::size_t>(state)];
        mark(in->item, in->state());
    }
    stage.state = state;
    mark(stage.item, state);
}

StageList::State StageList::Group::state() const {
    const auto has = [this](State state) { return counts[static_cast<std::size_t>(state)] > 0; };
    if (has(State::failed)) return State::failed;
    if (has(State::stopped)) return State::stopped;
    if (has(State::running)) return State::running;
    if (!has(State::waiting)) return State::done;
    return has(State::done) ? State::running : State::waiting;
}

void StageList::start(const StageStarted& started) {
    Stage& stage = this->stage(started.stage);
    stage.unit = QString::fromStdString(started.unit);
    set_state(stage, State::running);
    show_progress({.stage = started.stage, .done = 0, .total = started.total, .per_second = 0, .seconds_left = -1});
    tree_->scrollToItem(stage.item);
}

void StageList::show_progress(const StageProgress& progress) {
    Stage& stage = this->stage(progress.stage);
    if (stage.state != State::running) set_state(stage, State::running);
    const bool has_total = progress.total > 0;
    const double share = has_total ? static_cast<double>(progress.done) / static_cast<double>(progress.total) : -1;
    stage.item->setData(progress_column, share_role, share);
    stage.item->setText(progress_column,
                        has_total
                            ? tr("%1 of %2 %3").arg(count_text(progress.done), count_text(progress.total), stage.unit)
                            : tr("%1 %2, total not known").arg(count_text(progress.done), stage.unit));
    const QString rate = rate_text(progress.per_second, stage.unit);
    stage.item->setText(rate_column, rate);
    stage.item->setToolTip(progress_column, plain_tip(rate));
    const QString left = clock_text(progress.seconds_left);
    stage.item->setText(time_column, left.isEmpty() ? QString() : tr("%1 left").arg(left));
}

void StageList::finish(const StageFinished& finished) {
    Stage& stage = this->stage(finished.stage);
    set_state(stage, State::done);
    stage.item->setData(progress_column, share_role, {});
    stage.item->setText(progress_column, QString::fromStdString(finished.note));
    stage.item->setToolTip(progress_column, plain_tip(QString::fromStdString(finished.note)));
    stage.item->setText(rate_column, {});
    stage.item->setText(time_column, duration_text(finished.seconds));
}

void StageList::end(State state) {
    for (auto& [name, stage] : stages_)
        if (stage.state == State::running) {
            stage.item->setText(time_column, {});
            if (stage.item->data(progress_column, share_role).toDouble() < 0) { // no bar for what does not go on
                stage.item->setData(progress_column, share_role, {});
                stage.item->setText(progress_column, state == State::failed ? tr("failed here") : tr("stopped here"));
            }
            set_state(stage, state);
        }
}

int StageList::done_count() const {
    return static_cast<int>(std::count_if(stages_.begin(), stages_.end(),
                                          [](const auto& entry) { return entry.second.state == State::done; }));
}

StageList::State StageList::state(const std::string& name) const {
    const auto known = stages_.find(name);
    return known == stages_.end() ? State::waiting : known->second.state;
}

QString StageList::text(const std::string& name) const {
    const auto known = stages_.find(name);
    if (known == stages_.end()) return {};
    const auto* item = known->second.item;
    return known->second.state == State::done ? item->text(time_column) : item->text(progress_column);
}

} // namespace whydah
