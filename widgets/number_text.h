#pragma once

#include "records/accuracy_report.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>

namespace whydah {

/// What stands where there is no number: an en dash.
inline constexpr QChar no_number{0x2013};

/// "2,896".
QString count_text(std::int64_t count);

/// "1 image", "2,896 images": the plural by a final s.
QString count_text(std::int64_t count, const QString& one);

/// 0.573 -> "57.3"; a dash for nothing. No sign: the column or axis says percent.
QString percent_text(std::optional<double> share);

/// 0.054 -> "+5.4", -0.02 -> "−2.0" (a true minus); what rounds to zero is "0.0".
QString points_text(std::optional<double> share);

/// " ± 0.4", or " ± –" where one value has no standard deviation.
QString spread_text(const MeanSd& value);

/// "57.3 ± 0.4 (3 seeds)"; "57.3 (1 seed)"; a dash for nothing.
QString mean_sd_text(const std::optional<MeanSd>& value);

/// "MetaModelNet · seed 2".
QString method_and_seed_text(const std::string& method, std::int64_t seed);

} // namespace whydah
