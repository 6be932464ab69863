#include "core/evaluation/significance.h"

#include "core/data/seed.h"
#include "core/statistics/bootstrap.h"
#include "core/statistics/paired_tests.h"

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

constexpr std::size_t fewest_seeds = 3; // for tests over seeds

/// Results of both methods with the same seed and classes.
std::vector<SeedPair> common_seeds(const std::vector<MethodResult>& results, const std::string& method,
                                   const std::string& reference) {
    std::vector<SeedPair> pairs;
    for (const MethodResult& a : results)
        for (const MethodResult& b : results)
            if (a.method == method && b.method == reference && a.seed == b.seed && a.classes.size() == b.classes.size())
                pairs.emplace_back(&a, &b);
    return pairs;
}

double rounded(double difference) { return std::round(difference * 1e9) / 1e9; }

/// Mean over the seeds of recall(first) - recall(second), for classes with test images.
std::vector<double> class_differences(const std::vector<SeedPair>& seeds) {
    std::vector<double> differences;
    for (std::size_t c = 0; c < seeds.front().first->classes.size(); ++c) {
        double sum = 0, n = 0;
        for (const auto& [a, b] : seeds) {
            const auto first = a->classes[c].recall(), second = b->classes[c].recall();
            if (first && second) sum += *first - *second, ++n;
        }
        if (n > 0) differences.push_back(rounded(sum / n));
    }
    return differences;
}

/// Outcomes on the test images of one seed; empty unless both methods have predictions for the same images.
std::vector<PairedOutcome> outcomes(const SeedPair& pair) {
    const auto& a = pair.first->predictions;
    const auto& b = pair.second->predictions;
    std::vector<PairedOutcome> out;
    if (a.size() != b.size()) return out;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].sample != b[i].sample || a[i].truth != b[i].truth) return {};
        out.push_back({a[i].truth, a[i].sample, (a[i].predicted == a[i].truth) - (b[i].predicted == b[i].truth)});
    }
    return out;
}

double seed_difference(const SeedPair& pair) {
    return *band_accuracy(*pair.first, {}).all - *band_accuracy(*pair.second, {}).all;
}

const char* method_of(const Wilcoxon& test) {
    if (!test.exact) return test.ties ? "normal approximation with tie correction" : "normal approximation";
    return test.ties ? "exact, ties by mean rank" : "exact";
}

Comparison over_classes(const Comparison& pair, const std::vector<SeedPair>& seeds, std::int64_t seed) {
    const auto differences = class_differences(seeds);
    const Wilcoxon test = wilcoxon_signed_rank(differences);
    Comparison c = pair;
    c.test = "wilcoxon_classes", c.how = method_of(test);
    c.n = test.n, c.statistic = std::min(test.rank_sum_plus, test.rank_sum_minus);
    c.p = test.p, c.smallest_p = test.exact ? test.smallest_p : 0;
    std::vector<std::vector<PairedOutcome>> images;
    for (const SeedPair& s : seeds) images.push_back(outcomes(s));
    const bool whole = std::none_of(images.begin(), images.end(), [](const auto& i) { return i.empty(); });
    if (whole) {
        const BootstrapInterval interval =
            bootstrap_difference(images, seed_from(seed, "bootstrap/" + pair.method + "/" + pair.reference));
        c.interval = Interval{interval.low, interval.high};
    }
    for (const SeedPair& s : seeds) c.difference += seed_difference(s) / static_cast<double>(seeds.size());
    return c;
}

Comparison on_images(const Comparison& pair, const SeedPair& seed, const std::vector<PairedOutcome>& images) {
    std::int64_t first_only = 0, second_only = 0;
    for (const PairedOutcome& o : images) first_only += o.difference > 0, second_only += o.difference < 0;
    const McNemar test = mcnemar(first_only, second_only);
    Comparison c = pair;
    c.test = "mcnemar", c.how = test.exact ? "exact binomial" : "chi-square with continuity correction";
    c.seed = seed.first->seed, c.n = first_only + second_only, c.statistic = test.statistic, c.p = test.p;
    c.smallest_p = test.exact ? std::min(1.0, std::ldexp(2.0, -static_cast<int>(c.n))) : 0;
    c.difference = static_cast<double>(first_only - second_only) / static_cast<double>(images.size());
    return c;
}

void over_seeds(const Comparison& pair, const std::vector<SeedPair>& seeds, std::vector<Comparison>& out) {
    std::vector<double> differences;
    for (const SeedPair& s : seeds) differences.push_back(rounded(seed_difference(s)));
    Comparison t = pair, w = pair;
    const Wilcoxon ranks = wilcoxon_signed_rank(differences);
    t.test = "t_seeds", t.how = "paired t", t.n = w.n = static_cast<std::int64_t>(seeds.size());
    for (double d : differences) t.difference += d / static_cast<double>(differences.size());
    if (const auto test = paired_t(differences)) {
        t.statistic = test->t, t.p = test->p;
        t.interval = Interval{test->low, test->high};
    } else {
        t.how = "paired t has no meaning: the same difference in every seed";
    }
    w.test = "wilcoxon_seeds", w.how = method_of(ranks), w.n = ranks.n, w.difference = t.difference;
    w.statistic = std::min(ranks.rank_sum_plus, ranks.rank_sum_minus), w.p = ranks.p;
    w.smallest_p = ranks.exact ? ranks.smallest_p : 0;
    out.push_back(std::move(t)), out.push_back(std::move(w));
}

} // namespace

void correct_for_many(std::vector<Comparison>& all) {
    std::vector<bool> done(all.size(), false);
    for (std::size_t first = 0; first < all.size(); ++first) {
        std::vector<std::size_t> family;
        std::vector<double> p;
        for (std::size_t i = first; i < all.size(); ++i)
            if (!done[i] && all[i].p && all[i].test == all[first].test && all[i].seed == all[first].seed)
                family.push_back(i), p.push_back(*all[i].p);
        const auto adjusted = holm(p);
        for (std::size_t i = 0; i < family.size(); ++i) all[family[i]].p_holm = adjusted[i], done[family[i]] = true;
    }
}

bool are_of_same_images(const SeedPair& pair) { return !outcomes(pair).empty(); }

std::vector<Comparison> compare_pair(const std::string& method, const std::string& reference,
                                     const std::vector<SeedPair>& seeds, std::int64_t seed) {
    Comparison pair;
    pair.method = method, pair.reference = reference;
    std::vector<Comparison> tests{over_classes(pair, seeds, seed)};
    for (const SeedPair& s : seeds)
        if (const auto images = outcomes(s); !images.empty()) tests.push_back(on_images(pair, s, images));
    if (seeds.size() >= fewest_seeds) over_seeds(pair, seeds, tests);
    return tests;
}

std::vector<std::pair<std::string, std::string>> compared_pairs(const std::vector<MethodResult>& results) {
    std::vector<std::string> methods;
    for (const MethodResult& r : results)
        if (std::find(methods.begin(), methods.end(), r.method) == methods.end()) methods.push_back(r.method);
    const auto has = [&](const char* name) { return std::find(methods.begin(), methods.end(), name) != methods.end(); };
    std::vector<std::pair<std::string, std::string>> pairs;
    if (has("plain"))
        for (const std::string& method : methods)
            if (method != "plain") pairs.emplace_back(method, "plain");
    const char* ours = has("meta_model_net") ? "meta_model_net" : "meta_model_net_literal";
    if (has(ours))
        for (const std::string& method : methods)
            if (method != "plain" && method != ours) pairs.emplace_back(ours, method);
    return pairs;
}

std::vector<Comparison> compare_methods(const std::vector<MethodResult>& results, std::int64_t seed) {
    std::vector<Comparison> all;
    for (const auto& [method, reference] : compared_pairs(results)) {
        auto seeds = common_seeds(results, method, reference);
        std::erase_if(seeds, [](const SeedPair& s) {
            return !band_accuracy(*s.first, {}).all || !band_accuracy(*s.second, {}).all;
        });
        if (seeds.empty()) continue;
        for (Comparison& test : compare_pair(method, reference, seeds, seed)) all.push_back(std::move(test));
    }
    correct_for_many(all);
    return all;
}

} // namespace whydah
