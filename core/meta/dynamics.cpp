#include "core/meta/dynamics.h"

#include "core/data/seed.h"
#include "core/meta/head_classes.h"
#include "core/meta/rank_correlation.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <torch/utils.h>

namespace whydah {
namespace {

constexpr int permutations = 999;
constexpr std::int64_t nearest_shown = 5;
constexpr std::int64_t rows_at_once = 1024; // of a table of all pairs

torch::Tensor unit_rows(const torch::Tensor& rows) { return rows / rows.norm(2, 1, true).clamp_min(1e-30); }

/// Cosines of all pairs of rows, [M, M] float64.
torch::Tensor cosines(const torch::Tensor& rows) {
    const torch::Tensor unit = unit_rows(rows);
    return unit.mm(unit.t()).contiguous();
}

/// All of them, or `most_smoothness_classes` drawn at random, ascending.
torch::Tensor some_of(const torch::Tensor& rows, std::int64_t seed) {
    if (rows.size(0) <= most_smoothness_classes) return rows;
    std::vector<std::int64_t> places(static_cast<std::size_t>(rows.size(0)));
    std::iota(places.begin(), places.end(), std::int64_t{0});
    Random(seed_from(seed, "dynamics/classes")).shuffle(places);
    places.resize(most_smoothness_classes);
    std::sort(places.begin(), places.end());
    return rows.index_select(0, torch::tensor(places, torch::kLong));
}

/// Pairs i < j of a square matrix, with rows and columns in the given order.
std::vector<double> pairs_of(const double* square, const std::vector<std::size_t>& order) {
    const std::size_t n = order.size();
    std::vector<double> out;
    out.reserve(n * (n - 1) / 2);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 1; j < n; ++j) out.push_back(square[order[i] * n + order[j]]);
    return out;
}

struct Mean {
    double sum = 0;
    std::int64_t count = 0;
    void add(double value) { sum += value, ++count; }
    double value() const { return count > 0 ? sum / static_cast<double>(count) : NAN; }
};

/// First and last rows of chains in the table of weights. @param row of the first chain's first point; left behind
struct Ends {
    torch::Tensor first, last; ///< [M, D] float64, of the chains with two points or more
};
Ends ends_of(const std::vector<ClassTrajectory>& chains, const torch::Tensor& weights, std::int64_t& row) {
    std::vector<std::int64_t> first, last;
    for (const ClassTrajectory& chain : chains) {
        const auto points = static_cast<std::int64_t>(chain.points.size());
        if (points > 1) first.push_back(row), last.push_back(row + points - 1);
        row += points;
    }
    const auto rows = [&](const std::vector<std::int64_t>& at) {
        return weights.index_select(0, torch::tensor(at, torch::kLong));
    };
    return {rows(first), rows(last)};
}

std::vector<NormOfShot> norms_of(const Trajectories& t) {
    std::map<std::int64_t, Mean> measured, regressed, entering, leaving;
    for (const ClassTrajectory& chain : t.measured)
        for (const TrajectoryPoint& point : chain.points) measured[point.shot].add(point.norm);
    for (const ClassTrajectory& chain : t.regressed)
        for (const TrajectoryPoint& point : chain.points) regressed[point.shot].add(point.norm);
    for (const ClassTrajectory& chain : t.classes) {
        entering[chain.points.front().shot].add(chain.points.front().norm);
        leaving[chain.points.front().shot].add(chain.points.back().norm);
    }
    std::vector<NormOfShot> out;
    for (std::int64_t block = 0; block <= t.last_block + 1; ++block) {
        const std::int64_t shot = block > t.last_block ? 0 : shots_of(block);
        out.push_back({shot, measured[shot].count, measured[shot].value(), regressed[shot].count,
                       regressed[shot].value(), entering[shot].count, entering[shot].value(), leaving[shot].value()});
    }
    return out;
}

/// The rows nearest to each by cosine, itself left out.
std::vector<std::vector<std::int64_t>> nearest_rows(const torch::Tensor& rows) {
    const std::int64_t n = rows.size(0), shown = std::min(nearest_shown, n - 1);
    const torch::Tensor unit = unit_rows(rows);
    std::vector<std::vector<std::int64_t>> out;
    for (std::int64_t begin = 0; begin < n; begin += rows_at_once) {
        const std::int64_t count = std::min(rows_at_once, n - begin);
        torch::Tensor near = unit.narrow(0, begin, count).mm(unit.t());
        near.diagonal(begin).fill_(-2);
        const torch::Tensor order =
            std::get<1>(near.sort(/*stable=*/true, 1, /*descending=*/true)).narrow(1, 0, shown).contiguous();
        for (std::int64_t i = 0; i < count; ++i) {
            const auto* first = order.data_ptr<std::int64_t>() + i * shown;
            out.emplace_back(first, first + shown);
        }
    }
    return out;
}

void add_nearest(const Trajectories& t, const torch::Tensor& weights, DynamicsReport& report) {
    std::vector<std::int64_t> first, last;
    std::int64_t row = 0;
    for (const ClassTrajectory& chain : t.classes) {
        first.push_back(row);
        row += static_cast<std::int64_t>(chain.points.size());
        last.push_back(row - 1);
    }
    const auto rows = [&](const std::vector<std::int64_t>& at) {
        return weights.index_select(0, torch::tensor(at, torch::kLong));
    };
    const auto before = nearest_rows(rows(first)), after = nearest_rows(rows(last));
    const auto labels = [&](const std::vector<std::int64_t>& of) {
        std::vector<std::int64_t> out;
        for (std::int64_t i : of) out.push_back(t.classes[static_cast<std::size_t>(i)].label);
        return out;
    };
    Mean kept;
    for (std::size_t i = 0; i < t.classes.size(); ++i) {
        report.nearest.push_back({t.classes[i].label, labels(before[i]), labels(after[i])});
        if (t.classes[i].points.size() < 2 || before[i].empty()) continue;
        const auto same = std::count_if(before[i].begin(), before[i].end(), [&](std::int64_t near) {
            return std::find(after[i].begin(), after[i].end(), near) != after[i].end();
        });
        kept.add(static_cast<double>(same) / static_cast<double>(before[i].size()));
    }
    report.kept_nearest = kept.value();
}

} // namespace

std::vector<BlockChange> block_changes(MetaModelNet& net, const torch::Tensor& theta,
                                       const std::vector<std::int64_t>& entry, double scale, std::int64_t coordinates) {
    const torch::NoGradGuard no_gradients;
    net->eval();
    std::vector<BlockChange> out;
    torch::Tensor inside = theta.narrow(0, 0, 0);
    for (std::int64_t i = 0; i <= net->last_block(); ++i) {
        std::vector<std::int64_t> entering;
        for (std::size_t row = 0; row < entry.size(); ++row)
            if (entry[row] == i) entering.push_back(static_cast<std::int64_t>(row));
        const torch::Tensor rows = theta.index_select(0, torch::tensor(entering, torch::kLong).to(theta.device()));
        inside = torch::cat({inside, rows / scale});
        BlockChange change{.block = i, .rows = inside.size(0)};
        if (inside.size(0) > 0) {
            const torch::Tensor next = net->forward_between(inside, i, i + 1);
            const torch::Tensor from = inside.narrow(1, 0, coordinates), to = next.narrow(1, 0, coordinates);
            const torch::Tensor ratio = (to - from).norm(2, 1) / from.norm(2, 1).clamp_min(1e-30);
            change.mean_ratio = ratio.mean().item<double>();
            change.largest_ratio = ratio.max().item<double>();
            change.mean_cosine =
                ((from * to).sum(1) / (from.norm(2, 1) * to.norm(2, 1)).clamp_min(1e-30)).mean().item<double>();
            inside = next;
        }
        out.push_back(change);
    }
    return out;
}

Smoothness smoothness(const torch::Tensor& start, const torch::Tensor& moved, std::int64_t seed) {
    Smoothness out;
    const torch::Tensor length = moved.norm(2, 1);
    const torch::Tensor moving = some_of((length > 1e-6 * start.norm(2, 1)).nonzero().flatten(), seed);
    const auto n = static_cast<std::size_t>(moving.size(0));
    out.classes = moving.size(0);
    if (n < 3) return out;
    const torch::Tensor a = cosines(start.index_select(0, moving).to(torch::kDouble)),
                        b = cosines(moved.index_select(0, moving).to(torch::kDouble));
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const std::vector<double> left = ranks_of(pairs_of(a.data_ptr<double>(), order)),
                              right = ranks_of(pairs_of(b.data_ptr<double>(), order));
    out.rank_correlation = correlation(left, right);
    if (std::isnan(out.rank_correlation)) return out;
    std::vector<double> square(n * n, 0); // ranks of the displacements' cosines, to be read in other orders
    for (std::size_t i = 0, pair = 0; i < n; ++i)
        for (std::size_t j = i + 1; j < n; ++j, ++pair) square[i * n + j] = square[j * n + i] = right[pair];
    Random random(seed_from(seed, "dynamics/permutations"));
    int as_large = 1;
    for (int p = 0; p < permutations; ++p) {
        random.shuffle(order);
        as_large += correlation(left, pairs_of(square.data(), order)) >= out.rank_correlation - 1e-12;
    }
    out.p_value = static_cast<double>(as_large) / (permutations + 1);
    return out;
}

DynamicsReport dynamics_report(const Trajectories& t, std::vector<BlockChange> blocks) {
    DynamicsReport report;
    if (!t.weights || t.weights->rows() == 0 || t.classes.empty()) return report;
    const torch::NoGradGuard no_gradients;
    const torch::Tensor weights = torch::from_blob(const_cast<float*>(t.weights->values.data()),
                                                   {t.weights->rows(), t.weights->dimension}, torch::kFloat)
                                      .to(torch::kDouble);
    report.norms = norms_of(t);
    report.blocks = std::move(blocks);
    std::int64_t row = 0;
    for (const auto& [name, chains] :
         {std::pair{"test time", &t.classes}, {"measured", &t.measured}, {"regressed", &t.regressed}}) {
        const Ends ends = ends_of(*chains, weights, row);
        report.smoothness.push_back(smoothness(ends.first, ends.last - ends.first, t.seed));
        report.smoothness.back().of = name;
    }
    add_nearest(t, weights, report);
    return report;
}

} // namespace whydah
