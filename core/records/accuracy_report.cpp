#include "records/accuracy_report.h"

#include "records/method_list.h"

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

struct Mean {
    double sum = 0;
    std::int64_t n = 0;
    void add(double value) { sum += value, ++n; }
    std::optional<double> value() const { return n ? std::optional(sum / static_cast<double>(n)) : std::nullopt; }
};

} // namespace

std::optional<double> ClassAccuracy::recall() const {
    if (test == 0) return std::nullopt;
    return static_cast<double>(correct) / static_cast<double>(test);
}

std::optional<double> BandAccuracy::of(Band band) const {
    return band == Band::many ? many : band == Band::medium ? medium : few;
}

std::vector<std::int64_t> train_counts(const MethodResult& result) {
    std::vector<std::int64_t> counts;
    counts.reserve(result.classes.size());
    for (const ClassAccuracy& c : result.classes) counts.push_back(c.train);
    return counts;
}

BandAccuracy band_accuracy(const MethodResult& result, const BandRule& rule) {
    Mean all, bands[3];
    const auto band = rule.bands_of(train_counts(result));
    for (std::size_t c = 0; c < result.classes.size(); ++c) {
        const auto recall = result.classes[c].recall();
        if (!recall) continue;
        all.add(*recall);
        bands[static_cast<int>(band[c])].add(*recall);
    }
    return {all.value(), bands[0].value(), bands[1].value(), bands[2].value()};
}

std::optional<MeanSd> mean_sd(const std::vector<double>& values) {
    if (values.empty()) return std::nullopt;
    MeanSd out{.mean = 0, .sd = std::nullopt, .n = static_cast<std::int64_t>(values.size())};
    for (double v : values) out.mean += v / static_cast<double>(values.size());
    if (values.size() > 1) {
        double squares = 0;
        for (double v : values) squares += (v - out.mean) * (v - out.mean);
        out.sd = std::sqrt(squares / static_cast<double>(values.size() - 1));
    }
    return out;
}

std::vector<MethodRow> method_rows(const std::vector<MethodResult>& results, const BandRule& rule) {
    std::vector<MethodRow> rows;
    for (const MethodResult& first : results) {
        const auto same = [&](const MethodRow& row) { return row.method == first.method; };
        if (std::any_of(rows.begin(), rows.end(), same)) continue;
        MethodRow row{.method = first.method, .seeds = {}, .all = {}, .many = {}, .medium = {}, .few = {}};
        std::vector<double> all, many, medium, few;
        for (const MethodResult& result : results) {
            if (result.method != first.method) continue;
            row.seeds.push_back(result.seed);
            const BandAccuracy accuracy = band_accuracy(result, rule);
            if (accuracy.all) all.push_back(*accuracy.all);
            if (accuracy.many) many.push_back(*accuracy.many);
            if (accuracy.medium) medium.push_back(*accuracy.medium);
            if (accuracy.few) few.push_back(*accuracy.few);
        }
        row.all = mean_sd(all), row.many = mean_sd(many), row.medium = mean_sd(medium), row.few = mean_sd(few);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<std::optional<double>> gain_per_class(const std::vector<MethodResult>& results, const std::string& method,
                                                  const std::string& reference) {
    std::vector<Mean> gains;
    for (const MethodResult& ours : results) {
        if (ours.method != method) continue;
        const auto theirs = std::find_if(results.begin(), results.end(), [&](const MethodResult& r) {
            return r.method == reference && r.seed == ours.seed && r.classes.size() == ours.classes.size();
        });
        if (theirs == results.end()) continue;
        gains.resize(std::max(gains.size(), ours.classes.size()));
        for (std::size_t c = 0; c < ours.classes.size(); ++c) {
            const auto a = ours.classes[c].recall(), b = theirs->classes[c].recall();
            if (a && b) gains[c].add(*a - *b);
        }
    }
    std::vector<std::optional<double>> out;
    for (const Mean& gain : gains) out.push_back(gain.value());
    return out;
}

std::string method_label(const std::string& method) {
    const std::size_t plus = method.rfind('+');
    if (plus != std::string::npos && plus > 0) {
        const std::string first = method_label(method.substr(0, plus)), last = method.substr(plus + 1);
        if (last == "recur_ft") return first + ", Recur FT";
        return find_method(last) ? first + " on " + method_label(last) : first + " + " + last;
    }
    const MethodInfo* known = find_method(method);
    return known ? std::string(known->label) : method;
}

} // namespace whydah
