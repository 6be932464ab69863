#include "widgets/option_differences_table.h"

#include "widgets/frame_colours.h"
#include "widgets/plain_text.h"
#include "widgets/row_table.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

namespace whydah {
namespace {

QTableWidgetItem* cell(const std::string& text, const QString& tip) {
    auto* item = new QTableWidgetItem(QString::fromStdString(text));
    item->setToolTip(plain_tip(tip));
    return item;
}

QString quoted(const std::string& text) {
    QString field = QString::fromStdString(text);
    if (!field.contains(u',') && !field.contains(u'"') && !field.contains(u'\n')) return field;
    return u'"' + field.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

OptionDifferencesTable::OptionDifferencesTable(QWidget* parent)
    : QWidget(parent),
      table_(new QTableWidget(this)),
      hint_(muted_label({}, this)) {
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setWordWrap(true);
    make_row_table(table_);
    table_->setTextElideMode(Qt::ElideMiddle); // paths often differ at their end only
    table_->setAccessibleName(tr("Options that differ"));
    table_->installEventFilter(this);
    setFocusProxy(table_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(hint_, 1);
    layout->addWidget(table_, 1);
    show_comparison({});
}

void OptionDifferencesTable::show_comparison(const RunComparison& comparison) {
    options_ = comparison.options;
    runs_ = comparison.runs.size();
    QStringList heads{tr("Section"), tr("Option")};
    for (std::size_t run = 0; run < runs_; ++run) heads << QString::fromStdString(run_letter(run));
    table_->setColumnCount(static_cast<int>(heads.size()));
    table_->setHorizontalHeaderLabels(heads);
    for (std::size_t run = 0; run < runs_; ++run)
        table_->horizontalHeaderItem(static_cast<int>(run) + 2)
            ->setToolTip(plain_tip(QString::fromStdString(comparison.runs[run].folder)));
    table_->setRowCount(static_cast<int>(options_.size()));
    for (int row = 0; row < row_count(); ++row) {
        const OptionDifference& option = options_[static_cast<std::size_t>(row)];
        const bool repeated = row > 0 && options_[static_cast<std::size_t>(row) - 1].group == option.group;
        auto* section = cell(repeated ? std::string() : option.group, QString::fromStdString(option.group));
        section->setForeground(palette().color(QPalette::PlaceholderText));
        table_->setItem(row, 0, section);
        table_->setItem(row, 1,
                        cell(option.label + (option.unit.empty() ? "" : " (" + option.unit + ")"),
                             QString::fromStdString(flag_of(option.name))));
        for (std::size_t run = 0; run < runs_; ++run) {
            const std::string& value = option.values[run];
            table_->setItem(row, static_cast<int>(run) + 2,
                            cell(value.empty() ? "–" : value, QString::fromStdString(value)));
        }
    }
    auto* header = table_->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    hint_->setText(runs_ < 2 ? tr("Compare with another run: what differs between their options is listed here.")
                             : tr("All options of these runs are the same."));
    hint_->setVisible(options_.empty());
    table_->setVisible(!options_.empty());
}

int OptionDifferencesTable::row_count() const { return static_cast<int>(options_.size()); }

QString OptionDifferencesTable::text(int row, int column) const { return table_->item(row, column)->text(); }

QString OptionDifferencesTable::hint() const { return options_.empty() ? hint_->text() : QString(); }

QString OptionDifferencesTable::as_text() const {
    QStringList lines;
    QStringList head{tr("Section"), tr("Option")};
    for (std::size_t run = 0; run < runs_; ++run) head << QString::fromStdString(run_letter(run));
    lines << head.join(u'\t');
    for (int row = 0; row < row_count(); ++row) {
        QStringList cells{QString::fromStdString(options_[static_cast<std::size_t>(row)].group)};
        for (int column = 1; column < table_->columnCount(); ++column) cells << text(row, column);
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

QString OptionDifferencesTable::as_csv() const {
    QStringList head{QStringLiteral("option")};
    for (std::size_t run = 0; run < runs_; ++run) head << QString::fromStdString(run_letter(run));
    QStringList lines{head.join(u',')};
    for (const OptionDifference& option : options_) {
        QStringList cells{quoted(option.name)};
        for (const std::string& value : option.values) cells << quoted(value);
        lines << cells.join(u',');
    }
    return lines.join(u'\n') + u'\n';
}

bool OptionDifferencesTable::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(as_text());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace whydah
