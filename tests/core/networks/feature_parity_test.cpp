#include "core/backbone/feature_extractor.h"
#include "core/data/manifest.h"
#include "core/experiment/threads.h"
#include "core/networks/network_backbone.h"
#include "networks/reference.h"
#include "support/real_data.h"

namespace whydah {
namespace {

/// Every 600th image of Caltech-101.
Manifest some_images() {
    DataOptions data;
    data.data = test::real_data() / "caltech101/features_mobilenet_v2.npz";
    const Manifest all = read_manifest(data, {}, {});
    Manifest some;
    some.class_names = all.class_names;
    for (std::size_t row = 0; row < all.samples.size(); row += 600) some.samples.push_back(all.samples[row]);
    return some;
}

TEST(FeatureParity, RealImagesGiveTheFeaturesThatPythonGives) {
    SKIP_WITHOUT_REAL_DATA();
    set_thread_budget(1);
    const test::TemporaryFolder folder;
    Manifest images = some_images();
    ASSERT_GE(images.samples.size(), 10U);
    std::vector<std::string> arguments{"features", folder.path(), "128"};
    for (const Sample& sample : images.samples) arguments.push_back(sample.image.file);
    if (const int code = test::run_reference(arguments, folder); code != 0) {
        if (code == 77) GTEST_SKIP() << WHYDAH_PYTHON << " has no torch and torchvision (python3-torchvision)";
        return;
    }
    const StateDict reference = read_weights(folder / "features.pth");
    const torch::Tensor expected = test::tensor_of(reference, "features");

    const Backbone backbone = open_network("resnet18", folder / "weights.pth", torch::kCPU);
    const double same_pixels = test::largest_difference(backbone.run(test::tensor_of(reference, "images")), expected);
    EXPECT_LT(same_pixels, 1e-4);

    FeatureOptions options; // with our decoder and resizer
    options.backbone = "resnet18";
    options.backbone_weights = folder / "weights.pth";
    options.input_size = options.resize_side = 128;
    options.mean = "0.485,0.456,0.406", options.std_dev = "0.229,0.224,0.225";
    options.cache = folder / "cache";
    const auto features = extract_features(images, options, "cpu", 1, {}, {});
    ASSERT_EQ(features->rows, expected.size(0));
    ASSERT_EQ(features->dimension, 512);
    const torch::Tensor own = torch::tensor(features->values).reshape({features->rows, 512});
    const torch::Tensor cosines = torch::cosine_similarity(own, expected, 1);
    EXPECT_GT(cosines.min().item<double>(), 0.999);
    std::printf(
        "resnet18 on %ld images: largest difference on the same pixels %.1e, lowest cosine with our own decoding "
        "%.6f\n",
        static_cast<long>(features->rows), same_pixels, cosines.min().item<double>());
}

} // namespace
} // namespace whydah
