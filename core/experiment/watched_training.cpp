#include "core/experiment/watched_training.h"

#include <algorithm>

namespace whydah {
namespace {

constexpr int share = 100;                              // of the time, at most one of so many parts goes into looking
constexpr std::chrono::milliseconds shortest_pause{50}; // no screen shows more

} // namespace

std::shared_ptr<const TrainingWatch> watch_of(const MethodContext& context, const MetaVariant& variant,
                                              const std::vector<MeasuredChain>& measured) {
    if (!context.watch) return {};
    return std::make_shared<TrainingWatch>(variant.weights, context.counts, measured, variant.pairs.scale, variant.rule,
                                           variant.pairs.dimension - (variant.prior ? 1 : 0));
}

WatchedTraining::WatchedTraining(const MethodContext& context, const MetaVariant& variant, std::int64_t net)
    : context_(context),
      variant_(variant),
      number_(net) {}

void WatchedTraining::take(MetaModelNet& net, const MetaStep& step) {
    if (!variant_.watch) return;
    const bool finished = step.step % variant_.steps == 0;
    const bool out_of_cache = !net->is_training();
    if (out_of_cache && !(finished && step.block == 0)) return;
    const Clock::time_point begin = Clock::now();
    if (!finished && begin - looked_ < std::max<Clock::duration>(share * cost_, shortest_pause)) return;
    BlockProgress progress = variant_.watch->look(net, step.block);
    progress.method = variant_.method, progress.seed = context_.seed;
    progress.net = number_, progress.nets = variant_.nets;
    progress.step = step.step, progress.finished = finished;
    context_.watch(std::move(progress));
    looked_ = Clock::now(), cost_ = looked_ - begin;
}

} // namespace whydah
