#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>

namespace whydah::test {

/// Counts what changes the places of widgets, anywhere in the program.
class PlaceChanges : public QObject {
public:
    PlaceChanges() { qApp->installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override {
        switch (event->type()) {
        case QEvent::Move:
        case QEvent::Resize:
        case QEvent::Show:
        case QEvent::Hide:
        case QEvent::LayoutRequest:
        case QEvent::FontChange:
        case QEvent::StyleChange:
        case QEvent::UpdateRequest:
        case QEvent::MetaCall: // what was put off to the next turn
            ++count;
            break;
        default: break;
        }
        return false;
    }
    int count = 0;
};

/// Lets the event loop turn until turns come in which no widget is moved, laid out, shown or painted.
/// @return whether that was so within ten seconds
inline bool settles() {
    constexpr int quiet_turns = 3; // what a turn starts with a timer of 0 ms comes in the next one
    QElapsedTimer limit;
    limit.start();
    PlaceChanges changes;
    for (int quiet = 0; quiet < quiet_turns;) {
        if (limit.elapsed() > 10000) return false;
        changes.count = 0;
        QApplication::sendPostedEvents();
        QApplication::processEvents();
        quiet = changes.count == 0 ? quiet + 1 : 0;
    }
    return true;
}

} // namespace whydah::test
