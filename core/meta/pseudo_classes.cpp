#include "core/meta/pseudo_classes.h"

#include "core/data/seed.h"

#include <algorithm>
#include <torch/types.h>
#include <utility>

namespace whydah {
namespace {

constexpr int clustering_rounds = 20; // 2-means of some hundred points stands still long before

/// Which of two clusters each row of x [n, D] belongs to: 2-means from two rows that are drawn.
std::vector<bool> two_means(const torch::Tensor& x, Random& random) {
    const std::int64_t n = x.size(0), first = random.below(n), second = (first + 1 + random.below(n - 1)) % n;
    torch::Tensor centres = torch::stack({x[first], x[second]}), nearest;
    for (int round = 0; round < clustering_rounds; ++round) {
        const torch::Tensor now = torch::cdist(x, centres).argmin(1);
        if (nearest.defined() && torch::equal(now, nearest)) break;
        nearest = now;
        for (std::int64_t k = 0; k < 2; ++k)
            if (const torch::Tensor mine = nearest == k; mine.any().item<bool>()) centres[k] = x.index({mine}).mean(0);
    }
    std::vector<bool> second_half;
    for (std::int64_t i = 0; i < n; ++i) second_half.push_back(nearest[i].item<std::int64_t>() == 1);
    return second_half;
}

} // namespace

PseudoClasses split_classes(const torch::Tensor& x, const ClassImages& images, std::int64_t smallest,
                            std::uint64_t seed) {
    PseudoClasses out;
    for (std::size_t c = 0; c < images.size(); ++c) {
        const auto& rows = images[c];
        std::vector<std::int64_t> halves[2];
        if (static_cast<std::int64_t>(rows.size()) >= std::max<std::int64_t>(2 * smallest, 2)) {
            Random random(seed_from(static_cast<std::int64_t>(seed), "split/class=" + std::to_string(c)));
            const auto second =
                two_means(x.index_select(0, torch::tensor(rows, torch::kLong).to(x.device())).to(torch::kCPU), random);
            for (std::size_t i = 0; i < rows.size(); ++i) halves[second[i] ? 1 : 0].push_back(rows[i]);
        }
        const auto least = static_cast<std::int64_t>(std::min(halves[0].size(), halves[1].size()));
        if (least == 0 || least < smallest) {
            out.images.push_back(rows), out.sources.push_back({static_cast<std::int64_t>(c)});
            continue;
        }
        for (auto& half : halves)
            out.images.push_back(std::move(half)), out.sources.push_back({static_cast<std::int64_t>(c)});
    }
    return out;
}

PseudoClasses merge_classes(const ClassImages& images, std::int64_t smallest, std::uint64_t seed) {
    std::vector<std::int64_t> heads;
    PseudoClasses out;
    for (std::size_t c = 0; c < images.size(); ++c)
        if (static_cast<std::int64_t>(images[c].size()) >= smallest)
            heads.push_back(static_cast<std::int64_t>(c));
        else
            out.images.push_back(images[c]), out.sources.push_back({static_cast<std::int64_t>(c)});
    Random(seed).shuffle(heads);
    for (std::size_t i = 0; i < heads.size(); i += 2) {
        std::vector<std::int64_t> rows, from;
        for (std::size_t j = i; j < std::min(i + 2, heads.size()); ++j) {
            const auto& more = images[static_cast<std::size_t>(heads[j])];
            rows.insert(rows.end(), more.begin(), more.end());
            from.push_back(heads[j]);
        }
        std::sort(rows.begin(), rows.end());
        out.images.push_back(std::move(rows)), out.sources.push_back(std::move(from));
    }
    return out;
}

std::vector<std::int64_t> held_out_pseudo(const PseudoClasses& pseudo, const std::vector<std::int64_t>& held_out) {
    std::vector<std::int64_t> out;
    if (held_out.empty()) return out;
    for (const auto& from : pseudo.sources)
        out.push_back(std::any_of(from.begin(), from.end(),
                                  [&](std::int64_t c) { return held_out[static_cast<std::size_t>(c)] != 0; }));
    return out;
}

MetaPairs any_of(std::vector<MetaPairs> sources) {
    MetaPairs out = sources.front();
    if (sources.size() > 1)
        out.draw = [sources = std::move(sources)](std::int64_t i, Random& random, MetaExample& example) {
            return sources[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(sources.size())))].draw(
                i, random, example);
        };
    return out;
}

} // namespace whydah
