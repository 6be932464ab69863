#include "bench_gui/bench_gui.h"
#include "support/program.h"
#include "support/temporary_folder.h"

#include <cstdio>

namespace whydah::bench {

void time_starting(int starts) {
    const test::TemporaryFolder folder;
    std::vector<double> wall, own;
    for (int i = 0; i < starts; ++i) {
        double seconds = 0, waited = 0;
        test::Program(WHYDAH, {"--startup-time"}, folder / "stdout", folder / "stderr").wait();
        const std::string said = test::text_of(folder / "stdout");
        if (std::sscanf(said.c_str(), "window after %lf s, %lf s", &seconds, &waited) != 2) {
            std::printf("first window: whydah did not say its time: %s\n", test::text_of(folder / "stderr").c_str());
            return;
        }
        wall.push_back(1000 * seconds), own.push_back(1000 * (seconds - waited));
    }
    std::printf("first window      median of %d: %4.0f ms (%.0f ms without waiting for a processor), longest %.0f ms\n",
                starts, quantile(wall, 0.5), quantile(own, 0.5), quantile(wall, 1));
}

} // namespace whydah::bench
