#include "app/report.h"

#include "records/error.h"
#include "widgets/figure_export.h"

#include <cstdio>
#include <exception>

namespace whydah {
namespace {

int fail(const char* what) {
    std::fprintf(stderr, "whydah: %s\n", what);
    return 1;
}

} // namespace

int write_report(const QString& run, const QString& folder, CoreLoader core) {
    try {
        const RunRecord record = core().read_run(run.toStdString());
        const auto files = write_figures(record, folder.isEmpty() ? run : folder);
        for (const QString& file : files) std::printf("%s\n", qUtf8Printable(file));
        return files.empty() ? fail("the run has nothing to draw: it was stopped before its data was read") : 0;
    } catch (const std::exception& error) {
        return fail(error.what());
    }
}

} // namespace whydah
