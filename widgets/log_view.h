#pragma once

#include "records/events.h"

#include <QPlainTextEdit>

namespace whydah {

/// The lines of a run's log, warnings and errors coloured. The last ones only, as many as anybody scrolls through; the
/// run folder has all.
class LogView : public QPlainTextEdit {
    Q_OBJECT
public:
    static constexpr int lines_kept = 5000;
    explicit LogView(QWidget* parent = nullptr);

    void append(const LogLine& line);
    void append(const Selection& selection); ///< what was chosen on validation, and among what
    void clear_lines();
    int line_count() const { return lines_; }
    int warning_count() const { return warnings_; } ///< warnings and errors

protected:
    void changeEvent(QEvent* event) override;

private:
    QTextCharFormat format_of(LogLine::Level level) const;
    void recolour();

    int lines_ = 0, warnings_ = 0;
};

} // namespace whydah
