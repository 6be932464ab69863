#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// One option of a search and what it may be: values, or a range of numbers.
struct SearchAxis {
    struct Range {
        double low = 0, high = 1;
        bool log = false;        ///< even steps and draws of the logarithm
        std::int64_t points = 0; ///< of a grid, both ends among them; 0: for random search only
        bool operator==(const Range&) const = default;
    };
    std::string option{};              ///< Field::name
    std::vector<std::string> values{}; ///< as option_text writes them; empty where there is a range
    std::optional<Range> range{};
    bool operator==(const SearchAxis&) const = default;
};

/// What is to be tried, and by which method's validation accuracy it is chosen.
struct SearchPlan {
    std::vector<SearchAxis> axes{}; ///< each option once
    std::int64_t random = 0;        ///< settings drawn at random; 0: the whole grid
    std::int64_t seed = 0;          ///< of the draws
    std::string method{};           ///< "meta_model_net"; empty: see method_of_search
    bool empty() const { return axes.empty(); }
    bool operator==(const SearchPlan&) const = default;
};

/// A value for each axis of a plan, in their order.
using Setting = std::vector<std::string>;

/// What a method reached on the validation part with one seed.
struct TrialScore {
    std::string method{};
    std::int64_t seed = 0;
    double validation = 0; ///< mean recall over classes, 0..1
    bool operator==(const TrialScore&) const = default;
};

/// One setting, tried. There is no test figure here, and none is computed for it.
struct Trial {
    Setting setting{};
    std::string text{};               ///< "lambda 0.1, strength 1"
    std::string key{};                ///< of everything that its numbers depend on: the same key, the same numbers
    std::vector<TrialScore> scores{}; ///< empty if it failed
    std::string error{};              ///< why it failed
    double seconds = 0;
    bool kept = false; ///< from an earlier, interrupted search in the same folder
    bool operator==(const Trial&) const = default;
};

struct SearchRecord {
    SearchPlan plan{};               ///< with its method
    std::vector<Trial> trials{};     ///< in the plan's order
    std::vector<Trial> spare{};      ///< of the folder, from other plans: kept for when they are asked for again
    std::int64_t settings = 0;       ///< how many the plan has
    std::optional<std::size_t> best; ///< index of trials; nothing before all have been tried
};

} // namespace whydah
