#include "core/backbone/feature_extractor.h"

#include "core/backbone/backbone.h"
#include "core/backbone/feature_cache.h"
#include "core/backbone/preprocessing.h"
#include "core/data/image_reader.h"
#include "core/experiment/device.h"
#include "core/experiment/stage_reporter.h"
#include "core/experiment/threads.h"
#include "records/error.h"
#include "records/fixed_text.h"

#include <algorithm>
#include <cmath>

namespace whydah {
namespace {

/// Decodes and prepares samples first .. first + count - 1, several at a time. Images that fail leave zeros and a
/// reason. @throws Error if memory runs out for one image alone: which images there are must not depend on what is free
torch::Tensor load_batch(const Manifest& manifest, std::int64_t first, std::int64_t count,
                         const Preprocessing& preprocessing, std::vector<std::string>& failures) {
    const std::int64_t side = preprocessing.input_size;
    torch::Tensor batch = torch::zeros({count, preprocessing.channels, side, side});
    float* const pixels = batch.data_ptr<float>();
    std::vector<char> had_no_room(static_cast<std::size_t>(count), 0);
    const auto load = [&](std::int64_t i) {
        const auto sample = static_cast<std::size_t>(first + i);
        try {
            preprocessing.apply(read_image(manifest.samples[sample].image), pixels + i * preprocessing.floats());
            return true;
        } catch (const Error& error) {
            failures[sample] = error.problem();
        } catch (const std::exception& error) { // OpenCV's own
            if (is_out_of_memory(error)) return false;
            failures[sample] = error.what();
        }
        return true;
    };
    parallel_chunks(count, 1, [&](std::int64_t i, std::int64_t) { had_no_room[static_cast<std::size_t>(i)] = !load(i); });
    for (std::int64_t i = 0; i < count; ++i) // now alone
        if (had_no_room[static_cast<std::size_t>(i)] && !load(i))
            throw no_room_for_image(manifest.samples[static_cast<std::size_t>(first + i)].image);
    return batch;
}

/// Runs the network. When memory runs out, tries once more in two halves, then gives up with a mend.
torch::Tensor run_batch(const Backbone& backbone, const torch::Tensor& batch, std::int64_t& batch_size,
                        const Report& report) {
    try {
        return backbone.run(batch);
    } catch (const std::exception& error) {
        if (!is_out_of_memory(error)) throw;
    } // leaves the handler first: it holds what fills the memory
    if (report)
        report(LogLine{LogLine::Level::warning, "memory ran out on a batch of " + std::to_string(batch.size(0)) +
                                                    " images: going on with half as many"});
    batch_size = std::max<std::int64_t>(1, batch_size / 2);
    std::vector<torch::Tensor> parts;
    try {
        for (const torch::Tensor& half : batch.split(batch_size)) parts.push_back(backbone.run(half));
    } catch (const std::exception& error) {
        if (!is_out_of_memory(error)) throw;
        throw Error({.what = "memory ran out, also with half the images",
                     .where = "option --image-batch " + std::to_string(2 * batch_size),
                     .mend = "make --image-batch or --input-size smaller; where a graphics card ran out, use --device cpu"});
    }
    return torch::cat(parts);
}

void append_good(ExtractedFeatures& out, const torch::Tensor& features, std::int64_t first) {
    out.dimension = features.size(1);
    const float* const values = features.data_ptr<float>();
    for (std::int64_t i = 0; i < features.size(0); ++i) {
        const float *const row = values + i * out.dimension, *const end = row + out.dimension;
        std::string& failure = out.failures[static_cast<std::size_t>(first + i)];
        if (failure.empty() && !std::all_of(row, end, [](float v) { return std::isfinite(v); }))
            failure = "the network gives features that are not finite numbers";
        if (failure.empty()) out.values.insert(out.values.end(), row, end);
    }
}

ExtractedFeatures extract(const Manifest& manifest, const Backbone& backbone, const Preprocessing& preprocessing,
                          std::int64_t batch_size, StageReporter& stage, const JobControl& control,
                          const Report& report) {
    const auto total = static_cast<std::int64_t>(manifest.samples.size());
    ExtractedFeatures out;
    out.failures.resize(manifest.samples.size());
    for (std::int64_t first = 0; first < total;) {
        control.check();
        const std::int64_t count = std::min(batch_size, total - first);
        const torch::Tensor batch = load_batch(manifest, first, count, preprocessing, out.failures);
        control.check();
        append_good(out, run_batch(backbone, batch, batch_size, report), first);
        first += count;
        stage.progress(first);
    }
    return out;
}

/// Names the images that failed and takes them out. @return rows of the others
std::shared_ptr<const FeatureMatrix> take(ExtractedFeatures&& features, Manifest& manifest) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < manifest.samples.size(); ++i) {
        if (features.failures[i].empty())
            std::swap(manifest.samples[kept++], manifest.samples[i]);
        else
            manifest.add_problem(manifest.samples[i].image.file, features.failures[i]);
    }
    manifest.samples.resize(kept);
    if (kept == 0)
        throw Error({.what = "no image could be decoded; the first problem: " + manifest.problems.front().what,
                     .where = manifest.source,
                     .mend = "check the images"});
    return std::make_shared<FeatureMatrix>(
        FeatureMatrix{static_cast<std::int64_t>(kept), features.dimension, std::move(features.values)});
}

std::shared_ptr<const FeatureMatrix> cached_or_extracted(Manifest& manifest, const Backbone& backbone,
                                                         const std::string& identity, const FeatureOptions& options,
                                                         StageReporter& stage, const JobControl& control,
                                                         const Report& report) {
    const Preprocessing preprocessing = Preprocessing::from(options, backbone.channels);
    const auto file = cache_folder(options) / (cache_key(manifest, identity, preprocessing) + ".features");
    std::string damage;
    if (auto cached = read_cached(file, manifest.samples.size(), damage)) {
        stage.finish("from the cache");
        return take(std::move(*cached), manifest);
    }
    if (!damage.empty() && report) report(LogLine{LogLine::Level::warning, damage});
    ExtractedFeatures features =
        extract(manifest, backbone, preprocessing, options.image_batch, stage, control, report);
    try {
        write_cached(file, features);
    } catch (const Error& error) { // a cache is a help, not a need
        if (report)
            report(LogLine{LogLine::Level::warning,
                           std::string("the features are not kept for next time: ") + error.what()});
    }
    const double speed = static_cast<double>(manifest.samples.size()) / std::max(1e-9, stage.seconds());
    stage.finish(fixed_text(speed, speed < 100 ? 1 : 0) + " images/s");
    return take(std::move(features), manifest);
}

} // namespace

std::shared_ptr<const FeatureMatrix> extract_features(Manifest& manifest, const FeatureOptions& options,
                                                      const std::string& device, std::int64_t threads,
                                                      const JobControl& control, const Report& report) {
    StageReporter stage(report, "Features", "images", static_cast<std::int64_t>(manifest.samples.size()));
    if (manifest.features) {
        stage.finish("from the feature table");
        return manifest.features;
    }
    const Backbone backbone = open_backbone(options, torch::Device(device), threads);
    return cached_or_extracted(manifest, backbone, backbone_identity(options), options, stage, control, report);
}

std::shared_ptr<const FeatureMatrix> extract_features_with(Manifest& manifest, const Backbone& backbone,
                                                           const std::string& identity, const FeatureOptions& options,
                                                           const std::string& stage, const JobControl& control,
                                                           const Report& report) {
    StageReporter reporter(report, stage, "images", static_cast<std::int64_t>(manifest.samples.size()));
    return cached_or_extracted(manifest, backbone, identity, options, reporter, control, report);
}

} // namespace whydah
