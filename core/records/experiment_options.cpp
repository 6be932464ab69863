#include "records/experiment_options.h"

#include "records/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace whydah {
namespace {

std::string joined(const std::vector<std::string_view>& words) {
    std::string out;
    for (std::string_view word : words) out += (out.empty() ? "" : ", ") + std::string(word);
    return out;
}

class Checker {
public:
    std::vector<OptionProblem> problems;

    void operator()(const Field& field, double value) {
        if (std::isfinite(value) && value >= field.low && value <= field.high) return;
        std::string range = std::isfinite(field.low) && std::isfinite(field.high)
                                ? "between " + option_text(field.low) + " and " + option_text(field.high)
                            : std::isfinite(field.low) ? "at least " + option_text(field.low)
                                                       : "a number";
        add(field, "must be " + range + ", is " + option_text(value),
            "give " + flag_of(field.name) + " a value " + range);
    }
    void operator()(const Field& field, std::int64_t value) { (*this)(field, static_cast<double>(value)); }
    void operator()(const Field&, bool) {}
    void operator()(const Field& field, const std::string& value) {
        const auto& all = field.choices;
        if (all.empty() || std::find(all.begin(), all.end(), value) != all.end()) return;
        add(field, "'" + value + "' is not known", "choose one of: " + joined(all));
    }
    template <class T>
    void operator()(const Field& field, const std::vector<T>& values) {
        if (values.empty()) add(field, "is empty", "give " + flag_of(field.name) + " at least one value");
        for (const T& value : values) (*this)(field, value);
        for (std::size_t i = 1; i < values.size(); ++i)
            if (std::find(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(i), values[i]) !=
                values.begin() + static_cast<std::ptrdiff_t>(i)) {
                add(field, "names a value twice", "take the repeated value out");
                break;
            }
    }
    void add(const Field& field, std::string what, std::string mend) {
        problems.push_back({std::string(field.name), std::move(what), std::move(mend)});
    }
};

bool is_numbers(const std::string& text, std::size_t count, double low) {
    std::size_t found = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at < end) {
        double value = 0;
        const auto [next, error] = std::from_chars(at, end, value);
        if (error != std::errc{} || !std::isfinite(value) || value < low) return false;
        ++found;
        if (next != end && *next != ',') return false;
        at = next + (next != end);
        if (next != end && at == end) return false; // trailing comma
    }
    return found == count;
}

/// "1000,500,200": whole numbers from 1 to a million.
bool is_model_numbers(const std::string& text) {
    std::vector<double> numbers;
    return text.find_first_not_of("0123456789,") == std::string::npos && parse_option(Field{}, text, numbers) &&
           std::all_of(numbers.begin(), numbers.end(), [](double n) { return n >= 1 && n <= 1e6; });
}

bool is_device(const std::string& text) {
    if (text == "auto" || text == "cpu" || text == "cuda") return true;
    if (!text.starts_with("cuda:") || text.size() > 8 || text.size() == 5) return false;
    return std::all_of(text.begin() + 5, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The hyper-parameter of the network's loss that has a list, and how many values it has.
std::pair<const char*, std::size_t> network_loss_values(const ExperimentOptions& options) {
    const LossOptions& o = options.classifier.loss;
    const std::string& loss = options.network.network_loss;
    if (loss == "focal_loss") return {"focal_gamma", o.focal_gamma.size()};
    if (loss == "class_balanced_loss") return {"class_balanced_beta", o.class_balanced_beta.size()};
    if (loss == "ldam") return {"ldam_margin", o.ldam_margin.size()};
    if (loss == "ldam_drw")
        return o.ldam_margin.size() > 1 ? std::pair("ldam_margin", o.ldam_margin.size())
                                        : std::pair("class_balanced_beta", o.class_balanced_beta.size());
    if (loss == "logit_adjusted_loss") return {"loss_tau", o.loss_tau.size()};
    return {"", 1};
}

std::string shell_quoted(const std::string& word) {
    const std::string plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";
    if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
    std::string out = "'";
    for (char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

} // namespace

SeedSet ExperimentOptions::seeds_of(std::int64_t repeat) const {
    const auto seed = [&](std::int64_t own, const char* name) {
        const bool varies = std::find(run.vary.begin(), run.vary.end(), name) != run.vary.end();
        return (own >= 0 ? own : run.seed) + (varies ? repeat : 0);
    };
    return {seed(data.carve_seed, "carve"), seed(run.sampling_seed, "sampling"),
            seed(run.initialisation_seed, "initialisation")};
}

std::vector<OptionProblem> check_options(const ExperimentOptions& options) {
    Checker checker;
    visit_fields(options, checker);
    auto& problems = checker.problems;
    if (options.data.train_share + options.data.validation_share >= 1)
        problems.push_back({"validation_share", "train and validation shares leave nothing to test",
                            "make train_share + validation_share less than 1"});
    if (options.features.crop == "centre" && options.features.resize_side < options.features.input_size)
        problems.push_back({"resize_side", "is smaller than the input size, so that the crop does not fit",
                            "make resize_side at least input_size, or set crop to none"});
    if (options.network.accumulate > options.network.network_batch / 2)
        problems.push_back(
            {"accumulate", "leaves fewer than two images a part", "make accumulate at most half of network_batch"});
    if (const auto [name, values] = network_loss_values(options); options.network.scenario != "features" && values > 1)
        problems.push_back({name, "has several values, but the network is trained once (network_loss)",
                            "give " + flag_of(name) + " one value"});
    if (!is_numbers(options.features.mean, 3, -1e30))
        problems.push_back({"mean", "must be three numbers with commas, is '" + options.features.mean + "'",
                            "for example 0.485,0.456,0.406"});
    if (!is_numbers(options.features.std_dev, 3, 1e-12))
        problems.push_back({"std_dev",
                            "must be three numbers above 0 with commas, is '" + options.features.std_dev + "'",
                            "for example 0.229,0.224,0.225"});
    if (!is_model_numbers(options.meta.literal_models))
        problems.push_back(
            {"literal_models",
             "must be whole numbers of models, 1 to a million, with commas, is '" + options.meta.literal_models + "'",
             "for example 1000,500,200"});
    if (!is_device(options.run.device))
        problems.push_back({"device", "'" + options.run.device + "' is not a device", "use auto, cpu, cuda or cuda:N"});
    if (options.run.few_below > options.run.many_above + 1)
        problems.push_back({"few_below", "overlaps with 'many'", "make few_below at most many_above + 1"});
    return problems;
}

void require_valid(const ExperimentOptions& options) {
    const auto problems = check_options(options);
    if (problems.empty()) return;
    const OptionProblem& first = problems.front();
    throw Error({.what = first.what, .where = "option " + flag_of(first.name), .mend = first.mend});
}

std::string equivalent_command(const ExperimentOptions& options) {
    std::vector<std::string> usual;
    const ExperimentOptions defaults;
    visit_fields(defaults, [&](const Field&, const auto& value) { usual.push_back(option_text(value)); });
    std::string command = "whydah-run";
    std::size_t i = 0;
    visit_fields(options, [&](const Field& field, const auto& value) {
        const std::string text = option_text(value);
        if (text != usual[i++]) command += " " + flag_of(field.name) + " " + shell_quoted(text);
    });
    return command;
}

} // namespace whydah
