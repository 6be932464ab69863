#include "bench_gui/bench_gui.h"

#include "app/theme.h"

#include <QApplication>
#include <QDir>

#include <CLI/CLI.hpp>
#include <clocale>
#include <string>
#include <unistd.h>

int main(int argc, char** argv) {
    using namespace whydah::bench;
    CLI::App program{
        "Measures the speed of Whydah's window and prints it. Without a display: xvfb-run -a whydah-bench-gui"};
    int starts = 7, classes = 1000, points = 100'000;
    int images = 100'000;
    std::string folder = WHYDAH_REAL_DATA "/caltech101/images";
    bool training = true, queue = true;
    program.add_option("--starts", starts, "How often the program is started; 0: not at all")->capture_default_str();
    program.add_option("--classes", classes, "Classes for the selection; 0: leave it out")->capture_default_str();
    program.add_option("--points", points, "Points that are panned; 0: leave it out")->capture_default_str();
    program.add_option("--images", images, "Images that are scrolled through; 0: leave it out")->capture_default_str();
    program.add_option("--image-folder", folder, "Where they are: a folder of class folders")->capture_default_str();
    program.add_flag("--training,!--no-training", training, "Gaps of the event loop during a run");
    program.add_flag("--queue,!--no-queue", queue, "Gaps of the event loop while the queue runs two experiments");
    CLI11_PARSE(program, argc, argv);
    // Nothing of the user's is touched.
    const QString own = QDir::temp().filePath(QStringLiteral("whydah-bench-gui-%1").arg(::getpid()));
    qputenv("XDG_CONFIG_HOME", own.toLocal8Bit()), qputenv("XDG_CACHE_HOME", own.toLocal8Bit());
    qputenv("XDG_DATA_HOME", own.toLocal8Bit());
    qputenv("QT_NO_GLIB", "1"); // for GapMeter
    QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    whydah::set_up_looks();
    if (starts > 0) time_starting(starts);
    if (classes > 0) time_selecting(classes);
    if (points > 0) time_panning(points);
    if (images > 0) time_scrolling(folder, images);
    if (training) time_training();
    if (queue) time_queueing();
    QDir(own).removeRecursively();
    return 0;
}
