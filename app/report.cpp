#include "app/report.h"

#include "app/core_library.h"
#include "records/error.h"
#include "widgets/figure_export.h"

#include <cstdio>

namespace whydah {

int write_report(const QString& folder) {
    try {
        const RunRecord run = core_api().read_run(folder.toStdString());
        for (const QString& file : write_figures(run, folder)) std::printf("%s\n", qUtf8Printable(file));
        return 0;
    } catch (const Error& error) {
        std::fprintf(stderr, "whydah: %s\n", error.what());
        return 1;
    }
}

} // namespace whydah
