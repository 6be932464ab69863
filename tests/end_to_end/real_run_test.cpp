#include "core/store/run_folder.h"
#include "support/program.h"
#include "support/real_data.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

namespace whydah {
namespace {

using test::Program;
using test::TemporaryFolder;
using test::text_of;
namespace fs = std::filesystem;

/// Mean recall over classes in percent of each method of a run with one seed.
std::map<std::string, double> accuracies(const fs::path& out) {
    std::map<std::string, double> all;
    for (const MethodRow& row : method_rows(read_run(out).results, {})) all[row.method] = 100 * row.all.value().mean;
    return all;
}

// recipe: 80.2 plain, 83.6 over-sampling, 82.0 under-sampling, 83.6 cost-sensitive, 85.6 identity control and
// MetaModelNet, each with a standard deviation of about 1.5 between splits. One split here: 5 points of room, but the
// order must hold.
TEST(RealRun, CaltechFeaturesReachTheMeasuredRecipe) {
    SKIP_WITHOUT_REAL_DATA();
    const TemporaryFolder folder;
    const fs::path table = test::real_data() / "caltech101/features_mobilenet_v2.npz";
    ASSERT_EQ(Program(WHYDAH_RUN,
                      {"--data", table, "--split", "sun", "--drop", "14", "--test-per-class", "40", "--methods", "all",
                       "--stage-cache", "false", "--no-pictures", "--out", folder / "out"},
                      folder / "stdout", folder / "stderr")
                  .wait(),
              0)
        << text_of(folder / "stderr");
    auto all = accuracies(folder / "out");
    ASSERT_EQ(all.size(), method_names.size());
    EXPECT_NEAR(all["plain"], 80.2, 5);
    EXPECT_NEAR(all["over_sampling"], 83.6, 5);
    EXPECT_NEAR(all["meta_model_net"], 85.6, 5);
    for (const char* baseline : {"over_sampling", "under_sampling", "cost_sensitive"}) {
        EXPECT_LT(all["plain"], all[baseline]) << baseline;
        EXPECT_LT(all[baseline], all["meta_model_net"]) << baseline;
    }
    EXPECT_NEAR(all["meta_model_net"], all["logit_adjustment"], 2)
        << "the meta-network earns little over its identity control";
}

// A few classes of real images through the real backbone, beside files that are no images.
TEST(RealRun, ImagesGoThroughTheBackboneAndBadFilesAreNamed) {
    SKIP_WITHOUT_REAL_DATA();
    const TemporaryFolder folder;
    for (const char* name : {"airplanes", "ant", "bonsai", "camera"}) {
        fs::create_directories(folder / "images" / name);
        int taken = 0;
        for (const auto& image : fs::directory_iterator(test::real_data() / "caltech101/images" / name))
            if (taken++ < 36) fs::create_symlink(image.path(), folder / "images" / name / image.path().filename());
    }
    test::write_text(folder / "images/ant/empty.jpg", "");
    test::write_text(folder / "images/ant/text.jpg", "this is no image");
    ASSERT_EQ(Program(WHYDAH_RUN,
                      {"--data", folder / "images", "--backbone", test::real_data() / "mobilenet_v2_tf2_features.ts.pt",
                       "--cache", folder / "cache", "--split", "sun", "--methods", "plain,over_sampling", "--pca", "16",
                       "--no-pictures", "--out", folder / "out"},
                      folder / "stdout", folder / "stderr")
                  .wait(),
              0)
        << text_of(folder / "stderr");
    const RunRecord record = read_run(folder / "out");
    EXPECT_EQ(record.dataset.problem_count, 2);
    EXPECT_GT(accuracies(folder / "out")["over_sampling"], 60) << "four easy classes";
}

} // namespace
} // namespace whydah
