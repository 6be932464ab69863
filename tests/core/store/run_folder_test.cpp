#include "core/store/run_folder.h"

#include "core/store/dynamics_file.h"
#include "core/store/projector_export.h"
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
    run.measured.push_back(
        {.label = 0, .name = "whydah", .train = 200, .entry_block = 3, .points = {{1, {4, 5, 6}, 0.5}}});
    run.regressed.push_back(
        {.label = 0, .name = "whydah", .train = 200, .entry_block = 3, .points = {{0, {7, 8, 9}, 2}}});
    run.weights = std::make_shared<WeightRows>(WeightRows{2, {1, 2, 3, 4, 5, 6, 7, 1e-30F}});
    run.dynamics.norms = {{.shot = 1, .measured_classes = 1, .measured = 0.5},
                          {.shot = 0, .entering_classes = 2, .entering = 2}};
    run.dynamics.smoothness = {{"test time", 7, 0.25, 0.031}};
    run.dynamics.blocks = {{2, 5, 0.125, 0.5, 0.875}};
    run.dynamics.nearest = {{1, {0}, {}}};
    run.dynamics.kept_nearest = 0.75;
    record.trajectories = {run};
    record.losses = {{"meta_model_net", 0, 2, 10, std::nan(""), 0.75}};
    record.plan.stages = {"Reading", "Features"};
    record.stages = {{"Reading", 0.25, "from the cache"}};
    for (MethodResult& result : record.results) {
        result.seeds = {.carve = 7, .sampling = result.seed, .initialisation = 9};
        result.predictions = {{0, 0, 0, 0.5F}, {12, 1, 0, 0.25F}};
    }
    MethodMetrics metrics;
    metrics.method = "plain", metrics.seed = 0, metrics.mean_recall = 0.625, metrics.worst_class = "a, \"b\"";
    metrics.worst_recall = 0.25, metrics.calibration_error = 0.125;
    record.metrics = {metrics};
    record.confusion = {{"plain", 1, 0, 5}};
    Comparison comparison;
    comparison.method = "over_sampling", comparison.reference = "plain", comparison.test = "mcnemar";
    comparison.how = "exact binomial", comparison.seed = 1, comparison.n = 14, comparison.statistic = 3;
    comparison.p = 0.057373046875, comparison.p_holm = 0.11474609375, comparison.difference = -0.0625;
    comparison.interval = Interval{-0.125, 0.03125};
    record.comparisons = {comparison};
    record.protocol.add("Data", "hash", "sha256:12");
    record.protocol.add("Split", "recipe", "with | and \"quotes\"");
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
    for (const char* file : {"options.json", "results.csv", "per_class.csv", "intervals.csv", "metrics.csv",
                             "significance.csv", "confusion.csv", "trajectories.csv", "trajectories.npy",
                             "dynamics.csv", "dynamics.json", "losses.csv", "log.txt", "run.json", "protocol.json",
                             "protocol.md", "predictions/plain.seed0.npy", "predictions/plain.seed1.npy"})
        EXPECT_EQ(text_of(folder / "second" / file), text_of(folder / "first" / file)) << file;
    EXPECT_EQ(record.state, RunState::completed);
    EXPECT_EQ(record.trajectories.at(0).classes.at(0).points.at(1).norm, 2.5);
    EXPECT_TRUE(std::isnan(record.losses.at(0).regression));
    const Trajectories& run = record.trajectories.at(0);
    EXPECT_EQ(run.measured.at(0).points.at(0).norm, 0.5);
    EXPECT_EQ(run.regressed.at(0).name, "whydah");
    EXPECT_EQ(run.weights->values, small_record().trajectories[0].weights->values);
    EXPECT_EQ(run.weights->rows(), 4);
    EXPECT_EQ(run.dynamics.smoothness.at(0).of, "test time");
    EXPECT_EQ(run.dynamics.norms.at(1).entering, 2);
    EXPECT_TRUE(std::isnan(run.dynamics.norms.at(1).measured));
    EXPECT_EQ(record.results.at(1).validation_accuracy, 0.25);
    EXPECT_EQ(record.results.at(1).seeds, (SeedSet{7, 1, 9}));
    EXPECT_EQ(record.results.at(1).predictions, small_record().results.at(1).predictions);
    EXPECT_EQ(record.protocol, small_record().protocol);
    EXPECT_EQ(record.comparisons.at(0).p, 0.057373046875);
    EXPECT_EQ(record.metrics.at(0).macro_f1, std::nullopt);
}

TEST(RunFolder, EveryClassHasItsWilsonInterval) {
    const TemporaryFolder folder;
    write_run(folder.path(), small_record());
    // scipy.stats.binomtest(4, 4) and (1, 4) .proportion_ci(0.95, "wilson")
    EXPECT_THAT(text_of(folder / "intervals.csv"), HasSubstr("method,seed,class,recall,low,high\n"
                                                             "plain,0,whydah,100.0000,51.0109,100.0000\n"
                                                             "plain,0,\"a, \"\"b\"\"\",25.0000,4.5587,69.9358\n"));
}

TEST(RunFolder, PredictionsOfAnEarlierRunDoNotStay) {
    const TemporaryFolder folder;
    RunRecord record = small_record();
    write_run(folder.path(), record);
    record.results.pop_back();
    record.results[0].predictions.pop_back();
    write_run(folder.path(), record, {.predictions_there = 1});
    EXPECT_TRUE(std::filesystem::exists(folder / "predictions/plain.seed1.npy")) << "the run goes on: nothing is old";
    EXPECT_EQ(read_run(folder.path()).results[0].predictions.size(), 2U) << "what is there is not written again";
    write_run(folder.path(), record);
    EXPECT_FALSE(std::filesystem::exists(folder / "predictions/plain.seed1.npy"));
    EXPECT_EQ(read_run(folder.path()).results[0].predictions.size(), 1U);
}

TEST(RunFolder, AFolderFromBeforePredictionsAndStatisticsIsStillRead) {
    const TemporaryFolder folder;
    write_run(folder.path(), small_record());
    for (const char* file :
         {"intervals.csv", "metrics.csv", "significance.csv", "confusion.csv", "protocol.json", "protocol.md"})
        std::filesystem::remove(folder / file);
    std::filesystem::remove_all(folder / "predictions");
    const RunRecord record = read_run(folder.path());
    EXPECT_EQ(record.results.size(), 2U);
    EXPECT_TRUE(record.comparisons.empty() && record.protocol.empty() && record.results[0].predictions.empty());
}

TEST(RunFolder, ARunOfBeforeHasNoMeasuredChainsAndNoWeights) {
    const TemporaryFolder folder;
    write_run(folder.path(), small_record());
    write_text(folder / "trajectories.csv", "method,seed,label,class,n_train,entry_block,step,shot,pc1,pc2,pc3,norm\n"
                                            "meta_model_net,0,1,b,3,1,0,2,1,2,3,1.5\n");
    std::filesystem::remove(folder / "trajectories.npy");
    std::filesystem::remove(folder / "dynamics.json");
    const RunRecord record = read_run(folder.path());
    EXPECT_EQ(record.trajectories.at(0).classes.size(), 1U);
    EXPECT_TRUE(record.trajectories.at(0).measured.empty());
    EXPECT_FALSE(record.trajectories.at(0).weights);
    EXPECT_TRUE(record.trajectories.at(0).dynamics.empty());
}

TEST(RunFolder, WeightsThatDoNotFitTheirLinesAreRefused) {
    const TemporaryFolder folder;
    RunRecord record = small_record();
    write_run(folder.path(), record);
    const std::string weights = text_of(folder / "trajectories.npy");
    record.trajectories[0].classes[0].points.pop_back();
    write_run(folder.path(), record);
    EXPECT_FALSE(std::filesystem::exists(folder / "trajectories.npy")) << "nothing half true is kept";
    write_text(folder / "trajectories.npy", weights);
    EXPECT_THROW(read_run(folder.path()), Error);
    write_text(folder / "trajectories.npy", weights.substr(0, weights.size() - 1));
    EXPECT_THROW(read_run(folder.path()), Error);
    write_text(folder / "dynamics.json", "[{\"method\": \"meta_model_net\", \"seed\": 0}]");
    std::filesystem::remove(folder / "trajectories.npy");
    EXPECT_THROW(read_run(folder.path()), Error) << "a report without its parts";
}

TEST(RunFolder, DynamicsAreALongTableAndABlockOfText) {
    const auto all = small_record().trajectories;
    const std::string csv = dynamics_csv(all);
    EXPECT_THAT(csv, HasSubstr("method,seed,claim,item,value,count\nmeta_model_net,0,norm measured,1,0.5,1\n"));
    EXPECT_THAT(csv, HasSubstr("meta_model_net,0,norm entering,many,2,2\n"));
    EXPECT_THAT(csv, HasSubstr("meta_model_net,0,smoothness rank correlation,test time,0.25,7\n"));
    EXPECT_THAT(csv, testing::Not(HasSubstr("nan")));
    const std::string text = dynamics_text(all);
    EXPECT_THAT(text, HasSubstr("rank correlation 0.25 over 7 classes (p 0.031)"));
    EXPECT_THAT(text, HasSubstr("75 % stay"));
    EXPECT_EQ(dynamics_text({}), "");
}

TEST(ProjectorExport, RowsMatchAndChainsAreLinked) {
    const Trajectories run = small_record().trajectories.at(0);
    EXPECT_EQ(projector_vectors(run), "1\t2\n3\t4\n5\t6\n7\t1e-30\n");
    EXPECT_EQ(projector_metadata(run), "class\tchain\tshots\ttraining images\tnorm\t__seq_next__\n"
                                       "a, \"b\"\ttest time\t2\t3\t1.25\t1\n"
                                       "a, \"b\"\ttest time\tmany\t3\t2.5\t\n"
                                       "whydah\tmeasured\t1\t200\t0.5\t\n"
                                       "whydah\tregressed\tmany\t200\t2\t\n");
    EXPECT_THROW(projector_vectors({}), Error);
    const std::string points = points_csv(run);
    EXPECT_EQ(std::count(points.begin(), points.end(), '\n'), 5) << "a header and a line for each point of all chains";
    EXPECT_THAT(points, HasSubstr("meta_model_net,0,test,"));
    EXPECT_THAT(points, HasSubstr(",regressed,"));
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
