#include "app/image_session.h"
#include "app/process_memory.h"
#include "bench_gui/bench_gui.h"
#include "gap_meter.h"
#include "widgets/duplicate_line.h"
#include "widgets/image_grid.h"
#include "widgets/images_view.h"
#include "widgets/problem_list.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTest>

#include <cstdio>

namespace whydah::bench {
namespace {

/// A class for each folder; its images again and again, until there are some `images`.
DatasetSummary folder_of(const QString& folder, std::size_t images, std::size_t& files) {
    DatasetSummary dataset;
    const QDir top(folder);
    for (const QString& name : top.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        ClassSummary& shown = dataset.classes.emplace_back();
        shown.name = name.toStdString();
        QDirIterator at(top.filePath(name), QDir::Files, QDirIterator::Subdirectories);
        while (at.hasNext()) shown.images.push_back({.file = at.next().toStdString()});
        files += shown.images.size();
    }
    std::erase_if(dataset.classes, [](const ClassSummary& c) { return c.images.empty(); });
    for (ClassSummary& shown : dataset.classes) {
        const std::vector<ImageRef> once = shown.images;
        for (std::size_t times = (images + files - 1) / files; times > 1; --times)
            shown.images.insert(shown.images.end(), once.begin(), once.end());
        shown.image_parts.assign(shown.images.size(), SplitPart::train);
        shown.train = static_cast<std::int64_t>(shown.images.size());
    }
    return dataset;
}

double since(const QElapsedTimer& clock) { return static_cast<double>(clock.nsecsElapsed()) / 1e6; }

} // namespace

void time_scrolling(const std::string& folder, int images) {
    std::size_t files = 0;
    const DatasetSummary dataset = folder_of(QString::fromStdString(folder), static_cast<std::size_t>(images), files);
    if (files == 0) {
        std::printf("scrolling         no images in '%s': left out\n", folder.c_str());
        return;
    }
    ImagesView view;
    ProblemList problems;
    DuplicateLine line;
    ImageSession session(core_api, &view, &problems, &line);
    view.resize(1280, 900);
    session.show_dataset(std::make_shared<const DatasetSummary>(dataset));
    session.stop_search(); // it reads files, too: another figure
    view.show();
    const ImageGrid& grid = *view.grid();
    const auto settled = [&](int most) { return QTest::qWaitFor([&] { return grid.wanted().empty(); }, most); };
    if (!settled(20'000)) std::printf("scrolling         the first pictures do not come\n");
    QScrollBar& bar = *grid.verticalScrollBar();
    constexpr int frame_milliseconds = 16;
    for (const int speed : {1000, 4000, 20'000}) { // points a second: reading, a wheel, a flick
        bar.setValue(bar.maximum() / 3 * (speed % 7) / 7);
        settled(5000);
        std::vector<double> work;
        double shown = 0;
        const test::GapMeter meter;
        QElapsedTimer whole;
        whole.start();
        int frames = 0;
        for (; since(whole) < 5000; ++frames) {
            QElapsedTimer clock;
            clock.start();
            bar.setValue(bar.value() + speed * frame_milliseconds / 1000);
            QCoreApplication::processEvents(); // painting, and pictures that arrived
            work.push_back(since(clock));
            const double square = grid.columns() * 7;
            shown += 1 - std::min(1.0, static_cast<double>(grid.wanted().size()) / square);
            while (since(clock) < frame_milliseconds) QTest::qWait(1);
        }
        std::printf("scrolling         %d images, %6d points/s: %3.0f frames/s, a frame %4.1f ms (p99 %4.1f), gaps p99 "
                    "%4.1f ms, "
                    "longest %4.1f ms (%.1f on the clock), %.0f %% decoded in sight\n",
                    view.choice().count(), speed, 1000 * frames / since(whole), quantile(work, 0.5),
                    quantile(work, 0.99), meter.quantile(0.99), meter.longest(), meter.longest_wall(),
                    100 * shown / frames);
        std::fflush(stdout);
    }
    std::vector<double> jumps;
    for (int i = 1; i <= 15; ++i) {
        QElapsedTimer clock;
        clock.start();
        bar.setValue(static_cast<int>(static_cast<qint64>(bar.maximum()) * (i * 37 % 100) / 100));
        settled(10'000);
        jumps.push_back(since(clock));
    }
    std::printf(
        "scrolling         from a jump to all pictures in sight: median %.0f ms, longest %.0f ms; cache %.0f of %.0f "
        "MiB; program %.0f MiB\n",
        quantile(jumps, 0.5), quantile(jumps, 1), static_cast<double>(grid.pictures().bytes()) / 1048576,
        static_cast<double>(grid.pictures().most_bytes()) / 1048576,
        static_cast<double>(process_memory().now) / 1048576);
    std::fflush(stdout);
}

} // namespace whydah::bench
