// What is copied of a ComparisonTable.
#include "widgets/comparison_table.h"

#include "widgets/comparison_text.h"
#include "widgets/results_rows.h"

#include <QStringList>

namespace whydah {

QString ComparisonTable::as_text() const {
    QStringList lines{QStringLiteral("Run\tMethod\tAll\tMany\tMedium\tFew\tDifference")};
    for (int row = 0; row < row_count(); ++row) {
        QStringList cells;
        for (int column = 0; column < columns; ++column) {
            const QString mark = marks(row, column);
            cells << text(row, column) + (mark.isEmpty() ? QString() : u' ' + mark);
        }
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

QString ComparisonTable::as_csv() const {
    QStringList head{QStringLiteral("run"), QStringLiteral("method")};
    for (const char* name : {"all", "many", "medium", "few"})
        head << QLatin1String(name) << QLatin1String(name) + QLatin1String("_sd")
             << QLatin1String(name) + QLatin1String("_marks");
    head << QStringLiteral("seeds") << QStringLiteral("difference") << QStringLiteral("low") << QStringLiteral("high")
         << QStringLiteral("p_wilcoxon_classes") << QStringLiteral("p_holm");
    QStringList lines{head.join(u',')};
    const auto percent = [](std::optional<double> share) {
        return share ? QString::number(100 * *share, 'f', 4) : QString();
    };
    const auto number = [](std::optional<double> value) { return value ? QString::number(*value, 'g', 6) : QString(); };
    for (int i = 0; i < row_count(); ++i) {
        const Row& shown = rows_[static_cast<std::size_t>(i)];
        QStringList cells{QString::fromStdString(run_letter(shown.of.run)), QString::fromStdString(shown.of.method)};
        for (std::size_t band = 0; band < band_columns.size(); ++band) {
            const std::optional<MeanSd>& v = shown.values.*band_columns[band];
            cells << percent(v ? std::optional(v->mean) : std::nullopt) << percent(v ? v->sd : std::nullopt)
                  << marks(i, first_band_column + static_cast<int>(band));
        }
        cells << QString::number(shown.values.seeds.size());
        const Comparison* test = shown.tests ? over_classes(shown.tests->tests[0]) : nullptr;
        cells << percent(test ? std::optional(test->difference) : std::nullopt)
              << percent(test && test->interval ? std::optional(test->interval->low) : std::nullopt)
              << percent(test && test->interval ? std::optional(test->interval->high) : std::nullopt)
              << number(test ? test->p : std::nullopt) << number(test ? test->p_holm : std::nullopt);
        lines << cells.join(u',');
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace whydah
