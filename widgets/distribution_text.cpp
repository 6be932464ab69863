#include "widgets/distribution_text.h"

#include "widgets/number_text.h"

#include <QObject>
#include <QStringList>

namespace whydah {

QString distribution_text(const DistributionFacts& facts) {
    if (facts.classes == 0) return {};
    const auto number = [](double value, int digits) { return QString::number(value, 'g', digits); };
    QStringList parts{count_text(facts.images, QObject::tr("training image")),
                      facts.classes == 1 ? QObject::tr("1 class")
                                         : QObject::tr("%1 classes").arg(count_text(facts.classes))};
    if (facts.empty > 0) parts << QObject::tr("%1 without images").arg(count_text(facts.empty));
    parts
        << QObject::tr("%1 to %2, median %3")
               .arg(count_text(facts.smallest), count_text(facts.largest), number(facts.median, 6))
        << QObject::tr("imbalance %1 (inverse %2)").arg(number(facts.imbalance, 4), number(facts.inverse_imbalance, 3))
        << QObject::tr("Gini %1").arg(facts.gini, 0, 'f', 2);
    if (facts.fit)
        parts << QObject::tr("slope %1 (R² %2)")
                     .arg(QString::number(facts.fit->slope, 'f', 2).replace(u'-', QChar(0x2212)),
                          QString::number(facts.fit->r_squared, 'f', 2));
    return parts.join(QStringLiteral(" · "));
}

QString unbroken(QString facts) {
    return facts.replace(u' ', QChar::Nbsp).replace(QStringLiteral("\u00a0·\u00a0"), QStringLiteral("\u00a0· "));
}

QString distribution_tip() {
    return QObject::tr(
        "Imbalance: largest over smallest class, the factor of most papers; LDAM's code writes its inverse.\n"
        "Gini: 0 where all classes have one size, towards 1 where one class has nearly all images.\n"
        "Slope: of log n over log rank, least squares over all ranks that have images; −1 is Zipf's law.\n"
        "R² says how straight the tail is in that plot. Classes without images are in none of these.");
}

} // namespace whydah
