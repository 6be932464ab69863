#include "widgets/comparison_table.h"

#include "widgets/comparison_text.h"
#include "widgets/frame_colours.h"
#include "widgets/marked_mean_delegate.h"
#include "widgets/number_text.h"
#include "widgets/palette.h"
#include "widgets/plain_text.h"
#include "widgets/results_rows.h"
#include "widgets/row_table.h"
#include "widgets/run_gain_plot.h"
#include "widgets/swatch_icon.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace whydah {
namespace {

QLabel* small_label(QWidget* parent) {
    QLabel* label = muted_label({}, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setContentsMargins(8, 2, 8, 2);
    return label;
}

} // namespace

ComparisonTable::ComparisonTable(QWidget* parent)
    : QWidget(parent),
      references_(new QComboBox(this)),
      table_(new QTableWidget(0, columns, this)),
      detail_(small_label(this)),
      note_(small_label(this)),
      hint_(small_label(this)),
      numbers_{new MarkedMeanDelegate(this), new MarkedMeanDelegate(this), new MarkedMeanDelegate(this),
               new MarkedMeanDelegate(this)} {
    references_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    references_->setToolTip(tr("What each row is tested against"));
    references_->setAccessibleName(references_->toolTip());
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(8);
    bar->addWidget(new QLabel(tr("Tested against"), this));
    bar->addWidget(references_);
    bar->addStretch(1);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setText(tr("Run an experiment, or compare with a run that was kept."));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addLayout(bar);
    layout->addWidget(hint_, 1);
    layout->addWidget(table_, 1);
    layout->addWidget(detail_);
    layout->addWidget(note_);

    make_row_table(table_);
    table_->setHorizontalHeaderLabels(
        {QString(), tr("Method"), tr("All"), tr("Many"), tr("Medium"), tr("Few"), tr("Difference")});
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->horizontalHeader()->setSectionResizeMode(method_column, QHeaderView::Stretch);
    table_->horizontalHeader()->setMinimumSectionSize(24);
    for (int column = 0; column < columns; ++column)
        table_->horizontalHeaderItem(column)->setTextAlignment(
            (column >= first_band_column ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    table_->horizontalHeaderItem(difference_column)
        ->setToolTip(
            tr("Over all classes and the seeds in common, in points; in brackets the 95 % interval by bootstrap of the "
               "test images"));
    table_->setIconSize({14, 14});
    table_->setAccessibleName(tr("Methods of all runs"));
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (int column = first_band_column; column < difference_column; ++column)
        table_->setItemDelegateForColumn(column, numbers_[static_cast<std::size_t>(column - first_band_column)]);
    table_->installEventFilter(this);
    setFocusProxy(table_);
    connect(table_, &QTableWidget::itemSelectionChanged, this, [this] {
        show_detail();
        const auto chosen = table_->selectionModel()->selectedRows();
        if (chosen.empty()) return;
        const Row& row = rows_[static_cast<std::size_t>(chosen.first().row())];
        if (row.tests) Q_EMIT row_selected(row.of, row.tests->reference);
    });
    connect(references_, &QComboBox::activated, this, [this](int index) {
        const QVariant chosen = references_->itemData(index);
        Q_EMIT reference_asked(chosen.isValid() ? std::optional(rows_[static_cast<std::size_t>(chosen.toInt())].of)
                                                : std::nullopt);
    });
    show_comparison({});
}

void ComparisonTable::show_comparison(const RunComparison& comparison) {
    const QSignalBlocker quiet(table_);
    const auto chosen = table_->selectionModel()->selectedRows();
    const RunMethod before = chosen.empty() ? RunMethod{} : row(chosen.first().row());
    comparison_ = comparison;
    rows_.clear();
    std::vector<std::vector<MethodRow>> values;
    for (const ComparedRun& run : comparison_.runs) values.push_back(method_rows(run.results, comparison_.wish.rule));
    for (const RunMethod& of : run_methods(comparison_.runs)) {
        const auto& of_run = values[of.run];
        const auto found =
            std::find_if(of_run.begin(), of_run.end(), [&](const auto& v) { return v.method == of.method; });
        rows_.push_back({.of = of, .values = *found, .tests = nullptr});
        for (const RowComparison& tests : comparison_.rows)
            if (tests.row == of) rows_.back().tests = &tests;
    }
    table_->clearSelection();
    table_->setRowCount(row_count());
    for (int row = 0; row < row_count(); ++row) fill_row(row);
    for (std::size_t band = 0; band < numbers_.size(); ++band) {
        QString longest;
        for (int row = 0; row < row_count(); ++row)
            if (const QString shown = marks(row, first_band_column + static_cast<int>(band));
                shown.size() > longest.size())
                longest = shown;
        numbers_[band]->set_longest_marks(longest);
    }
    fill_references();
    recolour();
    table_->setColumnHidden(run_column, comparison_.runs.size() < 2);
    for (int row = 0; row < row_count(); ++row)
        if (this->row(row) == before) table_->selectRow(row);
    const bool empty = rows_.empty();
    hint_->setVisible(empty);
    table_->setVisible(!empty);
    const bool one_seed =
        std::all_of(rows_.begin(), rows_.end(), [](const Row& r) { return r.values.seeds.size() == 1; });
    note_->setText(
        empty ? QString()
              : tr("Raised marks: the difference to the reference has p < 0.05 (Holm over the rows of the column) by "
                   "W Wilcoxon over classes, M McNemar on the same test images in every seed, t over seeds.") +
                    (one_seed ? tr(" One seed: no spread, no t.") : QString()));
    show_detail();
    fit();
}

void ComparisonTable::fill_references() {
    const QSignalBlocker quiet(references_);
    references_->clear();
    if (comparison_.runs.size() > 1) references_->addItem(tr("the same method of A"));
    for (int i = 0; i < row_count(); ++i)
        references_->addItem(QString::fromStdString(run_method_label(row(i), comparison_.runs.size())), i);
    const auto& wished = comparison_.wish.reference;
    for (int i = 0; wished && i < row_count(); ++i)
        if (row(i) == *wished) references_->setCurrentIndex(references_->findData(i));
}

void ComparisonTable::fill_row(int row) {
    const Row& shown = rows_[static_cast<std::size_t>(row)];
    const ComparedRun& run = comparison_.runs[shown.of.run];
    auto* letter = new QTableWidgetItem(QString::fromStdString(run_letter(shown.of.run)));
    letter->setToolTip(plain_tip(QString::fromStdString(run.folder)));
    table_->setItem(row, run_column, letter);
    const QString label = QString::fromStdString(method_label(shown.of.method));
    auto* name = new QTableWidgetItem(label);
    name->setToolTip(plain_tip(label));
    table_->setItem(row, method_column, name);
    for (std::size_t i = 0; i < band_columns.size(); ++i) {
        const std::optional<MeanSd>& value = shown.values.*band_columns[i];
        auto* item = new QTableWidgetItem;
        item->setData(MeanSdDelegate::mean_role, value ? percent_text(value->mean) : QString(no_number));
        item->setData(MeanSdDelegate::spread_role, value ? spread_text(*value) : QString());
        item->setData(MeanSdDelegate::single_role, value && !value->sd);
        item->setText(value ? percent_text(value->mean) + spread_text(*value) : QString(no_number));
        QStringList tip{value ? mean_sd_text(value) : tr("no class of this band has test images")};
        if (shown.tests) {
            const auto& tests = shown.tests->tests[i];
            item->setData(MarkedMeanDelegate::marks_role, QString::fromStdString(significance_marks(tests).text()));
            if (const Comparison* classes = over_classes(tests))
                tip << tr("difference %1 points").arg(difference_text(classes));
            for (const Comparison& test : tests) tip << line_of(test);
        }
        item->setToolTip(plain_tip(tip.join(u'\n')));
        table_->setItem(row, first_band_column + static_cast<int>(i), item);
    }
    auto* difference = new QTableWidgetItem(shown.tests && shown.tests->refusal.empty()
                                                ? difference_text(over_classes(shown.tests->tests[0]))
                                            : shown.tests ? tr("not compared")
                                                          : tr("reference"));
    difference->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    if (shown.tests) difference->setToolTip(plain_tip(tests_text(*shown.tests, comparison_.runs.size())));
    table_->setItem(row, difference_column, difference);
}

void ComparisonTable::recolour() {
    const PlotColours colours = plot_colours(palette());
    for (int row = 0; row < table_->rowCount(); ++row) {
        const Row& shown = rows_[static_cast<std::size_t>(row)];
        table_->item(row, method_column)
            ->setData(Qt::DecorationRole, swatch_icon(method_colour(shown.of.method, colours.dark)));
        if (!shown.tests || !shown.tests->refusal.empty())
            table_->item(row, difference_column)->setForeground(colours.muted);
    }
}

void ComparisonTable::select_row(int row) { table_->selectRow(row); }

void ComparisonTable::show_detail() {
    const auto chosen = table_->selectionModel()->selectedRows();
    const Row* row = chosen.empty() ? nullptr : &rows_[static_cast<std::size_t>(chosen.first().row())];
    detail_->setText(!row ? (rows_.empty() ? QString() : tr("Choose a row: its tests are listed here."))
                     : row->tests
                         ? tests_text(*row->tests, comparison_.runs.size())
                         : tr("%1 is the reference.")
                               .arg(QString::fromStdString(run_method_label(row->of, comparison_.runs.size()))));
    detail_->setVisible(!rows_.empty());
    note_->setVisible(!rows_.empty());
}

QString ComparisonTable::text(int row, int column) const { return table_->item(row, column)->text(); }

QString ComparisonTable::marks(int row, int column) const {
    return table_->item(row, column)->data(MarkedMeanDelegate::marks_role).toString();
}

QString ComparisonTable::detail_text() const { return detail_->text(); }

QString ComparisonTable::note_text() const { return note_->text(); }

bool ComparisonTable::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) fit();
    if (event->type() == QEvent::PaletteChange) recolour();
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(as_text());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

/// Where there is little room, first the differences go (the chosen row has them beneath), then the spreads of the
/// bands, then that of all classes.
void ComparisonTable::fit() {
    int name = 0, difference = 0;
    for (int row = 0; row < table_->rowCount(); ++row) {
        if (!table_->item(row, difference_column)) return;
        name = std::max(name, fontMetrics().horizontalAdvance(text(row, method_column)) + 40);
        difference = std::max(difference, fontMetrics().horizontalAdvance(text(row, difference_column)) + 14);
    }
    const auto widths = [this](bool compact_all, bool compact_bands) {
        int sum = 0;
        for (MarkedMeanDelegate* numbers : numbers_) {
            numbers->set_compact(numbers == numbers_.front() ? compact_all : compact_bands);
            sum += numbers->width_with_marks(font(), numbers->is_compact());
        }
        return sum;
    };
    const int run = table_->isColumnHidden(run_column) ? 0 : fontMetrics().horizontalAdvance(QStringLiteral("W")) + 14;
    const int room = table_->width() - run - std::min(name, 140);
    int bands = widths(false, false);
    if (bands > room) bands = widths(false, true);
    if (bands > room) bands = widths(true, true);
    table_->setColumnHidden(difference_column, bands + difference > table_->width() - run - std::min(name, 200));
    table_->horizontalHeaderItem(first_band_column + 2)->setText(numbers_.back()->is_compact() ? tr("Med") : tr("Medium"));
    table_->setColumnWidth(run_column, run);
    table_->setColumnWidth(difference_column, difference);
    for (std::size_t band = 0; band < numbers_.size(); ++band) {
        const int column = first_band_column + static_cast<int>(band);
        table_->setColumnWidth(column, std::max(numbers_[band]->width_with_marks(font(), numbers_[band]->is_compact()),
                                                table_->horizontalHeader()->sectionSizeHint(column)));
    }
}

} // namespace whydah
