#include "widgets/results_table.h"

#include "widgets/mean_sd_delegate.h"
#include "widgets/number_text.h"
#include "widgets/palette.h"
#include "widgets/plain_text.h"
#include "widgets/results_rows.h"
#include "widgets/row_table.h"
#include "widgets/swatch_icon.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <optional>

namespace whydah {
namespace {

QLabel* small_label(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setContentsMargins(8, 2, 8, 2);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

ResultsTable::ResultsTable(QWidget* parent)
    : QWidget(parent),
      table_(new QTableWidget(0, 5, this)),
      rule_(small_label(this)),
      note_(small_label(this)),
      hint_(small_label(this)),
      all_(new MeanSdDelegate(this)),
      bands_(new MeanSdDelegate(this)) {
    hint_->setText(tr("Run an experiment: every method gets a row here."));
    hint_->setAlignment(Qt::AlignCenter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(hint_, 1);
    layout->addWidget(table_);
    layout->addWidget(note_);
    layout->addWidget(rule_);
    layout->addStretch(1);

    make_row_table(table_);
    table_->setHorizontalHeaderLabels({tr("Method"), tr("All"), tr("Many"), tr("Medium"), tr("Few")});
    table_->horizontalHeaderItem(0)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table_->horizontalHeader()->setMinimumSectionSize(24);
    table_->setIconSize({14, 14});
    table_->setAccessibleName(tr("Results"));
    for (int column = 1; column < table_->columnCount(); ++column)
        table_->horizontalHeaderItem(column)->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setContextMenuPolicy(Qt::CustomContextMenu);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (int column = 1; column < table_->columnCount(); ++column)
        table_->setItemDelegateForColumn(column, column == 1 ? all_ : bands_);
    table_->installEventFilter(this);
    setFocusProxy(table_);
    connect(table_, &QTableWidget::itemSelectionChanged, this, [this] {
        if (const auto rows = table_->selectionModel()->selectedRows(); !rows.empty())
            Q_EMIT method_selected(method(rows.first().row()));
    });
    connect(table_, &QWidget::customContextMenuRequested, this, &ResultsTable::show_menu);
    clear();
}

void ResultsTable::show_results(const std::vector<MethodResult>& results, const BandRule& rule) {
    const QSignalBlocker quiet(table_);
    const int before = table_->currentRow();
    const QString selected = before >= 0 && before < row_count() ? method(before) : QString();
    rows_ = results_rows(results, rule);
    table_->setRowCount(row_count());
    for (int row = 0; row < row_count(); ++row) fill_row(row);
    recolour();
    mark_best();
    show_texts(results, rule);
    select_method(selected);
    hint_->setVisible(rows_.empty());
    table_->setVisible(!rows_.empty());
    fit();
}

void ResultsTable::clear() { show_results({}, {}); }

void ResultsTable::fill_row(int row) {
    const MethodRow& shown = rows_[static_cast<std::size_t>(row)];
    const QString label = QString::fromStdString(method_label(shown.method));
    auto* name = new QTableWidgetItem(label);
    name->setToolTip(plain_tip(label));
    table_->setItem(row, 0, name);
    for (std::size_t i = 0; i < band_columns.size(); ++i) {
        const std::optional<MeanSd>& value = shown.*band_columns[i];
        auto* item = new QTableWidgetItem;
        item->setData(MeanSdDelegate::mean_role, value ? percent_text(value->mean) : QString(no_number));
        item->setData(MeanSdDelegate::spread_role, value ? spread_text(*value) : QString());
        item->setData(MeanSdDelegate::single_role, value && !value->sd);
        item->setText(value ? percent_text(value->mean) + spread_text(*value) : QString(no_number));
        item->setToolTip(value ? mean_sd_text(value) : tr("no class of this band has test images"));
        table_->setItem(row, static_cast<int>(i) + 1, item);
    }
}

void ResultsTable::recolour() {
    const bool dark = plot_colours(palette()).dark;
    for (int row = 0; row < table_->rowCount(); ++row)
        if (QTableWidgetItem* name = table_->item(row, 0))
            name->setData(Qt::DecorationRole,
                          swatch_icon(method_colour(rows_[static_cast<std::size_t>(row)].method, dark)));
}

// Best as shown: rows that read the same are equally good.
void ResultsTable::mark_best() {
    for (std::size_t i = 0; i < band_columns.size(); ++i) {
        const MethodRow* best = nullptr;
        for (const MethodRow& row : rows_)
            if (row.*band_columns[i] && (!best || (row.*band_columns[i])->mean > (best->*band_columns[i])->mean))
                best = &row;
        for (int row = 0; row < row_count() && best; ++row) {
            QTableWidgetItem* item = table_->item(row, static_cast<int>(i) + 1);
            QFont font = table_->font();
            font.setBold(item->data(MeanSdDelegate::mean_role).toString() ==
                         percent_text((best->*band_columns[i])->mean));
            item->setFont(font);
        }
    }
}

void ResultsTable::show_texts(const std::vector<MethodResult>& results, const BandRule& rule) {
    std::array<std::int64_t, 3> sizes{};
    if (!results.empty()) sizes = band_sizes(rule.bands_of(train_counts(results.front())));
    QStringList bands;
    for (Band band : all_bands) {
        const std::int64_t size = sizes[static_cast<std::size_t>(band)];
        bands << tr("%1 %2 (%3 %4)")
                     .arg(QLatin1String(band_name(band)), QString::fromStdString(rule.text(band)), count_text(size),
                          size == 1 ? tr("class") : tr("classes"));
        table_->horizontalHeaderItem(static_cast<int>(band) + 2)
            ->setToolTip((rule.by_rank ? tr("Mean recall over the %1 classes")
                                       : tr("Mean recall over the classes with %1 training images"))
                             .arg(QString::fromStdString(rule.text(band))));
    }
    table_->horizontalHeaderItem(1)->setToolTip(tr("Mean recall over all classes, in percent"));
    const bool one_seed =
        std::all_of(rows_.begin(), rows_.end(), [](const MethodRow& r) { return r.seeds.size() == 1; });
    rule_->setText(bands.join(QStringLiteral(" · ")) + (one_seed ? tr(" · one seed") : QString()));
    rule_->setToolTip(
        tr("By training images; mean recall over the classes of the band in percent, ± standard deviation over seeds"));
    const std::optional<MeanSd> difference = earned_by_meta_network(results, rule);
    note_->setText(
        difference ? tr("Logit adjustment is MetaModelNet with strength 0: the difference between the two rows is what "
                        "the meta-network earns. Here: %1%2 points.")
                         .arg(points_text(difference->mean), difference->sd ? spread_text(*difference) : QString())
                   : QString());
    rule_->setVisible(!rows_.empty());
    note_->setVisible(difference.has_value());
}

void ResultsTable::select_method(const QString& name) {
    const QSignalBlocker quiet(table_);
    const auto found = std::find_if(rows_.begin(), rows_.end(),
                                    [&](const MethodRow& row) { return row.method == name.toStdString(); });
    table_->clearSelection();
    table_->setCurrentCell(-1, -1);
    if (found != rows_.end()) table_->selectRow(static_cast<int>(found - rows_.begin()));
    table_->viewport()->update();
}

int ResultsTable::row_count() const { return static_cast<int>(rows_.size()); }

QString ResultsTable::method(int row) const {
    return QString::fromStdString(rows_.at(static_cast<std::size_t>(row)).method);
}

QString ResultsTable::text(int row, int column) const { return table_->item(row, column)->text(); }

bool ResultsTable::is_best(int row, int column) const { return table_->item(row, column)->font().bold(); }

QString ResultsTable::rule_text() const { return rule_->text(); }

QString ResultsTable::note_text() const { return note_->text(); }

QString ResultsTable::as_text() const {
    QStringList lines{QStringLiteral("Method\tAll\tMany\tMedium\tFew")};
    for (int row = 0; row < row_count(); ++row) {
        QStringList cells;
        for (int column = 0; column < table_->columnCount(); ++column) cells << text(row, column);
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

QString ResultsTable::as_csv() const { return rows_as_csv(rows_); }

void ResultsTable::show_menu(const QPoint& at) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& name, QString (ResultsTable::*content)() const) {
        return menu->addAction(name, this, [this, content] { QApplication::clipboard()->setText((this->*content)()); });
    };
    add(tr("Copy as text"), &ResultsTable::as_text)->setShortcut(QKeySequence::Copy);
    add(tr("Copy as CSV"), &ResultsTable::as_csv);
    menu->popup(table_->viewport()->mapToGlobal(at));
}

bool ResultsTable::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) fit();
    if (event->type() == QEvent::PaletteChange) recolour();
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(as_text());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool ResultsTable::shows_spreads() const { return !bands_->is_compact(); }

// As high as its rows. Where the methods' names would have no room beside every spread, the mean over all classes keeps
// its own as long as there are several seeds.
void ResultsTable::fit() {
    int name = 0;
    bool several_seeds = false;
    for (const MethodRow& row : rows_) {
        name = std::max(name, fontMetrics().horizontalAdvance(QString::fromStdString(method_label(row.method))) + 40);
        several_seeds |= row.seeds.size() > 1;
    }
    const int full = bands_->width(font(), false), narrow = bands_->width(font(), true);
    const bool compact = table_->width() < std::min(name, 200) + 4 * full;
    bands_->set_compact(compact);
    all_->set_compact(compact && (!several_seeds || table_->width() < std::min(name, 120) + full + 3 * narrow));
    table_->horizontalHeaderItem(3)->setText(compact ? tr("Med") : tr("Medium"));
    for (int column = 1; column < table_->columnCount(); ++column) {
        const int title = table_->horizontalHeader()->sectionSizeHint(column);
        const MeanSdDelegate* numbers = column == 1 ? all_ : bands_;
        table_->setColumnWidth(column, std::max(numbers->width(font(), numbers->is_compact()), title));
    }
    table_->setFixedHeight(table_->horizontalHeader()->sizeHint().height() +
                           row_count() * table_->verticalHeader()->defaultSectionSize() + 2);
}

} // namespace whydah
