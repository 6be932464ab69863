#pragma once

#include <QFont>
#include <QTextLayout>

#include <memory>
#include <vector>

class QPaintDevice;
class QPainter;

namespace whydah {

/// The program's font for paper: glyphs stand where they were designed to, whatever the resolution.
QFont print_font(double points, bool bold = false);

/// Text that is broken to a width, in lines that can be drawn one by one: so that a page ends between two of them.
class BrokenText {
public:
    using Formats = std::vector<QTextLayout::FormatRange>;
    BrokenText(QString text, const QFont& font, double width, QPaintDevice* device, const Formats& formats = {},
               bool to_the_right = false);

    int lines() const { return static_cast<int>(ends_.size()); }
    double top(int line) const; ///< of a line; of the last one and beyond: the end
    double height() const { return top(lines()); }
    double natural_width() const; ///< of the widest line
    /// How many lines from `first` on have room in `height`.
    int fitting(int first, double height) const;
    /// `count` lines from `first` on, the first one's upper left corner at `at`.
    void draw(QPainter& painter, const QPointF& at, int first, int count) const;

private:
    std::unique_ptr<QTextLayout> layout_;
    std::vector<double> ends_;
};

} // namespace whydah
