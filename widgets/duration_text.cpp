#include "widgets/duration_text.h"

#include <cmath>

namespace whydah {

QString clock_text(double seconds) {
    if (!(seconds >= 0) || seconds > 1e8) return {};
    const auto whole = static_cast<qint64>(std::ceil(seconds));
    const qint64 hours = whole / 3600, minutes = whole / 60 % 60;
    const QString rest = QStringLiteral(":%1").arg(whole % 60, 2, 10, QChar(u'0'));
    if (hours == 0) return QString::number(minutes) + rest;
    return QStringLiteral("%1:%2").arg(hours).arg(minutes, 2, 10, QChar(u'0')) + rest;
}

QString duration_text(double seconds) {
    if (!(seconds >= 0)) return {};
    if (seconds < 9.95) return QStringLiteral("%1 s").arg(seconds, 0, 'f', 1);
    if (seconds < 59.5) return QStringLiteral("%1 s").arg(std::lround(seconds));
    return clock_text(std::round(seconds));
}

QString rate_text(double per_second, const QString& unit) {
    if (!(per_second > 0) || !std::isfinite(per_second)) return {};
    if (per_second < 0.095) return QStringLiteral("%1 %2/s").arg(per_second, 0, 'g', 1).arg(unit);
    return QStringLiteral("%1 %2/s").arg(per_second, 0, 'f', per_second < 10 ? 1 : 0).arg(unit);
}

} // namespace whydah
