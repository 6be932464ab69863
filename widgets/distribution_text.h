#pragma once

#include "records/distribution_facts.h"

#include <QString>

namespace whydah {

/// "2,896 images · 101 classes · 1 to 386, median 14 · imbalance 386 (inverse 0.00259) · Gini 0.62 · slope −1.08
/// (R² 0.93)". Empty without images.
QString distribution_text(const DistributionFacts& facts);

/// The same so that lines break between its facts only.
QString unbroken(QString facts);

/// What the numbers of distribution_text are, for a tip.
QString distribution_tip();

} // namespace whydah
