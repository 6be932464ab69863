#pragma once

#include <QHeaderView>

namespace whydah {

/// A horizontal header that is text on the table's ground with a thin line beneath. Colours come from the palette when
/// it is drawn, so that it follows light and dark.
class FlatHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit FlatHeader(QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    QSize sectionSizeFromContents(int section) const override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
};

} // namespace whydah
