#pragma once

#include "records/run_comparison.h"

#include <QString>
#include <QStringList>

namespace whydah {

/// What a report is asked to be.
struct ReportOrder {
    QStringList runs; ///< folders; a comparison where there are several, of which the first is A
    QString file;     ///< its suffix, .html or .pdf, says what is written
    QString against;  ///< "A:plain": what all methods are tested against; empty: plain, or the same method of A
    QString bands; ///< "oltr", "mislas", "decoupling" or "100/20": many above, few below; empty: those of the first run
    bool operator==(const ReportOrder&) const = default;
};

/// As the command line takes it. @param runs in the order of the reference's letter
QString against_text(const RunMethod& reference);
QString bands_text(const BandRule& rule);

inline constexpr int report_without_some = 3; ///< exit code: written, but without the runs that cannot be read

} // namespace whydah
