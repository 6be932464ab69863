#include "widgets/runs_table_model.h"

#include "widgets/duration_text.h"
#include "widgets/frame_colours.h"
#include "widgets/mean_sd_delegate.h"
#include "widgets/number_text.h"
#include "widgets/palette.h"
#include "widgets/plain_text.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace whydah {
namespace {

QString text_of(const std::string& text) { return QString::fromStdString(text); }

const MethodAccuracy* accuracy_in(const RunEntry& run, int column) {
    return column == RunsTableModel::best_column      ? best_accuracy(run)
           : column == RunsTableModel::plain_column   ? run.accuracy("plain")
           : column == RunsTableModel::control_column ? run.accuracy("logit_adjustment")
           : column == RunsTableModel::ours_column    ? run.accuracy("meta_model_net")
                                                      : nullptr;
}

bool is_number(int column) {
    return column >= RunsTableModel::time_column && column != RunsTableModel::best_method_column;
}

QStringList labels_of(const std::vector<std::string>& methods) {
    QStringList labels;
    for (const std::string& method : methods) labels << text_of(method_label(method));
    return labels;
}

QString searched_in(const RunEntry& run) {
    QStringList all{text_of(run.name), text_of(run.dataset), text_of(state_text(run)), text_of(tags_text(run.tags)),
                    text_of(run.note), text_of(run.folder)};
    all << labels_of(run.methods);
    for (const std::string& method : run.methods) all << text_of(method);
    return all.join(u'\n').toLower();
}

/// What is as it should be stays quiet.
QColor state_colour(const RunEntry& run, const QPalette& palette) {
    if (run.missing) return palette.color(QPalette::PlaceholderText);
    if (!run.problem.empty() || run.state == RunState::failed) return error_colour(palette);
    if (run.state == RunState::running) return done_colour(palette);
    return run.state == RunState::completed ? palette.color(QPalette::Text) : warning_colour(palette);
}

QString state_tip(const RunEntry& run) {
    if (run.missing) return RunsTableModel::tr("The folder is not where it was: %1").arg(text_of(run.folder));
    if (!run.problem.empty()) return text_of(run.problem);
    if (run.state == RunState::interrupted)
        return RunsTableModel::tr("Its program ended without a word: a crash, a kill or a power cut. What was finished "
                                  "before is there.");
    return {};
}

} // namespace

QString moment_text(std::int64_t seconds) {
    if (seconds <= 0) return QString(no_number);
    const QDateTime then = QDateTime::fromSecsSinceEpoch(seconds);
    const QDate today = QDate::currentDate();
    const QString clock = then.toString(QStringLiteral("HH:mm"));
    if (then.date() == today) return RunsTableModel::tr("today %1").arg(clock);
    const QLocale english(QLocale::English, QLocale::UnitedStates);
    if (then.date().daysTo(today) < 300 && then.date() < today)
        return english.toString(then, QStringLiteral("d MMM HH:mm"));
    return then.toString(QStringLiteral("yyyy-MM-dd"));
}

void RunsTableModel::show_runs(std::vector<RunEntry> runs) {
    const auto ids = [](const std::vector<RunEntry>& all) {
        std::vector<std::int64_t> numbers;
        for (const RunEntry& run : all) numbers.push_back(run.id);
        return numbers;
    };
    const bool same_rows = ids(runs) == ids(runs_);
    if (!same_rows) beginResetModel();
    std::vector<int> changed;
    for (std::size_t row = 0; same_rows && row < runs.size(); ++row)
        if (runs[row] != runs_[row]) changed.push_back(static_cast<int>(row));
    runs_ = std::move(runs);
    searched_.resize(runs_.size());
    for (std::size_t row = 0; row < runs_.size(); ++row)
        if (!same_rows || std::binary_search(changed.begin(), changed.end(), static_cast<int>(row)))
            searched_[row] = searched_in(runs_[row]);
    if (!same_rows) endResetModel();
    for (int row : changed) Q_EMIT dataChanged(index(row, 0), index(row, columns - 1));
}

void RunsTableModel::recolour(const QPalette& palette) {
    palette_ = palette;
    if (!runs_.empty()) Q_EMIT dataChanged(index(0, state_column), index(rowCount() - 1, state_column));
}

int RunsTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(runs_.size());
}

int RunsTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant RunsTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const RunEntry& run = this->run(index.row());
    const int column = index.column();
    const MethodAccuracy* accuracy = accuracy_in(run, column);
    const auto text = [&]() -> QString {
        switch (column) {
        case name_column:
            return text_of(run.name);
        case data_column:
            return text_of(run.dataset);
        case state_column:
            return text_of(state_text(run));
        case started_column:
            return moment_text(run.started);
        case time_column:
            return run.seconds > 0 ? duration_text(run.seconds) : QString(no_number);
        case seeds_column:
            return run.seeds > 0 ? count_text(run.seeds) : QString(no_number);
        case methods_column:
            return run.methods.empty() ? QString(no_number) : count_text(static_cast<std::int64_t>(run.methods.size()));
        case best_method_column: {
            const MethodAccuracy* best = best_accuracy(run);
            return best ? text_of(method_label(best->method)) : QString(no_number);
        }
        default:
            return accuracy ? percent_text(accuracy->mean) : QString(no_number);
        }
    };
    switch (role) {
    case Qt::DisplayRole:
    case MeanSdDelegate::mean_role:
        return text();
    case Qt::EditRole:
        return column == name_column ? QVariant(text_of(run.name)) : QVariant();
    case MeanSdDelegate::spread_role:
        return accuracy ? QVariant(spread_text({.mean = accuracy->mean, .sd = accuracy->sd, .n = accuracy->seeds}))
                        : QVariant();
    case MeanSdDelegate::single_role:
        return !accuracy || accuracy->seeds < 2;
    case tags_role: {
        QStringList tags;
        for (const std::string& tag : run.tags) tags << text_of(tag);
        return tags;
    }
    case Qt::ToolTipRole:
        if (column == state_column && !state_tip(run).isEmpty()) return plain_tip(state_tip(run));
        if (column == started_column && run.started > 0)
            return QDateTime::fromSecsSinceEpoch(run.started).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        if (column == methods_column) return plain_tip(labels_of(run.methods).join(u'\n'));
        if (const MethodAccuracy* best = best_accuracy(run); best && column == best_method_column)
            return plain_tip(tr("%1: %2").arg(text_of(method_label(best->method)),
                                              mean_sd_text(MeanSd{best->mean, best->sd, best->seeds})));
        if (accuracy)
            return tr("Best seed %1 · %2")
                .arg(percent_text(accuracy->best), count_text(accuracy->seeds, QStringLiteral("seed")));
        return column == name_column
                   ? QVariant(plain_tip(text_of(run.name) + (run.note.empty() ? "" : "\n\n" + text_of(run.note))))
                   : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (is_number(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
        return column == state_column ? QVariant(state_colour(run, palette_)) : QVariant();
    case sort_role:
        if (column == started_column) return QVariant::fromValue<qint64>(run.started);
        if (column == time_column) return run.seconds;
        if (column == seeds_column) return QVariant::fromValue<qint64>(run.seeds);
        if (column == methods_column) return QVariant::fromValue<qint64>(static_cast<qint64>(run.methods.size()));
        if (column >= best_column) return accuracy ? QVariant(accuracy->mean) : QVariant();
        return text().toLower();
    default:
        return {};
    }
}

bool RunsTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || index.column() != name_column || name.isEmpty()) return false;
    const RunEntry& run = this->run(index.row());
    if (name != text_of(run.name)) Q_EMIT rename_asked(run.id, name);
    return false; // whoever keeps the runs shows it
}

Qt::ItemFlags RunsTableModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.column() == name_column ? usual | Qt::ItemIsEditable : usual;
}

QVariant RunsTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columns) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (is_number(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && (section == best_column || section == best_method_column))
        return tr("The method with the greatest mean recall over all classes of the test images, in percent, ± standard "
                  "deviation over seeds. The best of many looks better than it is");
    if (role == Qt::ToolTipRole && section >= plain_column)
        return tr("%1: mean recall over all classes in percent, ± standard deviation over seeds")
            .arg(section == plain_column     ? text_of(method_label("plain"))
                 : section == control_column ? text_of(method_label("logit_adjustment"))
                                             : text_of(method_label("meta_model_net")));
    if (role != Qt::DisplayRole) return {};
    const QString titles[columns] = {tr("Name"),  tr("Data"),    tr("State"), tr("Started"),  tr("Time"),
                                     tr("Seeds"), tr("Methods"), tr("Best method"), tr("Best"), tr("Plain"), tr("Identity"), tr("MetaModelNet")};
    return titles[section];
}

RunsFilter::RunsFilter(RunsTableModel* model) : QSortFilterProxyModel(model), model_(model) {
    setSortRole(RunsTableModel::sort_role);
    setSourceModel(model);
}

void RunsFilter::set_words(const QString& text) {
    words_ = text.toLower().split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

void RunsFilter::set_deleted(bool deleted) {
    deleted_ = deleted;
    invalidateRowsFilter();
}

bool RunsFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    if (model_->run(row).deleted != deleted_) return false;
    const QString& text = model_->searched(row);
    return std::all_of(words_.begin(), words_.end(), [&](const QString& word) { return text.contains(word); });
}

/// Runs without a number stand at the end, whichever way is sorted; equal ones with the latest first.
bool RunsFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = left.data(sortRole()), b = right.data(sortRole());
    const bool up = sortOrder() == Qt::AscendingOrder;
    if (a.isValid() != b.isValid()) return a.isValid() == up;
    if (const auto order = QVariant::compare(a, b); a.isValid() && order != QPartialOrdering::Equivalent)
        return order == QPartialOrdering::Less;
    const std::int64_t first = model_->run(left.row()).started, second = model_->run(right.row()).started;
    return up ? first > second : first < second;
}

} // namespace whydah
