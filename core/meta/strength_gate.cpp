#include "core/meta/strength_gate.h"

#include "core/data/seed.h"
#include "core/evaluation/per_class_accuracy.h"
#include "core/meta/prior_coordinate.h"

#include <algorithm>

namespace whydah {
namespace {

constexpr std::int64_t images_a_class = 20;

torch::Tensor index(const std::vector<std::int64_t>& values, torch::Device device) {
    return torch::tensor(values, torch::kLong).to(device);
}

/// What one episode is scored with.
struct Trial {
    std::vector<std::int64_t> rows, labels;  ///< cut-away images of the cut classes
    std::vector<std::int64_t> place, entry; ///< held-out cut classes and the blocks they enter
};

Trial trial_of(const EpisodeBank& bank, std::size_t s, const EpisodePairSettings& settings, std::int64_t level) {
    Trial trial;
    for (std::size_t c = 0; c < bank.level[s].size(); ++c) {
        if (bank.level[s][c] < 0) continue;
        const auto& images = bank.images[s][c];
        const auto kept = bank.kept[s][c];
        const auto end = std::min(static_cast<std::int64_t>(images.size()), kept + images_a_class);
        trial.rows.insert(trial.rows.end(), images.begin() + kept, images.begin() + end);
        trial.labels.insert(trial.labels.end(), static_cast<std::size_t>(end - kept), static_cast<std::int64_t>(c));
        if (!settings.holds_out(c) || (level >= 0 && bank.level[s][c] != level)) continue;
        trial.place.push_back(static_cast<std::int64_t>(c));
        trial.entry.push_back(settings.rule().block_of(bank.level[s][c]));
    }
    return trial;
}

} // namespace

std::array<std::vector<std::int64_t>, 2> gate_folds(const std::vector<std::int64_t>& counts, std::uint64_t seed) {
    std::vector<std::int64_t> heads = head_classes(counts, threshold_of(0));
    Random(seed).shuffle(heads);
    std::array<std::vector<std::int64_t>, 2> folds;
    for (auto& fold : folds) fold.assign(counts.size(), 0);
    for (std::size_t i = 0; i < heads.size(); ++i) folds[i % 2][static_cast<std::size_t>(heads[i])] = 1;
    return folds;
}

std::vector<double> held_out_recall(MetaModelNet& net, const EpisodeBank& bank, const torch::Tensor& x,
                                    const EpisodePairSettings& settings, double scale, std::int64_t level) {
    const torch::NoGradGuard no_gradients;
    net->eval();
    std::vector<double> score(gate_strengths.size(), 0);
    int used = 0;
    for (std::size_t s = 0; s < bank.level.size(); ++s) {
        const Trial trial = trial_of(bank, s, settings, level);
        if (trial.place.empty()) continue;
        ++used;
        const torch::Tensor weights = bank.weights->get(static_cast<std::int64_t>(s));
        const torch::Tensor all = settings.prior ? with_prior(weights, bank.kept[s]) : weights;
        const torch::Tensor place = index(trial.place, x.device());
        const torch::Tensor theta = all.index_select(0, place);
        const torch::Tensor change = net->forward(theta / scale, trial.entry) * scale - theta;
        const torch::Tensor images = x.index_select(0, index(trial.rows, x.device()));
        const torch::Tensor labels = index(trial.labels, x.device());
        for (std::size_t i = 0; i < score.size(); ++i)
            score[i] += count_correct(images, labels, all.index_copy(0, place, theta + gate_strengths[i] * change))
                            .mean_recall();
    }
    for (double& value : score) value = used > 0 ? value / used : 0;
    return score;
}

} // namespace whydah
