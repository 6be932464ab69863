#pragma once

#include "records/accuracy_report.h"
#include "records/bands.h"
#include "records/method_list.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace whydah {

/// Where the data is and how it is split (Sec. 4.1).
struct DataOptions {
    std::string data;        ///< folder of class folders, list file or folder of them, IDX file or folder, .npz or .npy
    std::string root;        ///< what the paths in list files are relative to; empty: the list's folder
    std::string class_names; ///< file with one class name a line; empty: from the data
    std::string superclasses; ///< file that merges classes; empty: none
    std::string split = "auto";
    double train_share = 0.5;
    double validation_share = 0.1;
    std::int64_t drop = -1; ///< -1: smallest class's training images minus one: the paper's 49 on SUN-397
    std::int64_t validation_drop = 0;
    std::int64_t test_per_class = 40;
    double imbalance_factor = 100;
    std::int64_t largest_class = 0;
    std::int64_t median_class = 73;
    std::int64_t smallest_class = 5;
    std::string class_order = "label";
    std::int64_t carve_seed = -1; ///< -1: RunOptions::seed
};

/// From images to feature vectors (Sec. 3.4, scenario 1).
struct FeatureOptions {
    std::string backbone;
    std::string backbone_weights; ///< for a backbone that Whydah builds by its name
    std::int64_t input_size = 224;
    std::int64_t resize_side = 256;
    std::string crop = "centre";
    std::string mean = "0,0,0";
    std::string std_dev = "1,1,1";
    std::int64_t image_batch = 32;
    std::string cache; ///< folder of everything that is kept for later runs; empty: the user's cache folder
    bool centre_features = true;
    std::int64_t pca = 256;
    bool unit_norm = true;
};

/// Hyper-parameters of the losses, samplers and adjustments in method_list. Lists: chosen on the validation part.
struct LossOptions {
    std::vector<double> focal_gamma{2};
    std::vector<double> class_balanced_beta{0.9999};
    std::vector<double> ldam_margin{0.5}; ///< largest margin
    double ldam_scale = 30;               ///< s
    double drw_start = 0.8;               ///< share of the steps; 160 of 200 epochs in the reference
    std::vector<double> loss_tau{1};      ///< of the logit-adjusted loss
    std::vector<double> tau_grid{0,   0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
                                 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2}; ///< of what is done after training
};

/// How the network itself is trained (Sec. 3.4, scenarios 2 and 3; Table 3).
struct NetworkOptions {
    std::string scenario = "features";
    std::int64_t network_epochs = 60;
    std::int64_t recur_epochs = 0; ///< of each block; 0: network_epochs shared out
    std::int64_t network_batch = 128;
    std::int64_t accumulate = 1; ///< parts of a batch
    double network_learning_rate = 0.01;
    double network_momentum = 0.9;
    double network_weight_decay = 5e-4;
    std::string schedule = "step";
    std::int64_t step_epochs = 30;
    std::string network_loss = "cross_entropy";
    std::string network_sampling = "plain";
    std::string augmentation = "auto";
    bool flip = true;
    std::string precision = "auto";
};

/// The classifier that all methods share, and the baselines of Table 1.
struct ClassifierOptions {
    std::vector<std::string> methods{method_names.begin(), method_names.end()};
    std::int64_t steps = 0; ///< 0: 400 up to 5,000 training images, else 800
    std::int64_t batch = 256;
    double learning_rate = 30;
    double cost_sensitive_learning_rate = 10;
    double momentum = 0.9;
    std::vector<double> weight_decay{1e-5}; ///< several: chosen on validation
    LossOptions loss;
};

/// MetaModelNet (Sec. 3): the pairs it learns from, the network, its training.
struct MetaOptions {
    std::vector<std::string> base_method{"plain"}; ///< what the rows are trained by; several: a result for each
    bool identity = true;
    bool single_block = false;
    std::string entry_rule = "floor";
    bool strength_gate = false;
    std::vector<double> regression_weight_decay{1e-4, 1e-3, 1e-2}; ///< of Model Regression; chosen on validation
    std::int64_t fixed_split = -1;                                 ///< block i, t = 2^(i+1); -1: chosen on validation
    std::int64_t blocks = 0; ///< N + 1; 0: from the data
    double head_share = 0.1;
    std::int64_t head_classes = 8;
    std::int64_t max_blocks = 7;
    std::int64_t episodes = 32;
    double cut_probability = 0.5;
    std::string normalisation = "none";
    std::int64_t layers = 1;
    double leaky_slope = 0.01;
    std::int64_t block_rank = 0; ///< 0: any
    std::int64_t networks = 1;
    std::string pseudo_classes = "none";
    std::string target_method = "base";
    bool gate_levels = false;
    std::vector<double> lambda{1}; ///< several: chosen on validation
    double strength = 0.5;
    std::int64_t meta_steps = 100;
    double meta_learning_rate = 0.02;
    double meta_weight_decay = 0.1;
    double gradient_clip = 5;
    std::int64_t data_batch = 256;
    bool proximal = false;
    double proximal_weight = 1e-3;
    std::string literal_models = "16"; ///< S for 1, 2, 4, ... shots; the last one repeats
    std::string literal_solver = "subspace";
    std::int64_t literal_steps = 200;
    std::string literal_normalisation = "batch";
    double literal_weight_decay = 1e-3;
    double bank_memory = 2; ///< GiB
};

struct RunOptions {
    std::int64_t seeds = 1;
    std::int64_t seed = 0;
    std::int64_t sampling_seed = -1;       ///< -1: seed
    std::int64_t initialisation_seed = -1; ///< -1: seed
    std::vector<std::string> vary{"carve", "sampling", "initialisation"};
    std::string device = "auto";
    std::int64_t threads = 0;
    bool stage_cache = true;     ///< in FeatureOptions::cache
    double stage_cache_size = 8; ///< GiB
    std::string out;
    std::string bands{band_rule_names.front()};
    std::int64_t many_above = 100; ///< thresholds of the first rule
    std::int64_t few_below = 20;
    BandRule band_rule(std::string_view name) const {
        return name == band_rule_names.front() ? BandRule{.many_above = many_above, .few_below = few_below}
                                               : BandRule::named(name);
    }
    BandRule band_rule() const { return band_rule(bands); }
};

/// One experiment, complete: what options.json holds, what the form and the command line fill.
struct ExperimentOptions {
    DataOptions data;
    FeatureOptions features;
    NetworkOptions network;
    ClassifierOptions classifier;
    MetaOptions meta;
    RunOptions run;
    /// Seeds of repeat 0, 1, ...: each one's own start, else the first seed; plus the repeat where `vary` names it.
    SeedSet seeds_of(std::int64_t repeat) const;
};

/// A word that stands for several choices of a list: "modern".
struct NameSet {
    std::string_view name;
    std::vector<std::string_view> members;
};

/// What is known about one option beside its value. The form, the check, JSON and the command line all walk this list.
struct Field {
    std::string_view name;  ///< snake_case: JSON key; the flag is the name with dashes
    std::string_view group; ///< section of the form: "Data", "Split", "Features", "Network", "Methods", "MetaModelNet",
                            ///< "Paper-literal mode", "Run"
    std::string_view label;
    std::string_view tip;
    std::string_view paper =
        "";                     ///< place in the paper: "Eqn (1)", "Sec. 4.1"; "ours" where the paper has no such thing
    std::string_view unit = ""; ///< "images", "GiB"
    double low = -std::numeric_limits<double>::infinity(); ///< of numbers, and of each number of a list
    double high = std::numeric_limits<double>::infinity();
    std::vector<std::string_view> choices = {}; ///< of strings, and of each string of a list; empty: free text
    std::vector<NameSet> sets = {}; ///< words that stand for several choices of a list; empty: "all" for every choice
    enum class Path { none, file_or_folder, folder } path = Path::none;
    bool advanced = false; ///< folded away in the form at first
};

/// Calls visit(const Field&, value&) for every option, in the order of the form. Value types: std::string, bool,
/// int64_t, double, std::vector<std::string>, std::vector<double>. `Options` is ExperimentOptions or const
/// ExperimentOptions.
template <class Options, class Visit>
void visit_fields(Options& options, Visit&& visit);

/// A value that cannot be used, as the form marks it and the command line prints it.
struct OptionProblem {
    std::string name; ///< Field::name
    std::string what; ///< "must be between 0 and 1, is 3"
    std::string mend;
};
/// Everything wrong with the values themselves and with pairs of them; files are not opened.
std::vector<OptionProblem> check_options(const ExperimentOptions& options);
/// @throws Error naming the first problem's option
void require_valid(const ExperimentOptions& options);

/// "--test-per-class" of "test_per_class".
std::string flag_of(std::string_view field_name);
/// Text of an option's value as the command line takes it: lists with commas, booleans true/false.
std::string option_text(const std::string& value);
std::string option_text(bool value);
std::string option_text(std::int64_t value);
std::string option_text(double value);
std::string option_text(const std::vector<std::string>& value);
std::string option_text(const std::vector<double>& value);
/// Names of sets in a list replaced by what they stand for, each name once.
std::vector<std::string> expanded(const Field& field, const std::vector<std::string>& words);
/// Reads what option_text writes (names of sets, or "all", stand for their choices of a list, yes/no/1/0 for booleans).
/// Returns false, and leaves the value alone, for a text that is not of the type.
bool parse_option(const Field& field, const std::string& text, std::string& value);
bool parse_option(const Field& field, const std::string& text, bool& value);
bool parse_option(const Field& field, const std::string& text, std::int64_t& value);
bool parse_option(const Field& field, const std::string& text, double& value);
bool parse_option(const Field& field, const std::string& text, std::vector<std::string>& value);
bool parse_option(const Field& field, const std::string& text, std::vector<double>& value);
/// The whydah-run command with all options that differ from the defaults, quoted for a shell.
std::string equivalent_command(const ExperimentOptions& options);

} // namespace whydah

#include "records/experiment_fields.h" // IWYU pragma: export
