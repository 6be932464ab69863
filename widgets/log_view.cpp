#include "widgets/log_view.h"

#include "widgets/frame_colours.h"

#include <QFontDatabase>
#include <QTextCursor>

namespace whydah {

LogView::LogView(QWidget* parent) : QPlainTextEdit(parent) {
    setReadOnly(true);
    setMaximumBlockCount(lines_kept);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setPlaceholderText(tr("What a run says about itself appears here"));
    setAccessibleName(tr("Log"));
}

void LogView::append(const LogLine& line) {
    ++lines_;
    QTextCharFormat format;
    if (line.level != LogLine::Level::info) {
        ++warnings_;
        format.setForeground(line.level == LogLine::Level::error ? error_colour(palette()) : warning_colour(palette()));
    }
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    if (!document()->isEmpty()) end.insertBlock();
    end.insertText(QString::fromStdString(line.text), format);
}

void LogView::clear_lines() {
    lines_ = warnings_ = 0;
    clear();
}

} // namespace whydah
