#include "app/queue_list.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace whydah {
namespace {

/// "device cuda:0, threads 4, ..." is the second line of every run's log.
void take_device(const std::string& line, QueueEntry& entry) {
    constexpr std::string_view device = "device ", threads = ", threads ";
    const std::size_t comma = line.find(threads);
    if (line.rfind(device, 0) != 0 || comma == std::string::npos) return;
    entry.device = line.substr(device.size(), comma - device.size());
    const char* number = line.data() + comma + threads.size();
    std::from_chars(number, line.data() + line.size(), entry.threads);
}

/// As the core says it of a stage that computed nothing; "2 of 3 from the cache" is not that.
bool is_reused(const StageFinished& stage) {
    return stage.note == "from the cache" || stage.note == "from the checkpoint";
}

} // namespace

bool ran_out_of_memory(const Error& error) {
    return error.problem().find("memory ran out") != std::string::npos ||
           error.problem().find("out of memory") != std::string::npos;
}

QueueEntry* QueueList::entry(std::int64_t id) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [id](const auto& e) { return e.id == id; });
    return found == entries_.end() ? nullptr : &*found;
}

const QueueEntry* QueueList::find(std::int64_t id) const { return const_cast<QueueList*>(this)->entry(id); }

const QueueEntry* QueueList::active() const {
    for (const QueueEntry& e : entries_)
        if (is_active(e.state)) return &e;
    return nullptr;
}

const QueueEntry* QueueList::next() const {
    for (const QueueEntry& e : entries_)
        if (e.state == QueueState::queued) return &e;
    return nullptr;
}

std::vector<QueueEntry>::iterator QueueList::first_waiting() {
    return std::find_if(entries_.begin(), entries_.end(), [](const auto& e) { return e.state == QueueState::queued; });
}

std::int64_t QueueList::add(ExperimentOptions options, std::string name) {
    QueueEntry added;
    added.id = ++last_id_;
    added.name = std::move(name);
    added.options = std::move(options);
    entries_.push_back(std::move(added));
    return last_id_;
}

void QueueList::append(QueueEntry entry) {
    if (find(entry.id)) entry.id = last_id_ + 1;
    last_id_ = std::max(last_id_, entry.id);
    entries_.push_back(std::move(entry));
}

bool QueueList::move(std::int64_t id, int row) {
    const QueueEntry* moved = find(id);
    if (!moved || moved->state != QueueState::queued) return false;
    const auto from = entries_.begin() + (moved - entries_.data());
    const auto to = std::max(first_waiting(), entries_.begin() + std::clamp(row, 0, static_cast<int>(entries_.size())));
    if (to == from || to == from + 1) return false;
    to < from ? std::rotate(to, from, from + 1) : std::rotate(from, from + 1, to);
    return true;
}

bool QueueList::remove(std::int64_t id) {
    return std::erase_if(entries_, [id](const auto& e) { return e.id == id && !is_active(e.state); }) > 0;
}

void QueueList::put_back(QueueEntry entry, int row) {
    const auto wanted = entries_.begin() + std::clamp(row, 0, static_cast<int>(entries_.size()));
    const bool waits = entry.state == QueueState::queued;
    last_id_ = std::max(last_id_, entry.id);
    entries_.insert(waits ? std::max(first_waiting(), wanted) : std::min(first_waiting(), wanted), std::move(entry));
}

bool QueueList::clear_finished() {
    return std::erase_if(entries_, [](const auto& e) {
               return e.state == QueueState::completed || e.state == QueueState::stopped;
           }) > 0;
}

bool QueueList::proceed(std::int64_t id) {
    QueueEntry* taken = entry(id);
    if (!taken || !can_continue(taken->state)) return false;
    QueueEntry again = *taken;
    again.state = QueueState::queued;
    again.continues = !again.folder.empty();
    again.what.clear(), again.where.clear(), again.mend.clear();
    entries_.erase(entries_.begin() + (taken - entries_.data()));
    entries_.insert(first_waiting(), std::move(again));
    return true;
}

bool QueueList::set_place(std::int64_t id, const std::string& device, std::int64_t threads) {
    QueueEntry* changed = entry(id);
    if (!changed || changed->state != QueueState::queued) return false;
    RunOptions& run = changed->options.run;
    if (run.device == device && run.threads == threads) return false;
    run.device = device, run.threads = threads;
    return true;
}

void QueueList::begin(std::int64_t id, std::int64_t now) {
    QueueEntry* begun = entry(id);
    if (!begun) return;
    begun->state = QueueState::running;
    begun->started = now;
    begun->stages = begun->finished = begun->reused = 0;
    begun->device.clear(), begun->threads = 0;
    const auto from = entries_.begin() + (begun - entries_.data());
    if (const auto to = first_waiting(); to < from) std::rotate(to, from, from + 1);
}

void QueueList::set_state(std::int64_t id, QueueState state) {
    if (QueueEntry* e = entry(id)) e->state = state;
}

void QueueList::note(std::int64_t id, const Event& event) {
    QueueEntry* e = entry(id);
    if (!e) return;
    if (const auto* plan = std::get_if<RunPlan>(&event)) e->stages = static_cast<std::int64_t>(plan->stages.size());
    if (const auto* stage = std::get_if<StageFinished>(&event)) ++e->finished, e->reused += is_reused(*stage);
    if (const auto* line = std::get_if<LogLine>(&event); line && e->device.empty()) take_device(line->text, *e);
}

void QueueList::set_folder(std::int64_t id, const std::string& folder) {
    if (QueueEntry* e = entry(id); e && !folder.empty()) e->folder = folder;
}

void QueueList::end(std::int64_t id, const RunRecord& record) {
    QueueEntry* e = entry(id);
    if (!e) return;
    e->state = record.state == RunState::completed ? QueueState::completed : QueueState::stopped;
    e->continues = false;
    e->seconds += record.seconds;
    e->peak_memory = std::max(e->peak_memory, record.peak_memory);
    if (!record.device.empty()) e->device = record.device, e->threads = record.threads;
    set_folder(id, record.options.run.out);
}

void QueueList::fail(std::int64_t id, const Error& error, double seconds) {
    QueueEntry* e = entry(id);
    if (!e) return;
    e->state = ran_out_of_memory(error) ? QueueState::out_of_memory : QueueState::failed;
    e->continues = false;
    e->seconds += seconds;
    e->what = error.problem(), e->where = error.where(), e->mend = error.mend();
}

void QueueList::learn(std::int64_t id, const RunRecord& record) {
    QueueEntry* e = entry(id);
    if (!e || e->state != QueueState::interrupted) return;
    if (!record.plan.stages.empty()) e->stages = static_cast<std::int64_t>(record.plan.stages.size());
    e->finished = std::max(e->finished, static_cast<std::int64_t>(record.stages.size()));
    e->reused = std::max(
        e->reused, static_cast<std::int64_t>(std::count_if(record.stages.begin(), record.stages.end(), is_reused)));
    e->peak_memory = std::max(e->peak_memory, record.peak_memory);
    if (e->device.empty()) e->device = record.device, e->threads = record.threads;
    if (record.started >= e->started) e->seconds += record.seconds; // else the folder still has an earlier part of it
}

void QueueList::restore(std::vector<QueueEntry> entries) {
    entries_ = std::move(entries);
    for (QueueEntry& e : entries_) {
        if (is_active(e.state)) e.state = QueueState::interrupted;
        last_id_ = std::max(last_id_, e.id);
    }
    std::stable_partition(entries_.begin(), entries_.end(),
                          [](const auto& e) { return e.state != QueueState::queued; });
}

} // namespace whydah
