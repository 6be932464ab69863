#include "app/startup_time.h"

#include <QApplication>
#include <QEvent>
#include <QWindow>

#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>
#include <unistd.h>

namespace whydah {
namespace {

class FirstExposure : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Expose && static_cast<QWindow*>(watched)->isExposed()) {
            watched->removeEventFilter(this);
            // What is queued now is the first painting; behind it the user sees the window.
            QMetaObject::invokeMethod(this, &FirstExposure::tell, Qt::QueuedConnection);
        }
        return false;
    }

private:
    static void tell() {
        std::ifstream file("/proc/self/schedstat"); // of the GUI thread: nanoseconds on and waiting for a processor
        double ran = 0, waited = 0;
        file >> ran >> waited;
        std::printf("window after %.2f s, %.2f s of them waiting for a processor\n", process_seconds(), waited / 1e9);
        QApplication::exit(0);
    }
};

} // namespace

double process_seconds() {
    std::ifstream file("/proc/self/stat");
    std::string line;
    std::getline(file, line);
    const std::size_t name_end = line.rfind(')'); // the program's name may hold anything
    if (name_end == std::string::npos) return -1;
    std::size_t at = name_end + 2;
    for (int field = 3; field < 22; ++field) at = line.find(' ', at) + 1; // field 22: start, in ticks since boot
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    const double ticks = std::stod(line.substr(at, line.find(' ', at) - at));
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 -
           ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

void tell_startup_time(QWidget& window) {
    auto* first = new FirstExposure(&window);
    window.winId(); // makes the native window, so that its exposure can be seen
    window.windowHandle()->installEventFilter(first);
}

} // namespace whydah
