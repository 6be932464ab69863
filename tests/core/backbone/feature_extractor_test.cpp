#include "core/backbone/feature_extractor.h"

#include "core/experiment/memory_limit.h"
#include "core/experiment/threads.h"
#include "records/error.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <torch/script.h>

namespace whydah {
namespace {

/// Flat grey pictures of these brightnesses, and a TorchScript network given by its forward().
class FeatureExtractor : public testing::Test {
protected:
    void pictures(const std::vector<int>& brightness) {
        for (std::size_t i = 0; i < brightness.size(); ++i) {
            const std::string file = folder_ / (std::to_string(i) + ".png");
            cv::imwrite(file, cv::Mat(12, 12, CV_8UC3, cv::Scalar::all(brightness[i])));
            manifest_.samples.push_back({{file, -1}, 0, std::nullopt});
        }
    }
    void network(const std::string& body) {
        torch::jit::Module module("network");
        module.define("def forward(self, x):\n    return " + body + "\n");
        options_.backbone = folder_ / "network.pt";
        module.save(options_.backbone);
    }
    std::shared_ptr<const FeatureMatrix> extract() {
        options_.cache = folder_ / "cache", options_.input_size = options_.resize_side = 8;
        return extract_features(manifest_, options_, "cpu", 1, {}, [this](const Event& event) {
            if (const auto* finished = std::get_if<StageFinished>(&event)) note_ = finished->note;
        });
    }
    test::TemporaryFolder folder_;
    Manifest manifest_;
    FeatureOptions options_;
    std::string note_;
};

TEST_F(FeatureExtractor, RowsAreThoseOfTheSamplesAndTheSecondTimeComesFromTheCache) {
    pictures({51, 255, 102});
    network("x.mean([2, 3])");
    for (const char* from : {"images/s", "from the cache"}) {
        const auto features = extract();
        EXPECT_THAT(note_, testing::HasSubstr(from));
        ASSERT_EQ(features->rows, 3);
        for (int row = 0; row < 3; ++row)
            EXPECT_NEAR(features->values[static_cast<std::size_t>(3 * row)], (std::array{0.2, 1.0, 0.4}[row]), 1e-5);
    }
}

TEST_F(FeatureExtractor, TheCacheIsFoundHoweverThePathsAreWritten) {
    pictures({51, 255});
    network("x.mean([2, 3])");
    extract();
    ASSERT_THAT(note_, testing::HasSubstr("images/s"));
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder_.path());
    manifest_.samples[0].image.file = "./0.png", manifest_.samples[1].image.file = "1.png";
    extract();
    std::filesystem::current_path(before);
    EXPECT_EQ(note_, "from the cache");
}

TEST_F(FeatureExtractor, ADamagedCacheIsMadeAgain) {
    pictures({51, 255});
    network("x.mean([2, 3])");
    extract();
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / "cache")) {
        std::string bytes = test::text_of(entry.path());
        bytes[bytes.size() - 3] = static_cast<char>(bytes[bytes.size() - 3] ^ 1);
        test::write_text(entry.path(), bytes);
    }
    EXPECT_NEAR(extract()->values[0], 0.2, 1e-5);
    EXPECT_THAT(note_, testing::HasSubstr("images/s"));
}

TEST_F(FeatureExtractor, AnImageWhoseFeaturesAreNotFiniteIsNamedAndTheRestGoesOn) {
    pictures({255, 10, 200});
    network("(x.mean([2, 3]) - 0.5).log()"); // not a number for the dark one
    EXPECT_EQ(extract()->rows, 2);
    ASSERT_EQ(manifest_.problem_count, 1);
    EXPECT_THAT(manifest_.problems[0].where, testing::HasSubstr("1.png"));
    EXPECT_THAT(manifest_.problems[0].what, testing::HasSubstr("not finite"));
    EXPECT_EQ(manifest_.samples.size(), 2U);
}

TEST_F(FeatureExtractor, ANetworkThatCannotTakeTheImagesIsNamedWithAMend) {
    pictures({255});
    for (const char* body : {"x.view(-1, 7)", "x", "(x, x)"}) {
        network(body);
        try {
            extract();
            FAIL() << body;
        } catch (const Error& error) {
            EXPECT_THAT(error.where(), testing::HasSubstr("network.pt")) << body;
            EXPECT_FALSE(error.mend().empty()) << body;
        }
    }
}

TEST_F(FeatureExtractor, AFileThatIsNoNetworkIsNamed) {
    pictures({255});
    for (const char* name : {"rubbish.pt", "rubbish.onnx"}) {
        options_.backbone = folder_ / name;
        test::write_text(options_.backbone, "this is no network, but long enough to look at");
        try {
            extract();
            FAIL() << name;
        } catch (const Error& error) {
            EXPECT_THAT(error.where(), testing::HasSubstr(name));
        }
    }
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // their allocators end the program
/// Pictures of 48 MB, decoded; turning their colours round takes as much again.
class FeatureExtractorShortOfMemory : public FeatureExtractor {
protected:
    void SetUp() override {
        for (const int brightness : {51, 255, 102}) {
            const std::string file = folder_ / (std::to_string(brightness) + ".png");
            cv::imwrite(file, cv::Mat(4000, 4000, CV_8UC3, cv::Scalar::all(brightness)));
            manifest_.samples.push_back({{file, -1}, 0, std::nullopt});
        }
        network("x.mean([2, 3])");
        set_thread_budget(3);
    }
    void TearDown() override { set_thread_budget(1); }
};

TEST_F(FeatureExtractorShortOfMemory, ImagesThatHaveNoRoomBesideEachOtherAreDecodedAlone) {
    const MemoryLimit limit(std::int64_t{150} << 20);
    const auto features = extract();
    ASSERT_EQ(features->rows, 3);
    EXPECT_EQ(manifest_.problem_count, 0);
    for (int row = 0; row < 3; ++row)
        EXPECT_NEAR(features->values[static_cast<std::size_t>(3 * row)], (std::array{0.2, 1.0, 0.4}[row]), 1e-5);
}

TEST_F(FeatureExtractorShortOfMemory, AnImageIsNotLeftOutForWantOfMemory) { // the next run would have other numbers
    {
        const MemoryLimit limit(std::int64_t{40} << 20);
        try {
            extract();
            FAIL() << "no error";
        } catch (const Error& error) {
            EXPECT_THAT(error.problem(), testing::HasSubstr("memory ran out"));
            EXPECT_THAT(error.where(), testing::HasSubstr("51.png"));
        }
    }
    EXPECT_EQ(extract()->rows, 3);
    EXPECT_THAT(note_, testing::HasSubstr("images/s")) << "nothing was kept of the first attempt";
}
#endif

} // namespace
} // namespace whydah
