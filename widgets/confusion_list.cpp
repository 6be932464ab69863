#include "widgets/confusion_list.h"

#include "widgets/confusion_table_model.h"
#include "widgets/flat_header.h"
#include "widgets/frame_colours.h"
#include "widgets/number_text.h"
#include "widgets/plot_style.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>

namespace whydah {

ConfusionList::ConfusionList(QWidget* parent)
    : QWidget(parent),
      model_(new ConfusionTableModel(this)),
      table_(new QTableView(this)),
      note_(muted_label({}, this)) {
    table_->setHorizontalHeader(new FlatHeader(table_));
    table_->setModel(model_);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setSortingEnabled(true);
    table_->setWordWrap(false);
    table_->setTabKeyNavigation(false);
    table_->setAccessibleName(tr("Top confusions"));
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table_->setFont(small_font(table_));
    const QFontMetrics metrics = table_->fontMetrics();
    table_->verticalHeader()->setDefaultSectionSize(metrics.height() + 6);
    auto* header = table_->horizontalHeader();
    header->setMinimumSectionSize(24);
    header->setSectionResizeMode(QHeaderView::Stretch);
    for (const auto& [column, widest] :
         {std::pair(ConfusionTableModel::images_column, "Images ▾"), {ConfusionTableModel::share_column, "100.0"}}) {
        header->setSectionResizeMode(column, QHeaderView::Fixed);
        header->resizeSection(column, metrics.horizontalAdvance(QString::fromUtf8(widest)) + 14);
    }
    sort_by(ConfusionTableModel::images_column, Qt::DescendingOrder);
    note_->setFont(small_font(note_));
    note_->setContentsMargins(8, 2, 8, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(table_, 1);
    layout->addWidget(note_);
    setFocusProxy(table_);
    table_->installEventFilter(this);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ConfusionList::choose);
    connect(model_, &QAbstractItemModel::layoutChanged, this, &ConfusionList::show_selection);
}

void ConfusionList::show_matrix(const ConfusionMatrix& matrix) {
    const QScopedValueRollback quiet(quiet_, true);
    model_->show_matrix(matrix);
    std::int64_t wrong = 0, all = 0;
    for (const auto& cell : matrix.cells) all += cell.images, wrong += cell.truth == cell.predicted ? 0 : cell.images;
    note_->setText(tr("%1 kinds of error · %2 of %3 wrong")
                       .arg(count_text(model_->rowCount()), count_text(wrong), count_text(all, tr("test image"))));
    show_selection();
}

void ConfusionList::select_class(int label) {
    if (label == selected_) return;
    selected_ = label;
    show_selection();
}

void ConfusionList::show_selection() {
    const QScopedValueRollback quiet(quiet_, true);
    auto* selection = table_->selectionModel();
    const QModelIndex current = table_->currentIndex();
    if (selected_ >= 0 && current.isValid() && model_->cell(current.row()).truth == selected_) {
        selection->setCurrentIndex(current, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        return;
    }
    const int row = selected_ < 0 ? -1 : model_->first_row_of(selected_);
    if (row < 0) {
        selection->clear();
        return;
    }
    const QModelIndex index = model_->index(row, 0);
    selection->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    table_->scrollTo(index);
}

void ConfusionList::choose() {
    const QModelIndex index = table_->currentIndex();
    if (quiet_ || !index.isValid()) return;
    const int truth = model_->cell(index.row()).truth;
    if (truth == selected_) return;
    selected_ = truth;
    Q_EMIT class_selected(truth);
}

void ConfusionList::sort_by(int column, Qt::SortOrder order) { table_->sortByColumn(column, order); }

int ConfusionList::row_count() const { return model_->rowCount(); }

QString ConfusionList::text(int row, int column) const {
    return model_->data(model_->index(row, column), Qt::DisplayRole).toString();
}

QString ConfusionList::lines(QChar separator, bool quote) const {
    const auto field = [quote](QString text) {
        if (!quote || !(text.contains(u',') || text.contains(u'"') || text.contains(u'\n'))) return text;
        return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
    };
    QString all = QStringList{QStringLiteral("true_class"), QStringLiteral("taken_for"), QStringLiteral("images"),
                              QStringLiteral("percent")}
                      .join(separator) +
                  u'\n';
    for (int row = 0; row < row_count(); ++row) {
        const ConfusionMatrix::Cell& cell = model_->cell(row);
        all += QStringList{field(text(row, 0)), field(text(row, 1)), QString::number(cell.images),
                           QString::number(100 * cell.share, 'f', 4)}
                   .join(separator) +
               u'\n';
    }
    return all;
}

QString ConfusionList::as_text() const { return lines(u'\t', false); }

QString ConfusionList::as_csv() const { return lines(u',', true); }

bool ConfusionList::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(as_text());
        return true;
    }
    if (key->key() == Qt::Key_Escape && selected_ >= 0) {
        select_class(-1);
        Q_EMIT class_selected(-1);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace whydah
