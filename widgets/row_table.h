#pragma once

class QTableView;

namespace whydah {

/// How tables look whose rows are read and chosen as a whole: a flat head that is no button, rows a line high, no grid
/// and no frame, nothing edited, Tab goes on to the next widget.
void make_row_table(QTableView* table);

} // namespace whydah
