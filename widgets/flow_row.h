#pragma once

#include <QLayout>

#include <vector>

namespace whydah {

/// Controls in one row, or in as many as the width needs: none is squeezed or cut.
class FlowRow : public QLayout {
    Q_OBJECT
public:
    explicit FlowRow(QWidget* parent = nullptr);
    ~FlowRow() override;

    /// Kept together on one row: a label and its field.
    void add(std::initializer_list<QWidget*> parts);

    void addItem(QLayoutItem* item) override;
    int count() const override { return static_cast<int>(items_.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place({0, 0, width, 0}, false); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    /// @return the height
    int place(const QRect& rect, bool move) const;
    std::vector<QLayoutItem*> items_;
};

} // namespace whydah
