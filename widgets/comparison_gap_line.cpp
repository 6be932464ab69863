#include "widgets/comparison_gap_line.h"

#include "widgets/comparison_text.h"
#include "widgets/frame_colours.h"

#include <QEvent>

namespace whydah {

ComparisonGapLine::ComparisonGapLine(QWidget* parent) : QLabel(parent) {
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setWordWrap(true);
    setContentsMargins(8, 0, 8, 4);
    setObjectName(QStringLiteral("gaps"));
    recolour();
    hide();
}

void ComparisonGapLine::show_runs(const std::vector<ComparedRun>& runs) {
    const QStringList lines = gap_lines(runs);
    setText(lines.join(u'\n'));
    setVisible(!lines.isEmpty());
}

void ComparisonGapLine::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) recolour();
}

void ComparisonGapLine::recolour() {
    QPalette ours = palette();
    const QColor wanted = warning_colour(parentWidget() ? parentWidget()->palette() : ours);
    if (ours.color(QPalette::WindowText) == wanted) return;
    ours.setColor(QPalette::WindowText, wanted);
    setPalette(ours);
}

} // namespace whydah
