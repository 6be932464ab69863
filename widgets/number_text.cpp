#include "widgets/number_text.h"

#include <QLocale>

#include <cmath>

namespace whydah {
namespace {

const QLocale& english() {
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

QString one_decimal(double value) { return english().toString(value, 'f', 1); }

} // namespace

QString count_text(std::int64_t count) { return english().toString(static_cast<qlonglong>(count)); }

QString count_text(std::int64_t count, const QString& one) {
    return count_text(count) + u' ' + one + (count == 1 ? QString() : QStringLiteral("s"));
}

QString percent_text(std::optional<double> share) {
    return share && std::isfinite(*share) ? one_decimal(100 * *share) : QString(no_number);
}

QString points_text(std::optional<double> share) {
    if (!share || !std::isfinite(*share)) return QString(no_number);
    const double tenths = std::round(1000 * *share);
    const QString size = one_decimal(std::abs(tenths) / 10);
    return tenths == 0 ? size : QChar(tenths < 0 ? 0x2212 : u'+') + size;
}

QString spread_text(const MeanSd& value) {
    return QStringLiteral(" ± ") + (value.sd ? one_decimal(100 * *value.sd) : QString(no_number));
}

QString mean_sd_text(const std::optional<MeanSd>& value) {
    if (!value) return QString(no_number);
    return percent_text(value->mean) + (value->sd ? spread_text(*value) : QString()) + QStringLiteral(" (") +
           count_text(value->n, QStringLiteral("seed")) + u')';
}

QString method_and_seed_text(const std::string& method, std::int64_t seed) {
    return QStringLiteral("%1 · seed %2").arg(QString::fromStdString(method_label(method))).arg(seed);
}

} // namespace whydah
