#include "core/training/epoch_order.h"

#include "core/data/seed.h"
#include "records/error.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace whydah {
namespace {

std::string name_of(std::int64_t epoch) { return "order/epoch=" + std::to_string(epoch); }

Random random_of(std::uint64_t seed, std::int64_t epoch) {
    return Random(seed_from(static_cast<std::int64_t>(seed), name_of(epoch)));
}

/// Indices of the images of each class.
std::vector<std::vector<std::int64_t>> by_class(const std::vector<LabelledImage>& images) {
    std::vector<std::vector<std::int64_t>> of_class;
    for (std::size_t i = 0; i < images.size(); ++i) {
        const auto label = static_cast<std::size_t>(images[i].label);
        of_class.resize(std::max(of_class.size(), label + 1));
        of_class[label].push_back(static_cast<std::int64_t>(i));
    }
    return of_class;
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

EpochOrder plain_order(std::int64_t images, std::uint64_t seed) {
    return [images, seed](std::int64_t epoch) {
        Random random = random_of(seed, epoch);
        std::vector<std::int64_t> order = numbers_below(images);
        random.shuffle(order);
        return order;
    };
}

EpochOrder balanced_order(const std::vector<LabelledImage>& images, std::uint64_t seed) {
    std::vector<std::vector<std::int64_t>> of_class = by_class(images);
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

EpochOrder drawn_order(const std::vector<LabelledImage>& images, Sampling sampling, std::int64_t epochs,
                       std::uint64_t seed) {
    return [rows = by_class(images), count = images.size(), sampling, epochs, seed](std::int64_t epoch) {
        ImageSampler sampler(rows, sampling, seed_from(static_cast<std::int64_t>(seed), name_of(epoch)));
        std::vector<std::int64_t> order;
        while (order.size() < count)
            order.push_back(sampler.draw(static_cast<double>(epoch) / static_cast<double>(epochs)).first);
        return order;
    };
}

EpochOrder epoch_order(const std::string& name, const std::vector<LabelledImage>& images, std::int64_t epochs,
                       std::uint64_t seed) {
    if (name == "plain") return plain_order(static_cast<std::int64_t>(images.size()), seed);
    if (name == "balanced") return balanced_order(images, seed);
    for (const SamplingEntry& entry : sampling_list())
        if (entry.name == name) return drawn_order(images, entry.sampling, epochs, seed);
    throw Error({.what = "there is no such sampling",
                 .where = "option --network-sampling " + name,
                 .mend = "choose one of those that --help names"});
}

} // namespace whydah
