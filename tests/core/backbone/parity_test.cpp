#include "core/backbone/feature_extractor.h"
#include "core/experiment/threads.h"
#include "support/real_data.h"
#include "support/temporary_folder.h"

#include <cmath>
#include <cstdlib>
#include <gtest/gtest.h>

namespace whydah {
namespace {

struct Likeness {
    double mean = 0, lowest = 1;
};

/// Cosines between our features and the reference's, made by other decoders and another resizer. Every 60th image; all
/// of them where WHYDAH_ALL_IMAGES is set.
Likeness likeness_to_reference(const char* backbone) {
    DataOptions data;
    data.data = test::real_data() / "caltech101/features_mobilenet_v2.npz";
    const Manifest reference = read_manifest(data, {}, {});
    const std::size_t step = std::getenv("WHYDAH_ALL_IMAGES") ? 1 : 60;
    Manifest images;
    images.class_names = reference.class_names;
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < reference.samples.size(); row += step) {
        images.samples.push_back(reference.samples[row]);
        rows.push_back(row);
    }
    const test::TemporaryFolder cache;
    FeatureOptions options;
    options.backbone = test::real_data() / backbone;
    options.cache = cache.path();
    const std::int64_t threads = set_thread_budget(std::getenv("WHYDAH_ALL_IMAGES") ? 0 : 1);
    const auto features = extract_features(images, options, "cpu", threads, {}, [](const Event& event) {
        if (const auto* finished = std::get_if<StageFinished>(&event))
            std::printf("%s: %.1f s, %s\n", finished->stage.c_str(), finished->seconds, finished->note.c_str());
    });
    EXPECT_EQ(features->rows, static_cast<std::int64_t>(rows.size())) << "an image failed";
    Likeness likeness;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const float* a = features->values.data() + i * 1280;
        const float* b = reference.features->values.data() + rows[i] * 1280;
        double ab = 0, aa = 0, bb = 0;
        for (int d = 0; d < 1280; ++d) ab += a[d] * b[d], aa += a[d] * a[d], bb += b[d] * b[d];
        const double cosine = ab / std::sqrt(aa * bb);
        likeness.mean += cosine / static_cast<double>(rows.size());
        likeness.lowest = std::min(likeness.lowest, cosine);
    }
    std::printf("%s: %zu images, mean cosine %.5f, lowest %.5f\n", backbone, rows.size(), likeness.mean,
                likeness.lowest);
    return likeness;
}

TEST(BackboneParity, TorchScriptFeaturesEqualTheReference) {
    SKIP_WITHOUT_REAL_DATA();
    const Likeness likeness = likeness_to_reference("mobilenet_v2_tf2_features.ts.pt");
    EXPECT_GT(likeness.mean, 0.995);
    EXPECT_GT(likeness.lowest, 0.97);
}

TEST(BackboneParity, OnnxFeaturesEqualTheReference) {
    SKIP_WITHOUT_REAL_DATA();
    const Likeness likeness = likeness_to_reference("mobilenet_v2_tf2_features.onnx");
    EXPECT_GT(likeness.mean, 0.995);
    EXPECT_GT(likeness.lowest, 0.97);
}

} // namespace
} // namespace whydah
