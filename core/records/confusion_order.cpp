#include "records/confusion_order.h"

#include <algorithm>
#include <iterator>
#include <queue>
#include <unordered_map>
#include <utility>

namespace whydah {
namespace {

using Neighbours = std::unordered_map<int, double>; ///< other group -> sum of similarities over all pairs of members

struct Group {
    std::vector<int> members; ///< labels in their order; empty once it has joined another
    Neighbours neighbours;
};

/// Two groups that may join. Groups never change: a joined pair is a new one.
struct Candidate {
    double similarity;                             ///< mean over pairs of members
    int first, second;                             ///< first < second
    bool operator<(const Candidate& other) const { // the greatest comes first, older groups before younger ones
        if (similarity != other.similarity) return similarity < other.similarity;
        return std::pair(first, second) > std::pair(other.first, other.second);
    }
};

class Linkage {
public:
    Linkage(const std::vector<ConfusionCount>& counts, std::size_t classes) : groups_(classes) {
        std::vector<double> images(classes, 0);
        for (const ConfusionCount& c : counts)
            images.at(static_cast<std::size_t>(c.truth)) += static_cast<double>(c.images);
        for (std::size_t label = 0; label < classes; ++label) groups_[label].members = {static_cast<int>(label)};
        for (const ConfusionCount& c : counts)
            if (c.truth != c.predicted) {
                const double share = static_cast<double>(c.images) / images[static_cast<std::size_t>(c.truth)];
                at(c.truth).neighbours[c.predicted] += share;
                at(c.predicted).neighbours[c.truth] += share;
            }
        for (std::size_t label = 0; label < classes; ++label) alike_.push_back(groups_[label].neighbours);
    }

    std::vector<int> order() {
        for (int group = 0; group < static_cast<int>(groups_.size()); ++group) add_candidates(group, group);
        while (!candidates_.empty()) {
            const Candidate next = candidates_.top();
            candidates_.pop();
            if (!at(next.first).members.empty() && !at(next.second).members.empty()) join(next.first, next.second);
        }
        std::vector<const Group*> left;
        for (const Group& group : groups_)
            if (!group.members.empty()) left.push_back(&group);
        const auto smallest = [](const Group* g) { return *std::min_element(g->members.begin(), g->members.end()); };
        std::sort(left.begin(), left.end(), [&](const Group* a, const Group* b) {
            if (a->members.size() != b->members.size()) return a->members.size() > b->members.size();
            return smallest(a) < smallest(b);
        });
        std::vector<int> labels;
        for (const Group* group : left) labels.insert(labels.end(), group->members.begin(), group->members.end());
        return labels;
    }

private:
    Group& at(int group) { return groups_[static_cast<std::size_t>(group)]; }

    /// Of a group with all its neighbours that are younger than `after`.
    void add_candidates(int group, int after) {
        for (const auto& [other, sum] : at(group).neighbours) {
            if (other <= after) continue;
            const auto pairs = static_cast<double>(at(group).members.size() * at(other).members.size());
            candidates_.push({sum / pairs, std::min(group, other), std::max(group, other)});
        }
    }

    void join(int first, int second) {
        const int made = static_cast<int>(groups_.size());
        groups_.emplace_back();
        Group &a = at(first), &b = at(second), &both = at(made);
        both.members = joined(std::move(a.members), std::move(b.members));
        both.neighbours = std::move(a.neighbours);
        for (const auto& [other, sum] : b.neighbours) both.neighbours[other] += sum;
        both.neighbours.erase(first), both.neighbours.erase(second);
        for (const auto& [other, sum] : both.neighbours) {
            Neighbours& theirs = at(other).neighbours;
            theirs.erase(first), theirs.erase(second);
            theirs[made] = sum;
        }
        a = {}, b = {};
        add_candidates(made, -1);
    }

    double alike(int a, int b) const {
        const Neighbours& of = alike_[static_cast<std::size_t>(a)];
        const auto found = of.find(b);
        return found == of.end() ? 0 : found->second;
    }

    std::vector<int> joined(std::vector<int> a, std::vector<int> b) const {
        const double ends[] = {alike(a.back(), b.front()), alike(a.back(), b.back()), alike(a.front(), b.front()),
                               alike(a.front(), b.back())};
        const auto best = std::max_element(std::begin(ends), std::end(ends)) - std::begin(ends);
        if (best >= 2) std::reverse(a.begin(), a.end());
        if (best % 2 == 1) std::reverse(b.begin(), b.end());
        a.insert(a.end(), b.begin(), b.end());
        return a;
    }

    std::vector<Group> groups_;
    std::vector<Neighbours> alike_; ///< of single classes
    std::priority_queue<Candidate> candidates_;
};

} // namespace

std::vector<int> cluster_order(const std::vector<ConfusionCount>& counts, std::size_t classes) {
    return Linkage(counts, classes).order();
}

} // namespace whydah
