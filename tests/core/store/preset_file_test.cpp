#include "core/store/preset_file.h"

#include "records/error.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using test::TemporaryFolder;
using test::write_text;
using testing::HasSubstr;

const std::filesystem::path shipped = std::filesystem::path(WHYDAH_SOURCE) / "resources/presets";

TEST(PresetFile, EveryTableAndFigureOfThePaperShips) {
    EXPECT_THAT(preset_names(shipped),
                testing::ElementsAre("fig3", "fig4", "table1", "table2", "table3", "table4", "table4_ilsvrc"));
    for (const std::string& name : preset_names(shipped)) {
        Preset preset = read_preset(shipped, name);
        EXPECT_FALSE(preset.title.empty() || preset.about.empty()) << name;
        EXPECT_TRUE(preset.columns.empty() != preset.pictures.empty()) << name << ": a table or pictures";
        for (PresetRun& run : preset.runs) {
            EXPECT_EQ(run.options.data.data, "") << name << ": the data set is the user's";
            run.options.data.data = "somewhere";
            EXPECT_TRUE(check_options(run.options).empty()) << name;
        }
        for (const PresetColumn& column : preset.columns) { // every measured column is really run
            const auto run = std::find_if(preset.runs.begin(), preset.runs.end(),
                                          [&](const PresetRun& r) { return r.name == column.run; });
            const std::string method = column.method.substr(0, column.method.find('+'));
            const std::string& scenario = run->options.network.scenario;
            if (method == "network_head") {
                EXPECT_NE(scenario, "features") << name << ": comes with the trained network";
            } else {
                EXPECT_THAT(run->options.classifier.methods, testing::Contains(method)) << name;
            }
            if (method != column.method) {
                EXPECT_EQ(scenario, "recur_ft") << name;
            }
        }
    }
}

TEST(PresetFile, TheSunRecipeIsThePapers) {
    const DataOptions data = read_preset(shipped, "table1").runs.at(0).options.data;
    EXPECT_EQ(data.split, "sun");
    EXPECT_EQ(std::tuple(data.train_share, data.validation_share, data.test_per_class), std::tuple(0.5, 0.1, 40));
    EXPECT_EQ(data.drop, -1) << "49 on SUN-397, see SunRecipe.IsThePapersOnSunLikeCounts";
    const DataOptions places = read_preset(shipped, "table4").runs.at(0).options.data;
    EXPECT_EQ(std::tuple(places.split, places.largest_class, places.median_class, places.smallest_class),
              std::tuple(std::string("power_law"), 9900, 73, 5));
}

TEST(PresetFile, TableThreeHasARunForEachWayOfGettingFeatures) {
    const Preset preset = read_preset(shipped, "table3");
    ASSERT_EQ(preset.runs.size(), 3U);
    EXPECT_EQ(preset.runs[0].options.network.scenario, "features");
    EXPECT_EQ(preset.runs[1].options.network.scenario, "fix_ft");
    EXPECT_EQ(preset.runs[2].options.network.scenario, "recur_ft");
    EXPECT_EQ(preset.columns.at(4).published, 58.74);
    EXPECT_EQ(preset.runs[1].options.features.backbone, "resnet50") << "shared options reach every run";
    EXPECT_EQ(preset.columns.at(1).published, 54.99);
}

TEST(PresetFile, WrongFilesAreNamed) {
    const TemporaryFolder folder;
    const auto complaint = [&](const std::string& text) {
        write_text(folder / "mine.json", text);
        try {
            read_preset(folder.path(), "mine");
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_THAT(complaint("{"), HasSubstr("mine.json"));
    EXPECT_THAT(complaint(R"({"about": "x"})"), HasSubstr("title"));
    EXPECT_THAT(complaint(R"({"title": "t", "about": "a", "options": {"no_such": 1}})"), HasSubstr("no_such"));
    EXPECT_THAT(complaint(R"({"title": "t", "about": "a", "columns": [{"heading": "h", "method": "plain", "run": "x"}]})"),
                HasSubstr("'x'"));
    try {
        read_preset(folder.path(), "table9");
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("choose one of: mine"));
    }
}

} // namespace
} // namespace whydah
