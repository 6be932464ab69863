#pragma once

#include "records/run_comparison.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <vector>

namespace whydah {

/// "W  Wilcoxon over classes: p = 0.012 (Holm = 0.024) · 74 that differ · exact".
QString line_of(const Comparison& test);

/// The test over classes, which every compared pair has; null without any.
const Comparison* over_classes(const std::vector<Comparison>& tests);

/// "+3.2 [+1.8, +4.6]": points, with the 95 % interval where there is one; a dash for no test.
QString difference_text(const Comparison* test);

/// All tests of a row in words, a line each. @param runs of the comparison
QString tests_text(const RowComparison& row, std::size_t runs);

/// Of each run that is not tested against the first, in words; runs that are told of alike share a line. The
/// last line says what follows from it. Empty without any.
QStringList gap_lines(const std::vector<ComparedRun>& runs);

} // namespace whydah
