#include "core/store/options_json.h"

#include "records/error.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using test::TemporaryFolder;
using test::write_text;
using testing::HasSubstr;

/// Options in which no value is the default.
ExperimentOptions all_changed() {
    ExperimentOptions options;
    struct Change {
        void operator()(const Field& f, std::string& v) const {
            v = f.choices.empty() ? v + "1" : std::string(f.choices.back());
        }
        void operator()(const Field&, bool& v) const { v = !v; }
        void operator()(const Field&, std::int64_t& v) const { v += 3; }
        void operator()(const Field&, double& v) const { v = v / 2 + 0.1; }
        void operator()(const Field&, std::vector<std::string>& v) const { v = {"plain"}; }
        void operator()(const Field&, std::vector<double>& v) const { v = {1e-7, 0.1, 12345.678}; }
    };
    visit_fields(options, Change{});
    return options;
}

TEST(OptionsJson, EveryOptionSurvivesARoundTrip) {
    const std::string text = options_to_json(all_changed());
    EXPECT_EQ(options_to_json(options_from_json(text, "t")), text);
    EXPECT_NE(text, options_to_json({}));
}

TEST(OptionsJson, MissingOptionsKeepTheirDefaults) {
    const auto options = options_from_json(R"({"drop": 14})", "t");
    EXPECT_EQ(options.data.drop, 14);
    EXPECT_EQ(options.meta.episodes, ExperimentOptions{}.meta.episodes);
}

TEST(OptionsJson, AllStandsForEveryMethod) {
    EXPECT_EQ(options_from_json(R"({"methods": "all"})", "t").classifier.methods.size(), method_names.size());
    EXPECT_EQ(options_from_json(R"({"methods": ["all"]})", "t").classifier.methods.size(), method_names.size());
}

std::string error_of(const std::string& json) {
    try {
        options_from_json(json, "o.json");
    } catch (const Error& error) {
        EXPECT_FALSE(error.mend().empty());
        return error.what();
    }
    return "no error";
}

TEST(OptionsJson, SetsOfMethodsStandForTheirNamesEachOnce) {
    const auto modern = options_from_json(R"({"methods": "modern"})", "t").classifier.methods;
    EXPECT_EQ(modern.size(), size_of_set("modern"));
    const auto mixed = options_from_json(R"({"methods": ["plain", "all", "modern"]})", "t").classifier.methods;
    EXPECT_EQ(mixed.size(), method_names.size() + size_of_set("modern"));
    EXPECT_EQ(mixed.front(), "plain");
    EXPECT_THAT(error_of(R"({"methods": "plain"})"), HasSubstr("a list of texts"));
}

TEST(OptionsJson, ErrorsNameFileKeyAndType) {
    EXPECT_THAT(error_of(R"({"dropp": 14})"), HasSubstr("o.json: 'dropp' is not an option"));
    EXPECT_THAT(error_of(R"({"drop": "14"})"), HasSubstr("'drop' must be a whole number, is \"14\""));
    EXPECT_THAT(error_of(R"({"drop": 1.5})"), HasSubstr("a whole number"));
    EXPECT_THAT(error_of(R"({"lambda": [1, "x"]})"), HasSubstr("a list of numbers"));
    EXPECT_THAT(error_of("{\n\"drop\": 14,\n}"), HasSubstr("o.json:3"));
    EXPECT_THAT(error_of("[1]"), HasSubstr("no options"));
    EXPECT_THAT(error_of(""), HasSubstr("not valid JSON"));
}

TEST(OptionsJson, PathsBesideTheFileMeanThoseFiles) {
    const TemporaryFolder folder;
    write_text(folder / "data/x.npz", "");
    write_text(folder / "o.json", R"({"data": "data/x.npz", "backbone": "absent.pt", "out": "data"})");
    const auto options = read_options(folder / "o.json");
    EXPECT_EQ(options.data.data, std::filesystem::canonical(folder / "data/x.npz").string());
    EXPECT_EQ(options.features.backbone, "absent.pt");
    EXPECT_EQ(options.run.out, "data");
}

TEST(OptionsJson, TheSolverOfOlderRunFoldersIsTheOneThatTookItsPlace) {
    EXPECT_EQ(options_from_json(R"({"literal_solver": "lbfgs"})", "old.json").meta.literal_solver, "subspace");
    EXPECT_EQ(options_from_json(R"({"literal_solver": "sgd"})", "old.json").meta.literal_solver, "sgd");
}

} // namespace
} // namespace whydah
