#include "core/search/search.h"

#include "core/data/data_hash.h"
#include "core/data/manifest.h"
#include "core/data/sha256.h"
#include "core/experiment/experiment.h"
#include "core/experiment/protocol.h"
#include "core/search/search_file.h"
#include "core/search/search_plan.h"
#include "core/search/trial_scores.h"
#include "core/store/options_json.h"
#include "records/error.h"
#include "records/fixed_text.h"

#include <algorithm>
#include <chrono>

namespace whydah {
namespace {

std::string percent(const MeanSd& value) {
    return fixed_text(100 * value.mean, 2) + (value.sd ? " ± " + fixed_text(100 * *value.sd, 2) : "") + " %";
}

/// Hash of the data, after a look whether there is something to choose with.
std::string hash_of_data(const ExperimentOptions& options, const JobControl& control, const Report& report) {
    const Manifest manifest = read_manifest(options.data, control, report);
    const Split split = make_split(manifest, options.data, options.seeds_of(0).carve);
    if (split.validation.empty())
        throw Error({.what = "there is no validation image to choose by",
                     .where = "search",
                     .mend = "give a validation part (--validation-share)"});
    return data_hash(manifest);
}

/// Everything that a trial's numbers depend on. Where results go and how many cores work does not change them.
std::string key_of(ExperimentOptions options, const std::string& data_hash) {
    const ExperimentOptions usual;
    options.run.out.clear(), options.features.cache.clear();
    options.run.threads = usual.run.threads, options.run.bands = usual.run.bands;
    options.run.stage_cache = usual.run.stage_cache, options.run.stage_cache_size = usual.run.stage_cache_size;
    options.run.many_above = usual.run.many_above, options.run.few_below = usual.run.few_below;
    Sha256 hash;
    hash.add(options_to_json(options) + data_hash + library_versions());
    return hash.hex();
}

/// What a trial lets through of its events: how far it is, and warnings.
Report quiet(const Report& report, const std::string& prefix) {
    return [report, prefix](Event event) {
        if (auto* started = std::get_if<StageStarted>(&event)) {
            started->stage = prefix + started->stage;
        } else if (auto* progress = std::get_if<StageProgress>(&event)) {
            progress->stage = prefix + progress->stage;
        } else if (auto* line = std::get_if<LogLine>(&event); line && line->level == LogLine::Level::warning) {
            line->text = prefix + line->text;
        } else {
            return;
        }
        report(std::move(event));
    };
}

class Search {
public:
    Search(const SearchPlan& plan, const ExperimentOptions& options, const JobControl& control, const Report& report)
        : options_(options),
          control_(control),
          report_(report) {
        record_.plan = plan;
        record_.plan.method = method_of_search(plan, options);
        settings_ = settings_of(record_.plan, options);
        record_.settings = static_cast<std::int64_t>(settings_.size());
        // Only what decides is trained. MetaModelNet brings its identity control.
        options_.classifier.methods = {record_.plan.method.substr(0, record_.plan.method.find('+'))};
    }

    SearchRecord run() {
        if (!options_.run.out.empty()) record_.spare = read_trials(options_.run.out);
        save(); // a folder that cannot be written is known before the work
        require_data(options_);
        data_hash_ = hash_of_data(options_, control_, report_);
        log(LogLine::Level::info, plan_text(record_.plan) + ", chosen by " + record_.plan.method + " on validation");
        for (std::size_t t = 0; t < settings_.size(); ++t)
            if (!take(t)) return std::move(record_);
        record_.best = best_trial(record_);
        if (!record_.best)
            throw Error({.what = "every setting failed; the first one: " + record_.trials.front().error,
                         .where = "search over " + plan_text(record_.plan),
                         .mend = "search elsewhere"});
        save();
        return std::move(record_);
    }

private:
    void log(LogLine::Level level, const std::string& text) { report_(LogLine{level, text}); }
    std::string name_of(std::size_t t) const {
        return "setting " + std::to_string(t + 1) + " of " + std::to_string(settings_.size());
    }

    /// Kept or tried. False if the search was stopped in it.
    bool take(std::size_t t) {
        Trial trial;
        trial.setting = settings_[t], trial.text = setting_text(record_.plan, settings_[t]);
        const ExperimentOptions options = with_setting(options_, record_.plan, settings_[t]);
        trial.key = key_of(options, data_hash_);
        const auto kept = std::find_if(record_.spare.begin(), record_.spare.end(),
                                       [&](const Trial& other) { return other.key == trial.key; });
        if (kept != record_.spare.end()) {
            if (kept->error.empty()) trial.scores = kept->scores, trial.seconds = kept->seconds, trial.kept = true;
            record_.spare.erase(kept); // a failed one is tried again: its cause may be gone
        }
        if (!trial.kept && !try_setting(options, t, trial)) return false;
        tell(t, trial);
        record_.trials.push_back(std::move(trial));
        save();
        return true;
    }

    bool try_setting(const ExperimentOptions& options, std::size_t t, Trial& trial) {
        const auto started = std::chrono::steady_clock::now();
        try {
            const RunRecord run = validate_experiment(options, control_, quiet(report_, name_of(t) + " / "));
            if (run.state != RunState::completed) return false;
            for (const MethodResult& result : run.results)
                trial.scores.push_back({result.method, result.seed, result.validation_accuracy.value()});
            if (!validation_of(trial, record_.plan.method))
                trial.error = "it has no row of " + record_.plan.method, trial.scores.clear();
        } catch (const Error& error) {
            trial.error = error.what();
        }
        trial.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        return true;
    }

    void tell(std::size_t t, const Trial& trial) {
        const std::string text = name_of(t) + ": " + trial.text + ": ";
        if (!trial.error.empty()) return log(LogLine::Level::warning, text + "failed: " + trial.error);
        log(LogLine::Level::info, text + percent(*validation_of(trial, record_.plan.method)) + " on validation" +
                                      (trial.kept ? " (tried before)" : ", " + fixed_text(trial.seconds, 1) + " s"));
    }

    void save() const {
        if (!options_.run.out.empty()) write_search(options_.run.out, record_);
    }

    ExperimentOptions options_;
    const JobControl& control_;
    const Report& report_;
    std::vector<Setting> settings_;
    std::string data_hash_;
    SearchRecord record_;
};

} // namespace

SearchRecord run_search(const SearchPlan& plan, const ExperimentOptions& options, const JobControl& control,
                        const Report& report) {
    return Search(plan, options, control, report).run();
}

RunRecord run_best(const SearchRecord& search, const ExperimentOptions& options, const JobControl& control,
                   const Report& report) {
    const Trial& best = search.trials.at(search.best.value());
    const auto failed = std::count_if(search.trials.begin(), search.trials.end(),
                                      [](const Trial& trial) { return !trial.error.empty(); });
    const ProtocolCard::Entries card{
        {"search", plan_text(search.plan) + "; " + std::to_string(search.trials.size()) + " settings tried" +
                       (failed > 0 ? ", " + std::to_string(failed) + " of them failed" : "") +
                       ", without the test part; see search.csv"},
        {"setting chosen", best.text + ", by the validation recall of " + search.plan.method + ": " +
                               percent(*validation_of(best, search.plan.method)) +
                               " (the best of several: more than on new images is to be expected of it)"}};
    return run_chosen_experiment(with_setting(options, search.plan, best.setting), card, control, report);
}

} // namespace whydah
