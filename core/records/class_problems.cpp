#include "records/class_problems.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace whydah {
namespace {

/// "a/ant/3.png (train)" -> "ant"; "class 'ant'" -> "ant"; empty if it names none.
std::string_view class_in(std::string_view place) {
    constexpr std::string_view before = "class '";
    if (place.starts_with(before) && place.ends_with('\'')) {
        place.remove_prefix(before.size()), place.remove_suffix(1);
        return place;
    }
    const std::size_t file = place.rfind('/');
    if (file == std::string_view::npos || file == 0) return {};
    place = place.substr(0, file);
    const std::size_t folder = place.rfind('/');
    return folder == std::string_view::npos ? place : place.substr(folder + 1);
}

} // namespace

std::vector<std::vector<std::size_t>> problems_of_classes(const std::vector<ClassSummary>& classes,
                                                          const std::vector<DataProblem>& problems) {
    std::unordered_map<std::string_view, std::size_t> label_of;
    for (std::size_t c = 0; c < classes.size(); ++c) label_of.emplace(classes[c].name, c);
    std::vector<std::vector<std::size_t>> of(classes.size());
    for (std::size_t i = 0; i < problems.size(); ++i) {
        std::string_view rest = problems[i].where;
        while (!rest.empty()) { // a group of duplicates has several places
            const std::size_t end = rest.find(", ");
            const auto found = label_of.find(class_in(rest.substr(0, end)));
            if (found != label_of.end()) {
                auto& mine = of[found->second];
                if (mine.empty() || mine.back() != i) mine.push_back(i);
            }
            rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 2);
        }
    }
    return of;
}

} // namespace whydah
