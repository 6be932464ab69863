#include "core/store/run_folder.h"

#include "records/error.h"
#include "records/fixed_text.h"
#include "support/temporary_folder.h"

#include <clocale>
#include <cmath>
#include <cstdlib>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using test::TemporaryFolder;
using test::text_of;
using test::write_text;
using testing::HasSubstr;

RunRecord small_record() {
    RunRecord record;
    record.state = RunState::completed;
    record.options.data.drop = 14;
    record.dataset.name = "birds", record.dataset.kind = "feature table", record.dataset.split = "given";
    for (const auto& [name, train] : {std::pair{"whydah", 200}, {"a, \"b\"", 3}}) {
        ClassSummary c;
        c.name = name, c.train = train, c.test = 4;
        record.dataset.classes.push_back(c);
    }
    record.dataset.problems = {{"list.txt:3", "no such image"}};
    record.dataset.problem_count = 1;
    for (std::int64_t seed : {0, 1})
        record.results.push_back({.method = "plain",
                                  .seed = seed,
                                  .classes = {{"whydah", 200, 4, 4}, {"a, \"b\"", 3, 4, 1 + seed}},
                                  .seconds = 1.5,
                                  .validation_accuracy = 0.25});
    record.selections = {{"plain", "weight_decay", 0, "1e-05", {"1e-05", "0.0001"}, {0.5, 0.25}}};
    Trajectories run{
        .method = "meta_model_net", .seed = 0, .last_block = 2, .variance_share = {0.5, 0.25, 0.125}, .classes = {}};
    run.classes.push_back({.label = 1,
                           .name = "a, \"b\"",
                           .train = 3,
                           .entry_block = 1,
                           .points = {{2, {0.1, -2, 3e-9}, 1.25}, {0, {1, 2, 3}, 2.5}}});
    record.trajectories = {run};
    record.losses = {{"meta_model_net", 0, 2, 10, std::nan(""), 0.75}};
    record.plan.stages = {"Reading", "Features"};
    record.stages = {{"Reading", 0.25, "from the cache"}};
    record.log = {{LogLine::Level::warning, "two\nlines"}};
    record.seconds = 12.5, record.peak_memory = 1 << 30, record.device = "cpu", record.threads = 2;
    return record;
}

TEST(RunFolder, ResultsAreInPercentAndAnEmptyBandIsEmpty) {
    const TemporaryFolder folder;
    write_run(folder.path(), small_record());
    EXPECT_EQ(text_of(folder / "results.csv"), "method,seed,all,many,medium,few\n"
                                               "plain,0,62.5000,100.0000,,25.0000\n"
                                               "plain,1,75.0000,100.0000,,50.0000\n");
}

/// The C library speaks with decimal commas while this lives, as it does for many users once Qt has taken their locale.
class DecimalCommas {
public:
    DecimalCommas() {
        const std::string make = "localedef -i de_DE -f UTF-8 '" + (folder_ / "de_DE.UTF-8").string() + "' 2>&1";
        const bool made = std::system(make.c_str()) == 0;
        ::setenv("LOCPATH", folder_.path().c_str(), 1);
        spoken_ = made && std::setlocale(LC_ALL, "de_DE.UTF-8") && *std::localeconv()->decimal_point == ',';
    }
    ~DecimalCommas() {
        std::setlocale(LC_ALL, "C");
        ::unsetenv("LOCPATH");
    }
    bool spoken() const { return spoken_; }

private:
    TemporaryFolder folder_;
    bool spoken_ = false;
};

TEST(RunFolder, IsTheSameByteForByteWhereTheLocaleHasDecimalCommas) {
    const TemporaryFolder folder;
    write_run(folder / "plain", small_record());
    const DecimalCommas commas;
    if (!commas.spoken())
        GTEST_SKIP() << "no locale with decimal commas can be made (Debian's package locales has them)";
    write_run(folder / "comma", small_record());
    for (const char* file :
         {"results.csv", "per_class.csv", "trajectories.csv", "losses.csv", "options.json", "run.json"})
        EXPECT_EQ(text_of(folder / "comma" / file), text_of(folder / "plain" / file)) << file;
    EXPECT_DOUBLE_EQ(read_run(folder / "comma").trajectories.at(0).classes.at(0).points.at(0).norm, 1.25);
    EXPECT_EQ(fixed_text(-1234.5, 2), "-1234.50");
}

TEST(RunFolder, PerClassHoldsTheCounts) {
    const TemporaryFolder folder;
    write_run(folder.path(), small_record());
    EXPECT_THAT(text_of(folder / "per_class.csv"),
                HasSubstr("method,seed,class,n_train,n_test,correct\nplain,0,whydah,200,4,4\n"
                          "plain,0,\"a, \"\"b\"\"\",3,4,1\n"));
}

TEST(RunFolder, ReadsBackAllThatItWrote) {
    const TemporaryFolder folder;
    write_run(folder / "first", small_record());
    const RunRecord record = read_run(folder / "first");
    write_run(folder / "second", record);
    for (const char* file :
         {"options.json", "results.csv", "per_class.csv", "trajectories.csv", "losses.csv", "log.txt", "run.json"})
        EXPECT_EQ(text_of(folder / "second" / file), text_of(folder / "first" / file)) << file;
    EXPECT_EQ(record.state, RunState::completed);
    EXPECT_EQ(record.trajectories.at(0).classes.at(0).points.at(1).norm, 2.5);
    EXPECT_TRUE(std::isnan(record.losses.at(0).regression));
    EXPECT_EQ(record.results.at(1).validation_accuracy, 0.25);
}

TEST(RunFolder, AFolderWithoutARunIsRefused) {
    const TemporaryFolder folder;
    EXPECT_THROW(read_run(folder.path()), Error);
}

TEST(RunFolder, ADamagedFileIsNamed) {
    const TemporaryFolder folder;
    write_run(folder.path(), small_record());
    const std::string whole = text_of(folder / "per_class.csv");
    write_text(folder / "per_class.csv", whole.substr(0, whole.size() - 3));
    try {
        read_run(folder.path());
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_THAT(error.where(), HasSubstr("per_class.csv:5"));
    }
    write_text(folder / "per_class.csv", whole);
    write_text(folder / "run.json", "{\"whydah_run\": 1, \"state\": ");
    EXPECT_THROW(read_run(folder.path()), Error);
}

TEST(RunFolder, EveryCutOfTheRunCardIsAnErrorAndNeverACrash) {
    const TemporaryFolder folder;
    write_run(folder.path(), small_record());
    const std::string whole = text_of(folder / "run.json");
    for (std::size_t length = 0; length + 2 < whole.size(); length += 7) {
        write_text(folder / "run.json", whole.substr(0, length));
        EXPECT_THROW(read_run(folder.path()), Error) << length;
    }
}

} // namespace
} // namespace whydah
