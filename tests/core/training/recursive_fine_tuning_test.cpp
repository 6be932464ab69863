#include "core/training/recursive_fine_tuning.h"

#include "core/networks/small_cnn_network.h"
#include "records/error.h"
#include "training/made_images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <torch/utils.h>
#include <variant>

namespace whydah {
namespace {

using testing::ElementsAre;

constexpr int classes = 6, most = 30;
constexpr std::int64_t counts[classes] = {30, 20, 12, 8, 5, 3}; // N = 3: H_16 has 2 classes, H_8 3, H_4 5, H_2 6

std::vector<LabelledImage> long_tail(const std::vector<LabelledImage>& images) {
    std::vector<LabelledImage> kept;
    std::map<std::int64_t, std::int64_t> taken;
    for (const LabelledImage& item : images)
        if (taken[item.label]++ < counts[item.label]) kept.push_back(item);
    return kept;
}

/// A long-tailed training part and two test images a class, one file of IDX images.
struct Data {
    test::TemporaryFolder folder;
    Manifest manifest;
    Split split;

    /// @param noisy images of this class are noise; -1: none
    explicit Data(std::int64_t noisy = -1) {
        const auto all = test::made_images(folder.path(), classes, most + 2);
        if (noisy >= 0) spoil(all, noisy);
        manifest.class_names = {"a", "b", "c", "d", "e", "f"};
        manifest.source = folder.path();
        for (const LabelledImage& item : long_tail(all)) add(item, split.train);
        for (std::size_t i = all.size() - 2 * classes; i < all.size(); ++i) add(all[i], split.test);
    }

    std::vector<std::int64_t> labels_of_train() const {
        std::vector<std::int64_t> labels;
        for (std::int64_t row : split.train) labels.push_back(manifest.samples[static_cast<std::size_t>(row)].label);
        return labels;
    }

private:
    void add(const LabelledImage& item, std::vector<std::int64_t>& part) {
        part.push_back(static_cast<std::int64_t>(manifest.samples.size()));
        manifest.samples.push_back({item.image, static_cast<std::int32_t>(item.label), {}});
    }
    static void spoil(const std::vector<LabelledImage>& all, std::int64_t noisy) {
        const std::string file = all.front().image.file;
        std::string bytes = test::text_of(file);
        Random random(7);
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t p = 0; all[i].label == noisy && p < 256; ++p)
                bytes[16 + 256 * i + p] = static_cast<char>(random.below(256));
        test::write_text(file, bytes);
    }
};

ExperimentOptions options_in(const std::filesystem::path& cache) {
    ExperimentOptions options;
    options.features.backbone = WHYDAH_SOURCE "/resources/sample/small_cnn.pt";
    options.features.input_size = options.features.resize_side = 32;
    options.features.cache = cache;
    options.network.scenario = "recur_ft";
    options.network.network_epochs = 8, options.network.network_batch = 10; // two epochs a block
    options.network.flip = false;
    options.meta.head_classes = 2;
    return options;
}

TrainedFeatures train(const Data& data, const ExperimentOptions& options, const JobControl& control = {},
                      const Report& report = {}) {
    return train_features(data.manifest, data.split, options, 0, torch::kCPU, 1, "", control, report);
}

/// Rows of training images whose class has more than `above` images: equal in both?
bool same_rows(const FeatureMatrix& a, const FeatureMatrix& b, const std::vector<std::int64_t>& labels,
               std::int64_t above) {
    bool same = a.dimension == b.dimension;
    for (std::size_t row = 0; same && row < labels.size(); ++row) {
        if (counts[labels[row]] <= above) continue;
        const auto at = static_cast<std::ptrdiff_t>(row) * a.dimension;
        same = std::equal(a.values.begin() + at, a.values.begin() + at + a.dimension, b.values.begin() + at);
    }
    return same;
}

TEST(RecursiveFineTuning, ABlockHasTheImagesOfItsHeadClassesAlone) {
    const test::TemporaryFolder folder;
    const auto images = long_tail(test::made_images(folder.path(), classes, most));
    const std::vector<std::int64_t> n(std::begin(counts), std::end(counts));
    EXPECT_THAT(block_images(images, n, 3).classes, ElementsAre(0, 1)) << "more than 16";
    EXPECT_EQ(block_images(images, n, 3).images.size(), 50U);
    EXPECT_THAT(block_images(images, n, 2).classes, ElementsAre(0, 1, 2)) << "8 images are not more than 8";
    EXPECT_EQ(block_images(images, n, 0).images.size(), 78U);
    const BlockImages without_first = block_images(images, {2, 20, 12, 8, 5, 3}, 3);
    EXPECT_THAT(without_first.classes, ElementsAre(1));
    for (const LabelledImage& item : without_first.images) EXPECT_EQ(item.label, 0) << "labels count from 0";
}

TEST(RecursiveFineTuning, EpochsAreSharedOutAmongTheBlocks) {
    NetworkOptions options;
    EXPECT_EQ(recursive_epochs(options, 7), 8) << "60 / 7";
    options.network_epochs = 3;
    EXPECT_EQ(recursive_epochs(options, 7), 1);
    options.recur_epochs = 20;
    EXPECT_EQ(recursive_epochs(options, 7), 20);
}

TEST(RecursiveFineTuning, TheNextNetworkGoesOnWhereTheLastOneStood) {
    torch::manual_seed(1);
    const auto from = small_cnn(2), to = small_cnn(3);
    {
        const torch::NoGradGuard no_gradients;
        for (const torch::Tensor& buffer : from->buffers())
            if (buffer.is_floating_point()) torch::Tensor(buffer).add_(0.5);
    }
    const torch::Tensor fresh = to->head()->weight[1].detach().clone();
    carry_over(*from, {1, 4}, *to, {1, 3, 4});
    const torch::Tensor images = torch::rand({4, 1, 32, 32});
    from->eval(), to->eval();
    const torch::NoGradGuard no_gradients;
    EXPECT_TRUE(to->features(images).equal(from->features(images))) << "running statistics as well";
    EXPECT_TRUE(to->forward(images).index_select(1, torch::tensor({0, 2})).allclose(from->forward(images)));
    EXPECT_TRUE(to->head()->weight[1].equal(fresh)) << "class 3 is new";
}

TEST(RecursiveFineTuning, TheNetworkOfABlockHasSeenNothingButItsHeadClasses) {
    const test::TemporaryFolder cache, other_cache;
    const Data data, noisy(4); // class 4 has 5 images: head of blocks 1 (more than 4) and 0, tail of 2 and 3
    const TrainedFeatures a = train(data, options_in(cache.path())), b = train(noisy, options_in(other_cache.path()));
    ASSERT_EQ(a.of_block.size(), 4U);
    EXPECT_EQ(a.of_block[0], nullptr);
    const auto labels = data.labels_of_train();
    EXPECT_TRUE(same_rows(*a.of_block[3], *b.of_block[3], labels, 5)) << "other pixels in the tail changed the network";
    EXPECT_TRUE(same_rows(*a.of_block[2], *b.of_block[2], labels, 5));
    EXPECT_FALSE(same_rows(*a.of_block[1], *b.of_block[1], labels, 5)) << "here class 4 is a head class";
    EXPECT_FALSE(same_rows(*a.features, *b.features, labels, 5));
    EXPECT_FALSE(same_rows(*a.of_block[3], *a.of_block[2], labels, 5)) << "each block trains on";
    EXPECT_FALSE(same_rows(*a.before, *a.of_block[3], labels, 5));
    EXPECT_FALSE(a.head.defined()) << "it does not know all classes";
}

TEST(RecursiveFineTuning, StoppedAndResumedEndsWithTheVeryFeaturesOfAnUnbrokenOne) {
    const test::TemporaryFolder cache, broken_cache;
    const Data data;
    const TrainedFeatures unbroken = train(data, options_in(cache.path()));
    int stops = 0;
    for (const int at : {20, 30, 45, 50}) {
        std::stop_source source;
        int checks = 0;
        const JobControl control(source.get_token(), [&] {
            if (++checks == at) source.request_stop();
        });
        try {
            train(data, options_in(broken_cache.path()), control);
        } catch (const Stopped&) {
            ++stops;
        }
    }
    EXPECT_GE(stops, 3) << "in different blocks";
    std::string said;
    const TrainedFeatures resumed = train(data, options_in(broken_cache.path()), {}, [&](const Event& event) {
        if (const auto* line = std::get_if<LogLine>(&event)) said += line->text + "\n";
    });
    EXPECT_NE(said.find("going on after epoch"), std::string::npos) << said;
    EXPECT_EQ(resumed.features->values, unbroken.features->values);
    for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(resumed.of_block[i]->values, unbroken.of_block[i]->values) << i;
}

TEST(RecursiveFineTuning, IsOneStageThatEndsAtItsTotal) {
    const test::TemporaryFolder cache;
    const Data data;
    const auto stages_of = [&] {
        std::vector<std::string> started;
        std::int64_t done = 0, total = 0;
        train(data, options_in(cache.path()), {}, [&](const Event& event) {
            if (const auto* begun = std::get_if<StageStarted>(&event)) started.push_back(begun->stage);
            if (const auto* p = std::get_if<StageProgress>(&event); p && p->stage == "Recursive fine-tuning") {
                EXPECT_LE(p->done, p->total);
                EXPECT_GE(p->done, done);
                done = p->done, total = p->total;
            }
        });
        EXPECT_EQ(started, network_stages(options_in(cache.path())));
        return total;
    };
    EXPECT_EQ(stages_of(), 2 * (50 + 62 + 75 + 78) + 3 * 78) << "two epochs a block, and three times the features";
    EXPECT_EQ(stages_of(), 0) << "everything is found in the cache";
}

TEST(RecursiveFineTuning, WithoutAHeadItIsRefused) {
    const test::TemporaryFolder cache;
    Data data;
    std::erase_if(data.split.train, [&](std::int64_t row) {
        return data.manifest.samples[static_cast<std::size_t>(row)].label > 0 && row > 11;
    });
    try {
        train(data, options_in(cache.path()));
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("no head to fine-tune"));
    }
}

// ---- Fix FT and from scratch, by the same function

TEST(TrainedFeatures, TheHeadIsTheNetworksOwnClassifier) {
    const test::TemporaryFolder cache;
    const Data data;
    ExperimentOptions options = options_in(cache.path());
    options.network.scenario = "fix_ft", options.network.network_epochs = 2;
    const TrainedFeatures tuned = train(data, options);
    ASSERT_EQ(tuned.head.sizes(), (std::vector<std::int64_t>{classes, 513}));
    EXPECT_FALSE(tuned.unit_length);
    EXPECT_GT(tuned.head.narrow(1, 512, 1).abs().max().item<double>(), 0) << "the bias";
    EXPECT_NE(tuned.before->values, tuned.features->values);

    options.network.network_loss = "ldam_drw";
    const TrainedFeatures cosines = train(data, options);
    EXPECT_TRUE(cosines.unit_length);
    EXPECT_NE(cosines.features->values, tuned.features->values) << "another loss, another network";
    EXPECT_TRUE(cosines.head.norm(2, 1).allclose(torch::full({classes}, 30.0F)))
        << "rows of length s, without bias";
}

// Paired tests over seeds put an image's outcomes together by its number.
TEST(OnlySplit, EachImageKeepsItsNumberInTheWholeDataSet) {
    Manifest manifest;
    manifest.class_names = {"a", "b"};
    for (int i = 0; i < 6; ++i) manifest.samples.push_back({{}, i % 2, std::nullopt});
    const Manifest part = only_split(manifest, {.train = {0, 3}, .validation = {5}, .test = {2, 4}, .text = ""});
    std::vector<std::int64_t> numbers;
    for (const Sample& sample : part.samples) numbers.push_back(sample.number);
    EXPECT_EQ(numbers, (std::vector<std::int64_t>{0, 3, 5, 2, 4}));
    const Manifest again = only_split(part, {.train = {1}, .validation = {}, .test = {4}, .text = ""});
    EXPECT_EQ(again.samples[1].number, 4) << "a part of a part, too";
}

} // namespace
} // namespace whydah
