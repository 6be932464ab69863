#include "records/experiment_options.h"

#include "records/error.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <set>

namespace whydah {
namespace {

bool complains_of(const ExperimentOptions& options, const std::string& name) {
    const auto problems = check_options(options);
    return std::any_of(problems.begin(), problems.end(), [&](const OptionProblem& p) {
        EXPECT_FALSE(p.what.empty() || p.mend.empty()) << p.name;
        return p.name == name;
    });
}

TEST(Options, TheDefaultsAreValid) { EXPECT_TRUE(check_options({}).empty()); }

TEST(Options, EveryNameStandsOnce) {
    std::set<std::string_view> names;
    const ExperimentOptions options;
    visit_fields(options,
                 [&](const Field& field, const auto&) { EXPECT_TRUE(names.insert(field.name).second) << field.name; });
    EXPECT_GT(names.size(), 50U);
}

/// Sets a number beyond its range; others stay.
struct Beyond {
    double by;
    std::string name;
    bool done = false;
    void operator()(const Field& f, double& v) {
        if (f.name == name && std::isfinite(by < 0 ? f.low : f.high)) v = (by < 0 ? f.low : f.high) + by, done = true;
    }
    void operator()(const Field& f, std::int64_t& v) {
        double number = 0;
        (*this)(f, number);
        if (done && f.name == name) v = static_cast<std::int64_t>(number);
    }
    template <class T>
    void operator()(const Field&, T&) {}
};

TEST(Options, EveryNumberBeyondItsRangeIsNamed) {
    std::vector<std::string> names;
    const ExperimentOptions defaults;
    visit_fields(defaults, [&](const Field& field, const auto&) { names.emplace_back(field.name); });
    int tried = 0;
    for (const std::string& name : names)
        for (double by : {-1.0, 1.0}) {
            ExperimentOptions options;
            Beyond beyond{by, name};
            visit_fields(options, beyond);
            if (!beyond.done) continue;
            ++tried;
            EXPECT_TRUE(complains_of(options, name)) << name << (by < 0 ? " below" : " above");
        }
    EXPECT_GT(tried, 60);
}

TEST(Options, NumbersOfModelsAreWholeAndWithinReach) {
    ExperimentOptions options;
    for (const char* good : {"16", "1000,500,200"}) {
        options.meta.literal_models = good;
        EXPECT_FALSE(complains_of(options, "literal_models")) << good;
    }
    // 1e3 was once read as one model.
    for (const char* bad : {"", "1e3", "16.5", "0", "5,", ",5", "5 6", "99999999999999999999", "-3", "ten"}) {
        options.meta.literal_models = bad;
        EXPECT_TRUE(complains_of(options, "literal_models")) << bad;
    }
}

TEST(Options, MeanAndDeviationAreThreeNumbers) {
    ExperimentOptions options;
    options.features.mean = "0.5,0.5";
    options.features.std_dev = "1,0,1";
    EXPECT_TRUE(complains_of(options, "mean"));
    EXPECT_TRUE(complains_of(options, "std_dev")) << "division by zero";
}

TEST(Options, ValuesReadBackAsTheyAreWritten) {
    double number = 0;
    EXPECT_TRUE(parse_option(Field{}, option_text(0.1), number));
    EXPECT_EQ(number, 0.1);
    std::vector<double> list;
    EXPECT_TRUE(parse_option(Field{}, "1e-5, 0.5", list));
    EXPECT_EQ(list, (std::vector<double>{1e-5, 0.5}));
    std::int64_t whole = 7;
    EXPECT_FALSE(parse_option(Field{}, "3.5", whole));
    EXPECT_EQ(whole, 7) << "left alone";
}

TEST(Options, NumbersAreWrittenInTheDigitsThatAReaderExpects) {
    const std::pair<double, const char*> expected[] = {{100000, "100000"},  {1e6, "1000000"},   {0.0001, "0.0001"},
                                                       {5e-4, "0.0005"},    {1e-5, "1e-05"},    {2.5e-7, "2.5e-07"},
                                                       {-200000, "-200000"}, {0, "0"},          {0.1, "0.1"},
                                                       {1e20, "1e+20"},     {123456.5, "123456.5"}, {1, "1"}};
    for (const auto& [value, text] : expected) {
        EXPECT_EQ(option_text(value), text);
        double read = -1;
        EXPECT_TRUE(parse_option(Field{}, option_text(value), read));
        EXPECT_EQ(read, value) << text;
    }
    for (double value : {1.0 / 3, 1e14 / 3, 1e-4 / 3, 99999.99999999999, 1e-300}) {
        double read = -1;
        EXPECT_TRUE(parse_option(Field{}, option_text(value), read));
        EXPECT_EQ(read, value);
    }
    ExperimentOptions options;
    options.classifier.learning_rate = 1e9;
    const std::vector<OptionProblem> problems = check_options(options);
    ASSERT_FALSE(problems.empty());
    for (const OptionProblem& problem : problems)
        EXPECT_EQ(problem.what.find("e+"), std::string::npos) << problem.what;
}

TEST(Options, TheEquivalentCommandIsQuotedForAShell) {
    ExperimentOptions options;
    options.data.data = "it's here/x.npz";
    EXPECT_EQ(equivalent_command(options), R"(whydah-run --data 'it'\''s here/x.npz')");
}

} // namespace
} // namespace whydah
