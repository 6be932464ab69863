#include "core/training/sampling.h"

#include "core/data/seed.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace whydah {
namespace {

Random random_of(std::uint64_t seed, std::int64_t epoch) {
    return Random(seed_from(static_cast<std::int64_t>(seed), "order/epoch=" + std::to_string(epoch)));
}

/// Items in random order, again and again.
class Round {
public:
    explicit Round(std::vector<std::int64_t> items) : items_(std::move(items)), next_(items_.size()) {}
    std::int64_t next(Random& random) {
        if (next_ == items_.size()) random.shuffle(items_), next_ = 0;
        return items_[next_++];
    }

private:
    std::vector<std::int64_t> items_;
    std::size_t next_;
};

std::vector<std::int64_t> numbers_below(std::int64_t n) {
    std::vector<std::int64_t> all(static_cast<std::size_t>(n));
    std::iota(all.begin(), all.end(), std::int64_t{0});
    return all;
}

} // namespace

Sampling plain_sampling(std::int64_t images, std::uint64_t seed) {
    return [images, seed](std::int64_t epoch) {
        Random random = random_of(seed, epoch);
        std::vector<std::int64_t> order = numbers_below(images);
        random.shuffle(order);
        return order;
    };
}

Sampling class_balanced_sampling(const std::vector<LabelledImage>& images, std::uint64_t seed) {
    std::vector<std::vector<std::int64_t>> of_class;
    for (std::size_t i = 0; i < images.size(); ++i) {
        const auto label = static_cast<std::size_t>(images[i].label);
        of_class.resize(std::max(of_class.size(), label + 1));
        of_class[label].push_back(static_cast<std::int64_t>(i));
    }
    std::erase_if(of_class, [](const auto& rows) { return rows.empty(); });
    return [of_class = std::move(of_class), count = images.size(), seed](std::int64_t epoch) {
        Random random = random_of(seed, epoch);
        std::vector<Round> rounds(of_class.begin(), of_class.end());
        Round classes(numbers_below(static_cast<std::int64_t>(rounds.size())));
        std::vector<std::int64_t> order;
        while (order.size() < count)
            order.push_back(rounds[static_cast<std::size_t>(classes.next(random))].next(random));
        return order;
    };
}

} // namespace whydah
