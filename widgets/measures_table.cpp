#include "widgets/measures_table.h"

#include "widgets/frame_colours.h"
#include "widgets/mean_sd_delegate.h"
#include "widgets/number_text.h"
#include "widgets/palette.h"
#include "widgets/plain_text.h"
#include "widgets/row_table.h"
#include "widgets/run_gain_plot.h"
#include "widgets/swatch_icon.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {
namespace {

enum Column { run_column, method_column, first_measure };

QString name_of(const MeasureColumn& column) { // sentence case, as all heads
    QString name = QString::fromUtf8(column.name.data(), static_cast<qsizetype>(column.name.size()));
    name.replace(0, 1, name.at(0).toUpper());
    return name;
}

QString text_of(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace

MeasuresTable::MeasuresTable(QWidget* parent)
    : QWidget(parent),
      table_(new QTableWidget(0, first_measure + static_cast<int>(measure_columns.size()), this)),
      note_(muted_label({}, this)),
      hint_(muted_label({}, this)),
      numbers_(new MeanSdDelegate(this)) {
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    note_->setWordWrap(true);
    note_->setContentsMargins(8, 2, 8, 2);
    note_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    make_row_table(table_);
    QHeaderView* header = table_->horizontalHeader();
    QStringList heads{QString(), tr("Method")};
    for (const MeasureColumn& column : measure_columns) heads << name_of(column);
    table_->setHorizontalHeaderLabels(heads);
    for (int column = 0; column < table_->columnCount(); ++column)
        table_->horizontalHeaderItem(column)->setTextAlignment(
            (column >= first_measure ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    for (std::size_t i = 0; i < measure_columns.size(); ++i)
        table_->horizontalHeaderItem(first_measure + static_cast<int>(i))->setToolTip(text_of(measure_columns[i].meaning));
    header->setMinimumSectionSize(24);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(method_column, QHeaderView::Stretch);
    table_->setIconSize({14, 14});
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setAccessibleName(tr("Further measures of all methods"));
    for (int column = first_measure; column < table_->columnCount(); ++column)
        table_->setItemDelegateForColumn(column, numbers_);
    table_->installEventFilter(this);
    setFocusProxy(table_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(hint_, 1);
    layout->addWidget(table_, 1);
    layout->addWidget(note_);
    show_comparison({});
}

void MeasuresTable::show_comparison(const RunComparison& comparison) {
    rows_.clear();
    std::vector<std::vector<MeasureRow>> measures;
    for (const ComparedRun& run : comparison.runs) measures.push_back(measure_rows(run.metrics));
    for (const RunMethod& of : run_methods(comparison.runs)) { // the order of the other tables
        const auto& rows = measures[of.run];
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& r) { return r.method == of.method; });
        if (found != rows.end()) rows_.push_back({of.run, *found});
    }
    table_->setRowCount(row_count());
    for (int row = 0; row < row_count(); ++row) fill_row(row);
    table_->setColumnHidden(run_column, comparison.runs.size() < 2);
    recolour();
    const bool doubted =
        std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return !row.values.probabilities; });
    QStringList note{tr("Percent, mean ± standard deviation over seeds. Geometric and harmonic mean are those of the "
                        "classes' recalls, none counted below 0.001 %. ECE: 15 bins, less is better.")};
    if (doubted) note << QStringLiteral("* ") + text_of(no_probabilities_note) + u'.';
    note_->setText(note.join(u' '));
    hint_->setText(comparison.runs.empty() ? tr("Run an experiment, or compare with a run that was kept.")
                                           : tr("These are measured when a run has ended."));
    hint_->setVisible(rows_.empty());
    table_->setVisible(!rows_.empty());
    note_->setVisible(!rows_.empty());
    fit();
}

void MeasuresTable::fill_row(int row) {
    const Row& shown = rows_[static_cast<std::size_t>(row)];
    table_->setItem(row, run_column, new QTableWidgetItem(QString::fromStdString(run_letter(shown.run))));
    const QString label = QString::fromStdString(method_label(shown.values.method));
    auto* name = new QTableWidgetItem(label + (shown.values.probabilities ? QString() : QStringLiteral(" *")));
    name->setToolTip(plain_tip(label));
    table_->setItem(row, method_column, name);
    for (std::size_t i = 0; i < measure_columns.size(); ++i) {
        const std::optional<MeanSd>& value = shown.values.*measure_columns[i].value;
        const bool doubted = !shown.values.probabilities && measure_columns[i].value == &MeasureRow::calibration_error;
        auto* item = new QTableWidgetItem(value ? percent_text(value->mean) + spread_text(*value) : QString(no_number));
        item->setData(MeanSdDelegate::mean_role, value ? percent_text(value->mean) : QString(no_number));
        item->setData(MeanSdDelegate::spread_role, value ? spread_text(*value) : QString());
        item->setData(MeanSdDelegate::single_role, value && !value->sd);
        QStringList tip{text_of(measure_columns[i].meaning), mean_sd_text(value)};
        if (measure_columns[i].value == &MeasureRow::worst_recall)
            for (const std::string& worst : shown.values.worst_classes) tip << QString::fromStdString(worst);
        if (doubted) tip << text_of(no_probabilities_note);
        item->setToolTip(plain_tip(tip.join(u'\n')));
        table_->setItem(row, first_measure + static_cast<int>(i), item);
    }
}

void MeasuresTable::recolour() {
    const PlotColours colours = plot_colours(palette());
    for (int row = 0; row < row_count(); ++row)
        table_->item(row, method_column)
            ->setData(Qt::DecorationRole,
                      swatch_icon(method_colour(rows_[static_cast<std::size_t>(row)].values.method, colours.dark)));
}

QString MeasuresTable::text(int row, int column) const { return table_->item(row, column)->text(); }

QString MeasuresTable::tip(int row, int column) const { return table_->item(row, column)->toolTip(); }

QString MeasuresTable::hint() const { return rows_.empty() ? hint_->text() : QString(); }

QString MeasuresTable::note_text() const { return note_->text(); }

QString MeasuresTable::as_text() const {
    QStringList lines, head{tr("Run"), tr("Method")};
    for (const MeasureColumn& column : measure_columns) head << name_of(column);
    lines << head.join(u'\t');
    for (int row = 0; row < row_count(); ++row) {
        QStringList cells;
        for (int column = 0; column < table_->columnCount(); ++column) cells << text(row, column);
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

QString MeasuresTable::as_csv() const {
    QStringList head{QStringLiteral("run"), QStringLiteral("method")};
    for (const MeasureColumn& column : measure_columns) {
        const QString name = text_of(column.name).toLower().replace(u' ', u'_');
        head << name << name + QStringLiteral("_sd");
    }
    QStringList lines{head.join(u',')};
    const auto percent = [](std::optional<double> share) {
        return share ? QString::number(100 * *share, 'f', 4) : QString();
    };
    for (const Row& row : rows_) {
        QStringList cells{QString::fromStdString(run_letter(row.run)), QString::fromStdString(row.values.method)};
        for (const MeasureColumn& column : measure_columns) {
            const std::optional<MeanSd>& value = row.values.*column.value;
            cells << percent(value ? std::optional(value->mean) : std::nullopt)
                  << percent(value ? value->sd : std::nullopt);
        }
        lines << cells.join(u',');
    }
    return lines.join(u'\n') + u'\n';
}

bool MeasuresTable::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::PaletteChange) recolour();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::Resize) fit();
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(as_text());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

/// Where there is little room for the names, the spreads go: they are in the tips and in what is copied.
void MeasuresTable::fit() {
    int name = 0;
    for (int row = 0; row < row_count(); ++row)
        if (const auto* item = table_->item(row, method_column))
            name = std::max(name, fontMetrics().horizontalAdvance(item->text()) + 40);
    QHeaderView* header = table_->horizontalHeader();
    const int run = table_->isColumnHidden(run_column) ? 0 : fontMetrics().horizontalAdvance(QStringLiteral("W")) + 14;
    const auto width_of = [&](int column) {
        return std::max(numbers_->width(font(), numbers_->is_compact()), header->sectionSizeHint(column));
    };
    for (const bool compact : {false, true}) {
        numbers_->set_compact(compact);
        int sum = run;
        for (int column = first_measure; column < table_->columnCount(); ++column) sum += width_of(column);
        if (sum + std::min(name, 200) <= table_->viewport()->width()) break;
    }
    table_->setColumnWidth(run_column, run);
    for (int column = first_measure; column < table_->columnCount(); ++column)
        table_->setColumnWidth(column, width_of(column));
}

} // namespace whydah
