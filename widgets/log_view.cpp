#include "widgets/log_view.h"

#include "widgets/frame_colours.h"

#include <QEvent>
#include <QFontDatabase>
#include <QTextBlock>
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
    warnings_ += line.level != LogLine::Level::info;
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    if (!document()->isEmpty()) end.insertBlock();
    // A line may hold line breaks: all its blocks have its level.
    QTextBlock block = end.block();
    end.insertText(QString::fromStdString(line.text), format_of(line.level));
    for (; block.isValid(); block = block.next()) block.setUserState(static_cast<int>(line.level));
}

QTextCharFormat LogView::format_of(LogLine::Level level) const {
    QTextCharFormat format;
    if (level == LogLine::Level::error) format.setForeground(error_colour(palette()));
    if (level == LogLine::Level::warning) format.setForeground(warning_colour(palette()));
    return format;
}

void LogView::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) recolour();
}

void LogView::recolour() {
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.userState() <= static_cast<int>(LogLine::Level::info)) continue;
        QTextCursor line(block);
        line.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        line.setCharFormat(format_of(static_cast<LogLine::Level>(block.userState())));
    }
}

void LogView::append(const Selection& selection) {
    std::string text = "chosen on validation: " + method_label(selection.method) + ", seed " +
                       std::to_string(selection.seed) + ", " + selection.option + " " + selection.chosen + " of";
    for (const std::string& candidate : selection.candidates) text += " " + candidate;
    append(LogLine{.level = LogLine::Level::info, .text = text});
}

void LogView::clear_lines() {
    lines_ = warnings_ = 0;
    clear();
}

} // namespace whydah
