#include "widgets/results_rows.h"

#include "records/method_list.h"

#include <QStringList>

#include <algorithm>
#include <string_view>

namespace whydah {
namespace {

constexpr std::string_view control = "logit_adjustment", ours = "meta_model_net";

// The order of method_list; "+" rows follow their method; later versions' methods come last.
std::size_t place_of(const std::string& method) {
    const std::string base = method.substr(0, method.find('+'));
    const auto found = std::find_if(method_list.begin(), method_list.end(),
                                    [&](const MethodInfo& known) { return known.name == base; });
    return 2 * static_cast<std::size_t>(found - method_list.begin()) + (base == method ? 0 : 1);
}

} // namespace

std::vector<MethodRow> results_rows(const std::vector<MethodResult>& results, const BandRule& rule) {
    std::vector<MethodRow> rows = method_rows(results, rule);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const MethodRow& a, const MethodRow& b) { return place_of(a.method) < place_of(b.method); });
    const auto at = [&rows](std::string_view method) {
        return std::find_if(rows.begin(), rows.end(), [&](const MethodRow& row) { return row.method == method; });
    };
    // Nothing between the identity control and MetaModelNet, not even the control's own proximal row.
    if (const auto from = at(control), to = at(ours); to != rows.end() && from < to) std::rotate(from, from + 1, to);
    return rows;
}

std::optional<MeanSd> earned_by_meta_network(const std::vector<MethodResult>& results, const BandRule& rule) {
    std::vector<double> differences;
    for (const MethodResult& a : results)
        for (const MethodResult& b : results)
            if (a.method == ours && b.method == control && a.seed == b.seed)
                if (const auto x = band_accuracy(a, rule).all, y = band_accuracy(b, rule).all; x && y)
                    differences.push_back(*x - *y);
    return mean_sd(differences);
}

std::optional<double> mean_recall(const std::vector<MethodResult>& results, const std::string& method,
                                  std::size_t label) {
    std::vector<double> values;
    for (const MethodResult& result : results)
        if (result.method == method && label < result.classes.size())
            if (const auto recall = result.classes[label].recall()) values.push_back(*recall);
    const auto mean = mean_sd(values);
    return mean ? std::optional(mean->mean) : std::nullopt;
}

QString rows_as_csv(const std::vector<MethodRow>& rows) {
    QStringList head{QStringLiteral("method")};
    for (const char* name : std::array{"all", "many", "medium", "few"})
        head << QLatin1String(name) << QLatin1String(name) + QLatin1String("_sd");
    QStringList lines{(head << QStringLiteral("seeds")).join(u',')};
    const auto number = [](std::optional<double> share) {
        return share ? QString::number(100 * *share, 'f', 4) : QString();
    };
    for (const MethodRow& row : rows) {
        QStringList cells{QString::fromStdString(row.method)};
        for (const auto column : band_columns) {
            const std::optional<MeanSd>& v = row.*column;
            cells << number(v ? std::optional(v->mean) : std::nullopt) << number(v ? v->sd : std::nullopt);
        }
        lines << (cells << QString::number(row.seeds.size())).join(u',');
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace whydah
