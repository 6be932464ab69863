#include "app/run_progress.h"

#include "widgets/number_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace whydah {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("RunProgress", text); }

QString joined(QStringList parts) {
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

void RunProgress::take(const EventBatch& batch) {
    for (const Event& event : batch.events) take(event);
    if (!batch.losses.empty() && stage_.find("MetaModelNet") != std::string::npos) {
        for (const LossPoint& point : batch.losses) last_block_ = std::max(last_block_, point.block); // it begins there
        block_ = batch.losses.back().block;
    }
}

void RunProgress::take(const Event& event) {
    if (const auto* plan = std::get_if<RunPlan>(&event)) {
        stages_ = plan->stages.size();
        finished_ = 0;
    } else if (const auto* started = std::get_if<StageStarted>(&event)) {
        stage_ = started->stage;
        units_[stage_] = started->unit;
        done_ = 0, total_ = started->total, block_ = -1, last_block_ = -1;
        share_ = total_ > 0 ? 0 : -1, seconds_left_ = -1;
    } else if (const auto* progress = std::get_if<StageProgress>(&event)) {
        stage_ = progress->stage;
        done_ = progress->done, total_ = progress->total, seconds_left_ = progress->seconds_left;
        share_ = total_ > 0 ? static_cast<double>(done_) / static_cast<double>(total_) : -1;
    } else if (std::holds_alternative<StageFinished>(event)) {
        ++finished_;
    }
}

QString RunProgress::stage_text() const {
    return QString::fromStdString(stage_).split(QStringLiteral(" / ")).join(QStringLiteral(" · "));
}

QString RunProgress::count() const {
    const auto known = units_.find(stage_);
    const QString unit = known == units_.end() ? QString() : QString::fromStdString(known->second);
    if (total_ > 0) return tr("%1 of %2 %3").arg(count_text(done_), count_text(total_), unit);
    return done_ > 0 ? tr("%1 %2, total not known").arg(count_text(done_), unit) : QString();
}

QString RunProgress::place() const {
    return stages_ > 1 ? tr("stage %1 of %2").arg(std::min(finished_ + 1, stages_)).arg(stages_) : QString();
}

QString RunProgress::text() const {
    if (stage_.empty()) return tr("Starting");
    const QString block =
        block_ < 0
            ? QString()
            : tr("block %1, %2 of %3 back to front").arg(block_).arg(last_block_ - block_ + 1).arg(last_block_ + 1);
    return joined({stage_text(), block, count(), place()});
}

QStringList RunProgress::shorter() const {
    if (stage_.empty()) return {};
    const QString stage = stage_text(), own = stage.section(QStringLiteral(" · "), -1);
    QStringList all{joined({stage, count(), place()}), joined({stage, place()}), joined({own, place()})};
    all << (place().isEmpty() ? own : place());
    return all;
}

QString state_text(JobRunner::State state) {
    switch (state) {
    case JobRunner::State::pausing:
        return tr("Pausing · ");
    case JobRunner::State::paused:
        return tr("Paused · ");
    case JobRunner::State::stopping:
        return tr("Stopping, what is finished is kept · ");
    case JobRunner::State::idle:
    case JobRunner::State::running:
        break;
    }
    return {};
}

} // namespace whydah
