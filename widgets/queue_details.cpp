#include "widgets/queue_details.h"

#include "records/option_difference.h"
#include "widgets/duration_text.h"
#include "widgets/elided_label.h"
#include "widgets/frame_colours.h"
#include "widgets/log_view.h"
#include "widgets/number_text.h"
#include "widgets/plain_text.h"
#include "widgets/row_table.h"
#include "widgets/stage_list.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace whydah {
namespace {

QString text_of(const std::string& text) { return QString::fromStdString(text); }

QString mebibytes(std::int64_t bytes) { return count_text(bytes / (1024 * 1024)) + QStringLiteral(" MiB"); }

QString sentence(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

/// What a continued run does not compute again.
QString reuse_text(const QueueEntry& entry) {
    if (entry.state == QueueState::queued && entry.continues)
        return entry.options.run.stage_cache
                   ? QueueDetails::tr("Goes on in its folder: finished stages come from the cache, networks from their "
                                      "last checkpoint")
                   : QueueDetails::tr("Goes on in its folder, networks from their last checkpoint; without the stage "
                                      "cache all else is computed again");
    if (entry.reused > 0)
        return QueueDetails::tr("%1 reused from the cache").arg(count_text(entry.reused, QueueDetails::tr("stage")));
    return {};
}

} // namespace

QueueDetails::QueueDetails(QWidget* parent)
    : QWidget(parent),
      title_(new ElidedLabel(this)),
      facts_(muted_label({}, this)),
      problem_(new ErrorLabel(this)),
      folder_(new ElidedLabel(this)),
      tabs_(new QTabWidget(this)),
      stages_(new StageList(this)),
      log_(new LogView(this)),
      options_(new QTableWidget(this)),
      device_(new QComboBox(this)),
      threads_(new QSpinBox(this)),
      command_(new QLineEdit(this)) {
    QFont strong = title_->font();
    strong.setWeight(QFont::DemiBold);
    title_->setFont(strong);
    facts_->setWordWrap(true);
    problem_->setTextFormat(Qt::PlainText);
    problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    folder_->setForegroundRole(QPalette::PlaceholderText);
    stages_->hide_title(); // the tab says it
    tabs_->setDocumentMode(true);
    tabs_->setAccessibleName(tr("About the experiment"));
    tabs_->addTab(stages_, tr("Stages"));
    tabs_->addTab(log_, tr("Log"));
    tabs_->addTab(options_page(), tr("Options"));
    log_->setMinimumHeight(0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(title_);
    layout->addWidget(facts_);
    layout->addWidget(problem_);
    layout->addWidget(folder_);
    layout->addWidget(tabs_, 1);
    layout->addWidget(command_line());
    show_entry(nullptr);
}

QWidget* QueueDetails::options_page() {
    auto* page = new QWidget(this);
    device_->setEditable(true);
    device_->addItems({QStringLiteral("auto"), QStringLiteral("cpu"), QStringLiteral("cuda:0")});
    device_->setAccessibleName(tr("Device"));
    threads_->setRange(0, 1024);
    threads_->setSpecialValueText(tr("all cores"));
    threads_->setAccessibleName(tr("Threads"));
    connect(device_, &QComboBox::textActivated, this, &QueueDetails::tell_place);
    connect(device_->lineEdit(), &QLineEdit::editingFinished, this, &QueueDetails::tell_place);
    threads_->setKeyboardTracking(false);
    connect(threads_, &QSpinBox::valueChanged, this, &QueueDetails::tell_place);
    make_row_table(options_);
    options_->setColumnCount(3);
    options_->setHorizontalHeaderLabels({tr("Option"), tr("Here"), tr("Usually")});
    options_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    options_->setAccessibleName(tr("Options that differ from the usual ones"));
    auto* place = new QHBoxLayout;
    place->setSpacing(8);
    place->addWidget(new QLabel(tr("Device"), page));
    place->addWidget(device_);
    place->addSpacing(8);
    place->addWidget(new QLabel(tr("Threads"), page));
    place->addWidget(threads_);
    place->addStretch(1);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addLayout(place);
    layout->addWidget(options_, 1);
    return page;
}

QWidget* QueueDetails::command_line() {
    auto* line = new QWidget(this);
    command_->setReadOnly(true);
    command_->setAccessibleName(tr("The same run as a command"));
    auto* copy = new QPushButton(tr("Copy"), line);
    copy->setToolTip(tr("Copy the whydah-run command of this experiment"));
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(command()); });
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(command_, 1);
    layout->addWidget(copy);
    return line;
}

QString QueueDetails::facts() const { return facts_->text(); }
QString QueueDetails::problem() const { return problem_->isHidden() ? QString() : problem_->text(); }
QString QueueDetails::command() const { return command_->text(); }

void QueueDetails::show_entry(const QueueEntry* entry) {
    setVisible(entry != nullptr);
    if (!entry) {
        id_ = 0;
        return;
    }
    if (id_ != entry->id) memory_.clear(), so_far_ = -1;
    const bool other_options = id_ != entry->id || !option_differences({entry_.options, entry->options}).empty();
    id_ = entry->id, entry_ = *entry;
    title_->set_text(text_of(title_of(entry_)));
    QStringList problem;
    if (!entry_.what.empty()) problem << sentence(text_of(entry_.what));
    if (!entry_.where.empty()) problem << tr("Where: %1").arg(text_of(entry_.where));
    if (!entry_.mend.empty()) problem << tr("To mend it: %1").arg(text_of(entry_.mend));
    problem_->setText(problem.join(u'\n'));
    problem_->setVisible(!problem.isEmpty());
    folder_->set_text(QDir::toNativeSeparators(text_of(entry_.folder)));
    folder_->setVisible(!entry_.folder.empty());
    stages_->set_hint(is_over(entry_.state) && entry_.folder.empty() ? tr("It ended before its first stage.")
                      : is_over(entry_.state) ? tr("Its folder tells nothing of its stages.")
                                              : tr("Its stages are listed here once it has begun."));
    show_facts();
    if (other_options || options_->columnCount() == 0) show_options(entry_);
    const bool waits = entry_.state == QueueState::queued;
    device_->setEnabled(waits), threads_->setEnabled(waits);
}

void QueueDetails::show_facts() {
    QStringList facts{QLatin1String(queue_state_name(entry_.state))};
    const bool active = is_active(entry_.state);
    const std::string& device = entry_.device.empty() ? entry_.options.run.device : entry_.device;
    facts << tr("device %1").arg(text_of(device));
    const std::int64_t threads = entry_.threads > 0 ? entry_.threads : entry_.options.run.threads;
    facts << (threads > 0 ? count_text(threads, tr("thread")) : tr("all cores"));
    if (entry_.options.run.seeds > 1) facts << count_text(entry_.options.run.seeds, tr("seed"));
    if (entry_.stages > 0)
        facts << tr("%1 of %2 done").arg(count_text(entry_.finished), count_text(entry_.stages, tr("stage")));
    if (active && !memory_.isEmpty()) facts << tr("memory %1").arg(memory_);
    if (!active && entry_.peak_memory > 0) facts << tr("memory %1 at most").arg(mebibytes(entry_.peak_memory));
    if (active && so_far_ >= 0) facts << tr("%1 so far").arg(clock_text(so_far_));
    if (entry_.seconds > 0) facts << (active ? tr("took %1 before") : tr("took %1")).arg(duration_text(entry_.seconds));
    if (const QString reuse = reuse_text(entry_); !reuse.isEmpty()) facts << reuse;
    facts_->setText(facts.join(QStringLiteral(" · ")));
}

void QueueDetails::show_options(const QueueEntry& entry) {
    const QSignalBlocker quiet_device(device_), quiet_threads(threads_);
    device_->setCurrentText(text_of(entry.options.run.device));
    threads_->setValue(static_cast<int>(entry.options.run.threads));
    command_->setText(text_of(equivalent_command(entry.options)));
    command_->setCursorPosition(0);
    const auto differences = option_differences({entry.options, {}});
    options_->setRowCount(static_cast<int>(differences.size()));
    for (int row = 0; row < options_->rowCount(); ++row) {
        const OptionDifference& option = differences[static_cast<std::size_t>(row)];
        const QString label = text_of(option.label + (option.unit.empty() ? "" : " (" + option.unit + ")"));
        const QString cells[] = {label, text_of(option.values[0]), text_of(option.values[1])};
        for (int column = 0; column < 3; ++column) {
            auto* cell = new QTableWidgetItem(cells[column].isEmpty() ? QString(no_number) : cells[column]);
            cell->setToolTip(plain_tip(column == 0 ? text_of(flag_of(option.name)) : cells[column]));
            options_->setItem(row, column, cell);
        }
    }
}

void QueueDetails::tell_place() {
    if (id_ != 0) Q_EMIT place_changed(id_, device_->currentText().trimmed(), threads_->value());
}

void QueueDetails::show_trace(const RunRecord* trace, const std::optional<StageStarted>& stage,
                              const std::optional<StageProgress>& progress) {
    stages_->clear();
    log_->clear_lines();
    if (!trace) return;
    if (!trace->plan.stages.empty()) stages_->show_plan(trace->plan);
    for (const StageFinished& finished : trace->stages) stages_->finish(finished);
    if (stage && stages_->state(stage->stage) != StageList::State::done) stages_->start(*stage);
    if (progress && stages_->state(progress->stage) != StageList::State::done) stages_->show_progress(*progress);
    if (trace->state != RunState::running && trace->state != RunState::completed) show_break(*trace);
    for (const Selection& selection : trace->selections) log_->append(selection);
    for (const LogLine& line : trace->log) log_->append(line);
}

/// The first stage of the plan that was not finished is the one in which the run ended.
void QueueDetails::show_break(const RunRecord& trace) {
    for (const std::string& name : trace.plan.stages) {
        if (stages_->state(name) == StageList::State::done) continue;
        stages_->start({.stage = name, .unit = "", .total = 0});
        break;
    }
    stages_->end(trace.state == RunState::failed ? StageList::State::failed : StageList::State::stopped);
}

void QueueDetails::take(const std::vector<Event>& events) {
    for (const Event& event : events) {
        if (const auto* plan = std::get_if<RunPlan>(&event)) stages_->show_plan(*plan);
        if (const auto* stage = std::get_if<StageStarted>(&event)) stages_->start(*stage);
        if (const auto* progress = std::get_if<StageProgress>(&event)) stages_->show_progress(*progress);
        if (const auto* stage = std::get_if<StageFinished>(&event)) stages_->finish(*stage);
        if (const auto* selection = std::get_if<Selection>(&event)) log_->append(*selection);
        if (const auto* line = std::get_if<LogLine>(&event)) log_->append(*line);
    }
}

void QueueDetails::show_running(const QString& memory, double seconds) {
    memory_ = memory, so_far_ = seconds;
    show_facts();
}

} // namespace whydah
