#include "app/broken_text.h"
#include "app/report_document.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

namespace whydah {
namespace {

// A4 at 96 dots an inch.
constexpr int dpi = 96;
constexpr double page_width = 793.7, page_height = 1122.5, margin = 70, foot = 36,
                 inner_width = page_width - 2 * margin;
constexpr double cell_gap = 14, attached_gap = 3, row_gap = 3.5;
const QColor text_colour(0x1f2328), muted_colour(0x59636e), mark_colour(0x0550ae), line_colour(0xd0d7de),
    head_line(0x818b98), warning_ground(0xfff6e2), warning_line(0xb57500), warning_text(0x5a3b00);

class Pages {
public:
    /// @param pages number of all of them, for their feet; 0: not known yet
    Pages(const ReportDocument& document, int pages) : document_(document), pages_(pages) {
        bytes_.open(QIODevice::WriteOnly);
        pdf_ = std::make_unique<QPdfWriter>(&bytes_);
        pdf_->setResolution(dpi);
        pdf_->setPageSize(QPageSize(QPageSize::A4));
        pdf_->setPageMargins({});
        pdf_->setTitle(document.title);
        pdf_->setCreator(QStringLiteral("Whydah ") + QCoreApplication::applicationVersion());
        painter_.begin(pdf_.get());
        begin_page();
        BrokenText title(document.title, print_font(18, true), inner_width, pdf_.get());
        write(title, text_colour);
        y_ += 6;
        for (std::size_t i = 0; i < document.blocks.size(); ++i) {
            next_ = i + 1 < document.blocks.size() ? &document.blocks[i + 1] : nullptr;
            std::visit([this](const auto& block) { add(block); }, document.blocks[i]);
        }
        painter_.end();
    }
    int number() const { return number_; }
    QByteArray bytes() const { return bytes_.data(); }

private:
    double room() const { return page_height - margin - y_; }

    void begin_page() {
        if (number_++ > 0) pdf_->newPage();
        y_ = margin;
        const QFont font = print_font(7.5);
        painter_.setFont(font);
        painter_.setPen(muted_colour);
        const QRectF line(margin, page_height - margin + foot / 2, inner_width, foot);
        const QString page = pages_ > 0 ? QObject::tr("%1 of %2").arg(number_).arg(pages_) : QString::number(number_);
        const double left = inner_width - 80;
        painter_.drawText(line, Qt::AlignRight | Qt::AlignTop, page);
        painter_.drawText(line, Qt::AlignLeft | Qt::AlignTop,
                          QFontMetricsF(font, pdf_.get()).elidedText(document_.footer, Qt::ElideRight, left));
    }

    void ask_room(double height) {
        if (height > room() && y_ > margin) begin_page();
    }

    void write(const BrokenText& text, const QColor& colour, double indent = 0) {
        painter_.setPen(colour);
        for (int line = 0; line < text.lines();) {
            int count = text.fitting(line, room());
            if (count == 0) {
                begin_page();
                painter_.setPen(colour);
                count = std::max(1, text.fitting(line, room()));
            }
            text.draw(painter_, {margin + indent, y_}, line, count);
            y_ += text.top(line + count) - text.top(line);
            line += count;
        }
    }

    void add(const ReportHeading& heading) {
        const bool part = heading.level == 2;
        const BrokenText text(heading.text, print_font(part ? 13 : 10, true), inner_width, pdf_.get());
        const double above = y_ > margin ? (part ? 20 : 12) : 0;
        ask_room(above + text.height() + 8 + least_height(next_)); // never alone at a page's end
        if (y_ > margin) y_ += above;
        write(text, text_colour);
        if (part) {
            y_ += 3;
            painter_.setPen(QPen(line_colour, 0.75));
            painter_.drawLine(QPointF(margin, y_), QPointF(margin + inner_width, y_));
        }
        y_ += part ? 8 : 4;
    }

    /// What a block needs of the page on which its heading stands.
    static double least_height(const ReportBlock* block) {
        if (!block) return 0;
        if (const auto* figure = std::get_if<ReportFigure>(block)) return height_of(*figure) + 24;
        return std::holds_alternative<ReportHeading>(*block) ? 90 : 60;
    }

    void add(const ReportText& words) {
        const bool warns = words.tone == ReportText::Tone::warning;
        const double indent = warns ? 12 : 0, pad = warns ? 6 : 0;
        const BrokenText text(words.lines.join(u'\n'), print_font(words.tone == ReportText::Tone::muted ? 8 : 9),
                              inner_width - 2 * indent, pdf_.get());
        if (text.height() < page_height / 3) ask_room(text.height() + 2 * pad);
        if (warns && text.height() + 2 * pad <= room()) {
            painter_.fillRect(QRectF(margin, y_, inner_width, text.height() + 2 * pad), warning_ground);
            painter_.fillRect(QRectF(margin, y_, 3, text.height() + 2 * pad), warning_line);
        }
        y_ += pad;
        write(text, warns ? warning_text : words.tone == ReportText::Tone::muted ? muted_colour : text_colour, indent);
        y_ += pad + 6;
    }

    static double height_of(const ReportFigure& figure) {
        return inner_width * figure.size.height() / figure.size.width();
    }

    void add(const ReportFigure& figure) {
        const BrokenText caption(figure.caption, print_font(9, true), inner_width, pdf_.get());
        const double height = std::min(height_of(figure), page_height - 2 * margin - caption.height() - 8);
        const double scale = height / figure.size.height();
        ask_room(caption.height() + 4 + height);
        write(caption, text_colour);
        y_ += 4;
        painter_.save();
        painter_.translate(margin + (inner_width - scale * figure.size.width()) / 2, y_);
        painter_.scale(scale, scale);
        painter_.drawPicture(QPointF(), figure.picture);
        painter_.restore();
        y_ += height + 14;
    }

    using Row = std::vector<BrokenText>;

    BrokenText broken(const ReportCell& cell, const ReportTable& table, const ReportTable::Column& column,
                      double width) const {
        const QString raised = cell.raised.isEmpty() ? QString() : QStringLiteral(" ") + cell.raised;
        BrokenText::Formats formats;
        const auto format = [&](qsizetype from, qsizetype length, auto change) {
            if (length == 0) return;
            QTextLayout::FormatRange range;
            range.start = static_cast<int>(from), range.length = static_cast<int>(length);
            change(range.format);
            formats.push_back(range);
        };
        if (cell.strong) format(0, cell.text.size(), [](QTextCharFormat& f) { f.setFontWeight(QFont::Bold); });
        format(cell.text.size(), cell.spread.size(), [](QTextCharFormat& f) { f.setForeground(muted_colour); });
        format(cell.text.size() + cell.spread.size(), raised.size(), [](QTextCharFormat& f) {
            f.setVerticalAlignment(QTextCharFormat::AlignSuperScript), f.setForeground(mark_colour);
        });
        return BrokenText(cell.text + cell.spread + raised, print_font(table.fine ? 7.5 : 8.5), width, pdf_.get(),
                          formats, column.number);
    }

    static double gap_before(const ReportTable& table, std::size_t column) {
        return column == 0 ? 0 : table.columns[column].attached ? attached_gap : cell_gap;
    }
    static double gaps_of(const ReportTable& table) {
        double sum = 0;
        for (std::size_t c = 0; c < table.columns.size(); ++c) sum += gap_before(table, c);
        return sum;
    }

    /// Columns without a share are as wide as what stands in them; the others have what is left.
    std::vector<double> widths_of(const ReportTable& table) const {
        std::vector<double> widths(table.columns.size());
        double left = inner_width - gaps_of(table), shares = 0;
        for (std::size_t c = 0; c < widths.size(); ++c) {
            const ReportTable::Column& column = table.columns[c];
            if (column.share > 0) {
                shares += column.share;
                continue;
            }
            constexpr double endless = 1e4;
            widths[c] = BrokenText(column.title, print_font(8.5, true), endless, pdf_.get()).natural_width();
            for (const auto& row : table.rows)
                if (c < row.size())
                    widths[c] = std::max(widths[c], broken(row[c], table, {.title = {}}, endless).natural_width());
            widths[c] = std::min(std::ceil(widths[c]) + 1, inner_width / 2);
            left -= widths[c];
        }
        for (std::size_t c = 0; c < widths.size(); ++c)
            if (table.columns[c].share > 0) widths[c] = std::max(40.0, left * table.columns[c].share / shares);
        double sum = gaps_of(table);
        for (double width : widths) sum += width;
        if (sum > inner_width)
            for (double& width : widths) width *= inner_width / sum; // many runs: texts are broken
        return widths;
    }

    void draw_row(const ReportTable& table, const Row& row, const std::vector<double>& widths, int first, int count,
                  const QColor& line) {
        double x = margin, height = 0;
        painter_.setPen(text_colour);
        for (std::size_t c = 0; c < row.size(); ++c) {
            x += gap_before(table, c);
            row[c].draw(painter_, {x, y_ + row_gap}, first, count);
            height = std::max(height, row[c].top(first + count) - row[c].top(first));
            x += widths[c];
        }
        y_ += height + 2 * row_gap;
        painter_.setPen(QPen(line, 0.75));
        painter_.drawLine(QPointF(margin, y_), QPointF(margin + inner_width, y_));
    }

    static double height_of(const Row& row) {
        double height = 0;
        for (const BrokenText& cell : row) height = std::max(height, cell.height());
        return height + 2 * row_gap;
    }

    void add(const ReportTable& table) {
        const std::vector<double> widths = widths_of(table);
        Row head;
        for (std::size_t c = 0; c < widths.size(); ++c)
            head.emplace_back(table.columns[c].title, print_font(table.fine ? 7.5 : 8.5, true), widths[c], pdf_.get(),
                              BrokenText::Formats(), table.columns[c].number);
        const bool titled =
            std::any_of(table.columns.begin(), table.columns.end(), [](const auto& c) { return !c.title.isEmpty(); });
        const auto draw_head = [&] {
            if (titled) draw_row(table, head, widths, 0, 100, head_line);
        };
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            Row row;
            int lines = 1;
            for (std::size_t c = 0; c < widths.size() && c < table.rows[r].size(); ++c) {
                row.push_back(broken(table.rows[r][c], table, table.columns[c], widths[c]));
                lines = std::max(lines, row.back().lines());
            }
            const double head_height = titled ? height_of(head) : 0, height = height_of(row);
            const bool fits_a_page = height + head_height <= page_height - 2 * margin;
            if (r == 0) {
                ask_room(head_height + (fits_a_page ? height : 40));
                draw_head();
            }
            for (int line = 0; line < lines;) { // more than once only for a row that is taller than a page
                int count = lines - line;
                if (fits_a_page ? height > room() : room() < 40) begin_page(), draw_head();
                if (!fits_a_page)
                    for (const BrokenText& cell : row)
                        count = std::min(
                            count, std::max(1, cell.lines() > line ? cell.fitting(line, room() - 2 * row_gap) : count));
                draw_row(table, row, widths, line, count, line_colour);
                line += count;
                if (line < lines) begin_page(), draw_head();
            }
        }
        y_ += 10;
    }

    const ReportDocument& document_;
    int pages_, number_ = 0;
    QBuffer bytes_;
    std::unique_ptr<QPdfWriter> pdf_;
    QPainter painter_;
    double y_ = 0;
    const ReportBlock* next_ = nullptr;
};

} // namespace

QByteArray report_pdf(const ReportDocument& document) {
    const int pages = Pages(document, 0).number();
    return Pages(document, pages).bytes();
}

} // namespace whydah
