#include "widgets/data_panel.h"

#include "widgets/class_filter.h"
#include "widgets/class_table_model.h"
#include "widgets/duplicate_line.h"
#include "widgets/flat_header.h"
#include "widgets/frame_colours.h"
#include "widgets/number_text.h"
#include "widgets/palette.h"
#include "widgets/plot_style.h"
#include "widgets/problem_list.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>

namespace whydah {
namespace {

constexpr int width_for_all = 340; // pixels of the table with all its columns

} // namespace

DataPanel::DataPanel(QWidget* parent)
    : QWidget(parent),
      model_(new ClassTableModel(this)),
      proxy_(new ClassFilter(this)),
      search_(new QLineEdit(this)),
      table_(new QTableView(this)),
      totals_(new QLabel(this)),
      split_(muted_label({}, this)),
      problems_(new ProblemList(this)),
      duplicates_(new DuplicateLine(this)) {
    search_->setPlaceholderText(tr("Search classes"));
    search_->setAccessibleName(tr("Search classes"));
    search_->setClearButtonEnabled(true);
    search_->setToolTip(tr("A part of the name, or conditions: train<10, test=0, val>5, band:few, problems>0"));
    connect(search_, &QLineEdit::textChanged, this, &DataPanel::set_search);
    set_up_table();
    for (QLabel* label : {totals_, split_}) {
        label->setFont(small_font(label));
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(search_);
    layout->addWidget(table_, 1);
    layout->addWidget(totals_);
    layout->addWidget(split_);
    layout->addWidget(problems_);
    layout->addWidget(duplicates_);
    connect(problems_, &ProblemList::changed, this, &DataPanel::show_problems);
    show_problems();
    setTabOrder(search_, table_);
    model_->set_dark(plot_colours(palette()).dark);
}

void DataPanel::set_up_table() {
    proxy_->setSourceModel(model_);
    proxy_->setSortRole(ClassTableModel::sort_role);
    proxy_->setSortCaseSensitivity(Qt::CaseInsensitive);
    table_->setHorizontalHeader(new FlatHeader(table_));
    table_->setModel(proxy_);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->setSortingEnabled(true);
    table_->setWordWrap(false);
    table_->setTabKeyNavigation(false);
    table_->setAccessibleName(tr("Classes"));
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->setFont(small_font(table_));
    const QFontMetrics metrics = table_->fontMetrics();
    table_->verticalHeader()->setDefaultSectionSize(metrics.height() + 6);
    auto* header = table_->horizontalHeader();
    header->setMinimumSectionSize(24);
    header->setSectionResizeMode(ClassTableModel::name_column, QHeaderView::Stretch);
    const char* const widest[] = {"", "Train  ▾", "Val  ▾", "Test  ▾", "medium", "99"};
    for (int column = ClassTableModel::train_column; column < ClassTableModel::columns; ++column) {
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, metrics.horizontalAdvance(QString::fromUtf8(widest[column])) + 10);
    }
    sort_by(ClassTableModel::train_column, Qt::DescendingOrder);
    table_->installEventFilter(this);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DataPanel::choose);
}

void DataPanel::show_summary(const DatasetSummary& summary, const BandRule& rule) {
    const QScopedValueRollback quiet(quiet_, true);
    model_->show_summary(summary, rule);
    if (selected_ >= model_->rowCount()) selected_ = -1;
    totals_->setText(summary.classes.empty() ? QString()
                                             : tr("%1 classes · %2 train · %3 val · %4 test")
                                                   .arg(count_text(static_cast<std::int64_t>(summary.classes.size())),
                                                        count_text(summary.train()), count_text(summary.validation()),
                                                        count_text(summary.test())));
    split_->setText(QString::fromStdString(summary.split));
    classes_.clear();
    for (const ClassSummary& c : summary.classes) {
        classes_.emplace_back();
        classes_.back().name = c.name;
    }
    problems_->show_problems(summary.problems, summary.problem_count);
    show_selection();
}

void DataPanel::show_problems() {
    model_->show_problems(classes_, problems_->problems());
    table_->setColumnHidden(ClassTableModel::problems_column, !model_->has_problems());
}

void DataPanel::clear() {
    selected_ = -1;
    show_summary({}, {});
}

void DataPanel::select_class(int label) {
    if (label == selected_) return;
    selected_ = label >= 0 && label < model_->rowCount() ? label : -1;
    show_selection();
}

void DataPanel::show_selection() {
    const QScopedValueRollback quiet(quiet_, true);
    const QModelIndex row = selected_ < 0 ? QModelIndex() : proxy_->mapFromSource(model_->index(selected_, 0));
    auto* selection = table_->selectionModel();
    if (!row.isValid()) {
        selection->clear();
    } else {
        selection->setCurrentIndex(row, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        table_->scrollTo(row);
    }
}

void DataPanel::choose() {
    if (quiet_) return;
    const QModelIndex row = table_->currentIndex();
    const int label = row.isValid() ? proxy_->mapToSource(row).row() : -1;
    if (label == selected_ || label < 0) return;
    selected_ = label;
    Q_EMIT class_selected(label);
}

void DataPanel::set_search(const QString& text) {
    const QScopedValueRollback quiet(quiet_, true);
    if (search_->text() != text) search_->setText(text);
    proxy_->set_search(text);
    show_selection();
}

std::vector<int> DataPanel::shown_order() const {
    std::vector<int> labels;
    for (int row = 0; row < proxy_->rowCount(); ++row)
        labels.push_back(proxy_->mapToSource(proxy_->index(row, 0)).row());
    return labels;
}

void DataPanel::sort_by(int column, Qt::SortOrder order) { table_->sortByColumn(column, order); }

QString DataPanel::totals_text() const { return totals_->text(); }

void DataPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) model_->set_dark(plot_colours(palette()).dark);
}

bool DataPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::FontChange) {
        // The names need room; how many validation images there are stands beneath and in the class panel.
        table_->setColumnHidden(ClassTableModel::validation_column, table_->width() < width_for_all);
        table_->setColumnHidden(ClassTableModel::test_column, // large text
                                table_->width() < 16 * table_->fontMetrics().height());
        // The selected row stays in sight.
        QMetaObject::invokeMethod(
            this, [this] { table_->scrollTo(table_->currentIndex()); }, Qt::QueuedConnection);
    }
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape &&
        selected_ >= 0) {
        select_class(-1);
        Q_EMIT class_selected(-1);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace whydah
