#include "widgets/row_table.h"

#include "widgets/flat_header.h"
#include "widgets/whole_row_delegate.h"

#include <QHeaderView>
#include <QTableView>

namespace whydah {

void make_row_table(QTableView* table) {
    table->setHorizontalHeader(new FlatHeader(table));
    table->horizontalHeader()->setSectionsClickable(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 7);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setItemDelegate(new WholeRowDelegate(table));
}

} // namespace whydah
