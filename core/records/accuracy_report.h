#pragma once

#include "records/bands.h"
#include "records/interval.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whydah {

/// One class under one method and seed. Accuracy of a class is its recall: correct / test images of the class.
struct ClassAccuracy {
    std::string name;
    std::int64_t train = 0;               ///< training images
    std::int64_t test = 0;                ///< test images
    std::int64_t correct = 0;             ///< of them classified correctly
    std::optional<double> recall() const; ///< 0..1; nothing for a class without test image
    std::optional<Interval> recall_interval() const { return wilson_interval(correct, test); } ///< 95 %
};

/// The seeds of one repeat of a run, apart: which images go where; which images and episodes training draws; where the
/// networks' weights start.
struct SeedSet {
    std::int64_t carve = 0, sampling = 0, initialisation = 0;
    bool operator==(const SeedSet&) const = default;
};

/// What a method says about one test image.
struct Prediction {
    std::int32_t sample = 0;    ///< the image's index in the data set
    std::int32_t truth = 0;     ///< its label, 0..C-1
    std::int32_t predicted = 0; ///< the method's label
    float confidence = 0;       ///< softmax of the scores at the predicted label, 0..1
    bool operator==(const Prediction&) const = default;
};

/// One method, trained once. Classes in label order.
struct MethodResult {
    std::string
        method; ///< "plain", "over_sampling", ... (method_list.h); with "+balanced_softmax" on that base method's rows,
                ///< with "+proximal" fine-tuned, with "+recur_ft" on the features of each block's own network
    std::int64_t seed = 0; ///< the repeat: RunOptions::seed + 0, 1, ...; its seeds stand in `seeds`
    std::vector<ClassAccuracy> classes;
    double seconds = 0;                        ///< time that this method took beyond what it shares
    std::optional<double> validation_accuracy; ///< mean recall over classes on the validation part, 0..1
    SeedSet seeds = {};
    std::vector<Prediction> predictions = {}; ///< of all test images in the data set's order; empty in old run folders
};

std::vector<std::int64_t> train_counts(const MethodResult& result); ///< of each class

/// Mean recall over classes, 0..1, of all classes and of each band; nothing where the band has no class with test
/// images.
struct BandAccuracy {
    std::optional<double> all, many, medium, few;
    std::optional<double> of(Band band) const;
};
BandAccuracy band_accuracy(const MethodResult& result, const BandRule& rule);

struct MeanSd {
    double mean = 0;
    std::optional<double> sd; ///< sample standard deviation (n - 1); nothing for one value
    std::int64_t n = 0;
};
std::optional<MeanSd> mean_sd(const std::vector<double>& values);

/// One row of the results table: a method over its seeds. Values 0..1.
struct MethodRow {
    std::string method;
    std::vector<std::int64_t> seeds;
    std::optional<MeanSd> all, many, medium, few;
};
/// Rows in the order in which the methods first appear.
std::vector<MethodRow> method_rows(const std::vector<MethodResult>& results, const BandRule& rule);

/// Mean over the seeds that both methods have of recall(method) - recall(reference) per class, label order (Fig. 3).
/// Nothing for classes without test images; empty if the two share no seed.
std::vector<std::optional<double>> gain_per_class(const std::vector<MethodResult>& results, const std::string& method,
                                                  const std::string& reference);

/// The name for people: "MetaModelNet", "MetaModelNet on Balanced Softmax", "MetaModelNet + proximal", "MetaModelNet,
/// Recur FT".
std::string method_label(const std::string& method);

} // namespace whydah
