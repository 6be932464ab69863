#pragma once

#include "widgets/plot.h"

#include <QTest>

namespace whydah::test {

/// Shows a view at a size and lets its queued replots happen.
inline void show(QWidget& view, const QSize& size = {800, 500}) {
    view.resize(size);
    view.show();
    for (int i = 0; i < 4; ++i) QCoreApplication::processEvents();
}

inline void click(QWidget& on, const QPointF& at, Qt::KeyboardModifiers keys = {}) {
    QTest::mouseClick(&on, Qt::LeftButton, keys, at.toPoint());
    QCoreApplication::processEvents();
}

/// A drag as a hand does it, in many small moves.
inline void drag(QWidget& on, const QPointF& from, const QPointF& to) {
    QTest::mousePress(&on, Qt::LeftButton, {}, from.toPoint());
    for (int i = 1; i <= 10; ++i) {
        const QPointF at = from + (to - from) * i / 10.0;
        QMouseEvent move(QEvent::MouseMove, at, on.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(&on, &move);
    }
    QTest::mouseRelease(&on, Qt::LeftButton, {}, to.toPoint());
    QCoreApplication::processEvents();
}

inline void hover(QWidget& on, const QPointF& at) {
    QMouseEvent move(QEvent::MouseMove, at, on.mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(&on, &move);
}

} // namespace whydah::test
