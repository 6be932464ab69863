#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace whydah {

/// A line of class names, each of which leads to its class: by a click, or with the arrow keys and Return. What does not
/// fit is cut off with three dots; the tip has all of it. Names are painted, so nothing in them is markup.
class NameLine : public QWidget {
    Q_OBJECT
public:
    struct Name {
        int label;
        QString text, after; ///< "bee", " 12"
    };
    explicit NameLine(QWidget* parent = nullptr);

    /// Hidden without names.
    void show_names(const QString& title, std::vector<Name> names, const QString& tail);
    const QString& text() const { return text_; } ///< all of it; empty without names
    QString shown_text() const;                   ///< what fits of it
    /// Where a name is painted, empty if it is cut off whole. @param index counted from 0
    QRect place_of(int index) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

Q_SIGNALS:
    void name_chosen(int label);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Piece {
        QString text;
        bool leads; ///< to a class
    };
    int name_at(const QPoint& at) const;
    /// From left to right, as far as there is room; the last one ends in three dots if it is not all.
    std::vector<Piece> pieces() const;

    QString title_, tail_, text_;
    std::vector<Name> names_;
    int current_ = 0; ///< of the arrow keys
};

} // namespace whydah
