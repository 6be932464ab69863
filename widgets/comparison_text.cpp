#include "widgets/comparison_text.h"

#include "widgets/number_text.h"

#include <QObject>

#include <algorithm>

namespace whydah {
namespace {

QString p_text(double p) { return p < 0.001 ? QStringLiteral("< 0.001") : QStringLiteral("= %1").arg(p, 0, 'f', 3); }

QString test_name(const Comparison& test) {
    const QString seed = test.seed ? QObject::tr(", seed %1").arg(*test.seed) : QString();
    if (test.test == "wilcoxon_classes") return QObject::tr("W  Wilcoxon over classes");
    if (test.test == "mcnemar") return QObject::tr("M  McNemar on test images") + seed;
    if (test.test == "t_seeds") return QObject::tr("t  paired t over seeds");
    return QObject::tr("Wilcoxon over seeds");
}

QString count_of(const Comparison& test) {
    if (test.test == "wilcoxon_classes") return QObject::tr("%1 that differ").arg(count_text(test.n));
    if (test.test == "mcnemar")
        return QObject::tr("%1 that only one has right").arg(count_text(test.n, QObject::tr("image")));
    return count_text(test.n, QObject::tr("seed"));
}

} // namespace

QString line_of(const Comparison& test) {
    const QString p = test.p ? QObject::tr("p %1").arg(p_text(*test.p)) +
                                   (test.p_holm ? QObject::tr(" (Holm %1)").arg(p_text(*test.p_holm)) : QString())
                             : QObject::tr("no p");
    return QStringLiteral("%1: %2 · %3 · %4").arg(test_name(test), p, count_of(test), QString::fromStdString(test.how));
}

const Comparison* over_classes(const std::vector<Comparison>& tests) {
    const auto found =
        std::find_if(tests.begin(), tests.end(), [](const Comparison& c) { return c.test == "wilcoxon_classes"; });
    return found == tests.end() ? nullptr : &*found;
}

QString difference_text(const Comparison* test) {
    if (!test) return QString(no_number);
    const QString value = points_text(test->difference);
    return test->interval ? QStringLiteral("%1 [%2, %3]")
                                .arg(value, points_text(test->interval->low), points_text(test->interval->high))
                          : value;
}

QString tests_text(const RowComparison& row, std::size_t runs) {
    const QString names = QObject::tr("%1 against %2")
                              .arg(QString::fromStdString(run_method_label(row.row, runs)),
                                   QString::fromStdString(run_method_label(row.reference, runs)));
    if (!row.refusal.empty())
        return QObject::tr("%1: not compared – %2").arg(names, QString::fromStdString(row.refusal));
    const Comparison* classes = over_classes(row.tests[0]);
    const QString seeds = row.seeds.size() == 1 ? QObject::tr("one seed: nothing is known of the spread over seeds")
                                                : QObject::tr("%1 seeds in common").arg(row.seeds.size());
    QStringList lines{QObject::tr("%1: %2 points · %3").arg(names, difference_text(classes), seeds)};
    for (const Comparison& test : row.tests[0]) lines << line_of(test);
    if (!row.note.empty()) lines << QString::fromStdString(row.note);
    return lines.join(u'\n');
}

QStringList gap_lines(const std::vector<ComparedRun>& runs) {
    const std::vector<ComparisonGap> gaps = comparison_gaps(runs);
    QStringList lines;
    for (auto gap = gaps.begin(); gap != gaps.end(); ++gap) {
        const auto is_alike = [&](const ComparisonGap& other) {
            return other.other_data == gap->other_data && other.why == gap->why;
        };
        if (std::any_of(gaps.begin(), gap, is_alike)) continue;
        QStringList letters;
        for (const ComparisonGap& other : gaps)
            if (is_alike(other)) letters << QString::fromStdString(run_letter(other.run));
        const bool one = letters.size() == 1;
        const QString last = letters.takeLast();
        const QString who = one ? last : QObject::tr("%1 and %2").arg(letters.join(QStringLiteral(", ")), last);
        const QString what = gap->other_data ? one ? QObject::tr("%1 is of other data than A – %2")
                                                   : QObject::tr("%1 are of other data than A – %2")
                             : one ? QObject::tr("%1 has another split than A – %2")
                                   : QObject::tr("%1 have another split than A – %2");
        lines << what.arg(who, QString::fromStdString(gap->why));
    }
    if (!lines.isEmpty()) lines << QObject::tr("Nothing is tested between them and A: their numbers are of other images.");
    return lines;
}

} // namespace whydah
