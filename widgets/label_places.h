#pragma once

#include <QColor>
#include <QPainter>
#include <QRectF>
#include <QString>

#include <vector>

namespace whydah {

/// Writes names beside points so that none covers another: the first come has the place.
class LabelPlaces {
public:
    /// Forgets all. @param frame nothing is written beyond
    void begin(const QRectF& frame);
    /// Nothing is written there.
    void keep_free(const QRectF& place) { kept_ = place; }
    /// Beside the point where the text covers no other, on the side to which `way` goes if that is free, on a breath of
    /// ground. @return false: there is no place, nothing was written
    bool write(QPainter& painter, const QPointF& at, const QPointF& way, const QString& text, const QColor& colour,
               const QColor& ground);
    const std::vector<QString>& written() const { return written_; }
    const std::vector<QRectF>& places() const { return taken_; }

private:
    QRectF frame_, kept_;
    std::vector<QRectF> taken_;
    std::vector<QString> written_;
};

} // namespace whydah
