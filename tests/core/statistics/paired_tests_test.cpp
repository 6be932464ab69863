#include "core/statistics/paired_tests.h"

#include <cmath>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

// Expected values: scipy 1.10.1, the call stands beside each; "worked" is done by hand in the comment.

namespace whydah {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;

TEST(McNemar, FewDiscordantImagesAreTestedExactly) {
    EXPECT_NEAR(mcnemar(3, 11).p, 0.057373046875, 1e-15); // scipy.stats.binomtest(3, 14, .5).pvalue
    EXPECT_NEAR(mcnemar(0, 5).p, 0.0625, 1e-15);          // worked: 2 / 2^5
    EXPECT_EQ(mcnemar(8, 8).p, 1);                        // scipy.stats.binomtest(8, 16, .5).pvalue
    EXPECT_EQ(mcnemar(12, 12).p, 1);
    EXPECT_TRUE(mcnemar(12, 12).exact);
    EXPECT_EQ(mcnemar(3, 11).statistic, 3);
    EXPECT_EQ(mcnemar(3, 11).p, mcnemar(11, 3).p);
}

TEST(McNemar, From25OnChiSquareWithContinuityCorrection) {
    const McNemar first = mcnemar(10, 15), second = mcnemar(40, 20);
    EXPECT_FALSE(first.exact);
    EXPECT_NEAR(first.statistic, 0.64, 1e-15);                    // worked: (|10 - 15| - 1)^2 / 25
    EXPECT_NEAR(first.p, 0.4237107971667936, 1e-12);              // scipy.stats.chi2.sf(0.64, 1)
    EXPECT_NEAR(second.p, 0.014171388254012323, 1e-12);           // scipy.stats.chi2.sf(19**2 / 60, 1)
    EXPECT_NEAR(mcnemar(5, 60).p, 2.1147106413818607e-11, 1e-22); // scipy.stats.chi2.sf(54**2 / 65, 1)
    EXPECT_EQ(mcnemar(30, 30).p, 1) << "the correction does not go below 0";
}

TEST(McNemar, WithoutDiscordantImagesThereIsNoDifference) { EXPECT_EQ(mcnemar(0, 0).p, 1); }

TEST(Wilcoxon, SmallSamplesAreExact) {
    const Wilcoxon test = wilcoxon_signed_rank({1.1, -2.3, 3.7, 4.2, 0.4, -0.9, 5.5, 6.1});
    EXPECT_TRUE(test.exact);
    EXPECT_FALSE(test.ties);
    EXPECT_EQ(test.rank_sum_minus, 6); // worked: 2.3 has rank 4, 0.9 rank 2
    EXPECT_EQ(test.p, 0.109375);       // scipy.stats.wilcoxon(d, mode="exact").pvalue
    EXPECT_EQ(test.smallest_p, 2.0 / 256);
}

TEST(Wilcoxon, FiftyDifferencesAreStillExact) {
    std::vector<double> d;
    for (int i = 0; i < 50; ++i) d.push_back((i + 1) * ((i * 37) % 5 < 3 ? 1 : -1));
    const Wilcoxon test = wilcoxon_signed_rank(d);
    EXPECT_EQ(test.rank_sum_minus, 530);
    EXPECT_NEAR(test.p, 0.3044806608698192, 1e-13); // scipy.stats.wilcoxon(d, mode="exact")
}

TEST(Wilcoxon, TiesAndZerosAreExactToo) {
    const Wilcoxon test = wilcoxon_signed_rank({3, -1, 2, 2, -2, 4, 1, 1, 5, -3, 2, 0, 0});
    EXPECT_EQ(test.zeros, 2);
    EXPECT_EQ(test.n, 11);
    EXPECT_TRUE(test.ties && test.exact);
    EXPECT_EQ(test.rank_sum_plus, 50);
    EXPECT_EQ(test.rank_sum_minus, 16);
    // All 2^11 signs of scipy.stats.rankdata(abs(d)) counted in Python: 2 * mean(sum of ranks <= 16)
    EXPECT_EQ(test.p, 0.1455078125);
}

TEST(Wilcoxon, LargeSamplesUseTheNormalApproximationWithTieCorrection) {
    std::vector<double> d;
    for (int i = 0; i < 80; ++i) d.push_back(((i * 7919) % 23 - 8) / 4.0);
    const Wilcoxon test = wilcoxon_signed_rank(d);
    EXPECT_FALSE(test.exact);
    EXPECT_EQ(test.zeros, 3);
    EXPECT_EQ(std::min(test.rank_sum_plus, test.rank_sum_minus), 837);
    // scipy.stats.wilcoxon(d, zero_method="wilcox", mode="approx", correction=False)
    EXPECT_NEAR(test.p, 0.0007337599652960179, 1e-15);
}

TEST(Wilcoxon, WithoutADifferenceThereIsNothingToTest) {
    for (const auto& d : {std::vector<double>{}, std::vector<double>{0, 0, 0}}) {
        const Wilcoxon test = wilcoxon_signed_rank(d);
        EXPECT_EQ(test.n, 0);
        EXPECT_EQ(test.p, 1);
    }
    EXPECT_EQ(wilcoxon_signed_rank({1, 2, 3}).p, 0.25) << "three differences cannot do better";
    EXPECT_EQ(wilcoxon_signed_rank({1, 2, 3}).smallest_p, 0.25);
}

TEST(PairedT, AgreesWithScipy) {
    const double a[] = {.803, .812, .799, .82, .808}, b[] = {.751, .77, .76, .755, .78};
    std::vector<double> d;
    for (int i = 0; i < 5; ++i) d.push_back(a[i] - b[i]);
    const auto test = paired_t(d);
    ASSERT_TRUE(test);
    EXPECT_NEAR(test->t, 7.2248365135073325, 1e-11);    // scipy.stats.ttest_rel(a, b)
    EXPECT_NEAR(test->p, 0.0019467578841892508, 1e-14); // scipy.stats.ttest_rel(a, b)
    EXPECT_NEAR(test->low, 0.02783001266252624, 1e-13); // scipy.stats.t.interval(.95, 4, d.mean(), stats.sem(d))
    EXPECT_NEAR(test->high, 0.06256998733747379, 1e-13);
}

TEST(PairedT, HasNoMeaningWithoutSpread) {
    EXPECT_FALSE(paired_t({}));
    EXPECT_FALSE(paired_t({0.1}));
    EXPECT_FALSE(paired_t({0.3 - 0.1, 0.2, 0.4 - 0.2})) << "the same but for rounding";
    ASSERT_TRUE(paired_t({0, 0, 0}));
    EXPECT_EQ(paired_t({0, 0, 0})->p, 1);
}

TEST(Holm, StepsDown) {
    // Worked: sorted 0.01 0.02 0.03 0.04 times 4 3 2 1 = 0.04 0.06 0.06 0.04, then never falling.
    EXPECT_THAT(holm({0.04, 0.01, 0.03, 0.02}),
                ElementsAre(DoubleEq(0.06), DoubleEq(0.04), DoubleEq(0.06), DoubleEq(0.06)));
    EXPECT_THAT(holm({0.9, 0.8}), ElementsAre(1, 1));
    EXPECT_THAT(holm({0.3}), ElementsAre(0.3));
    EXPECT_THAT(holm({}), ElementsAre());
}

} // namespace
} // namespace whydah
