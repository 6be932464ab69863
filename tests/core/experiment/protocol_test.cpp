#include "core/experiment/protocol.h"

#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

RunRecord described() {
    RunRecord record;
    record.device = "cpu", record.threads = 2;
    record.options.data.data = "birds.npz", record.options.run.seeds = 2, record.options.run.seed = 3;
    record.options.run.bands = "oltr";
    begin_protocol(record);
    Manifest manifest;
    manifest.name = "birds.npz", manifest.source = "birds.npz", manifest.kind = "feature table";
    manifest.class_names = {"a", "b"};
    for (int i = 0; i < 160; ++i) manifest.samples.push_back({{}, i < 150 ? 0 : 1, std::nullopt});
    manifest.features = std::make_shared<FeatureMatrix>(FeatureMatrix{160, 1, std::vector<float>(160, 0.5F)});
    DataOptions options;
    options.drop = 0, options.train_share = 0.7;
    record.dataset = summarise(manifest, make_split(manifest, options, 3));
    describe_data(record, manifest);
    return record;
}

TEST(Protocol, SaysWhatARunWasMadeWith) {
    RunRecord record = described();
    record.selections = {{"plain", "weight_decay", 3, "1e-05", {"1e-05", "0.0001"}, {0.5, 0.25}}};
    record.state = RunState::completed;
    end_protocol(record);
    const ProtocolCard& card = record.protocol;
    EXPECT_THAT(card.value("Data", "hash"), StartsWith("sha256:"));
    EXPECT_THAT(card.value("Split", "recipe"), HasSubstr("carve seed 3"));
    EXPECT_EQ(card.value("Split", "training images"), "112");
    EXPECT_EQ(card.value("Seeds", "seed 4"), "carve 4, sampling 4, initialisation 4");
    EXPECT_EQ(card.value("MetaModelNet", "strength"), "0.5");
    EXPECT_THAT(card.value("Features", "source"), HasSubstr("1 dimensions"));
    EXPECT_THAT(card.value("Selection", "rule"), HasSubstr("validation"));
    EXPECT_THAT(card.value("Selection", "plain, weight_decay, seed 3"), HasSubstr("1e-05 of"));
    EXPECT_THAT(card.value("Machine", "libraries"),
                testing::AllOf(HasSubstr("LibTorch"), HasSubstr("OpenCV"), HasSubstr("OpenBLAS")));
    EXPECT_EQ(card.value("Machine", "device"), "cpu");
    EXPECT_EQ(card.value("Machine", "threads"), "2");
    EXPECT_FALSE(card.value("Run", "Whydah").empty());
    EXPECT_EQ(card.value("Run", "state"), "completed");
}

TEST(Protocol, ShowsHowManyClassesEachRulePutsWhere) {
    const ProtocolCard card = described().protocol; // 105 and 7 training images
    EXPECT_EQ(card.value("Bands", "decoupling"), "many (n > 100) 1, medium (20 to 100) 0, few (n < 20) 1");
    EXPECT_EQ(card.value("Bands", "oltr"), "shown: many (n > 99) 1, medium (21 to 99) 0, few (n < 21) 1");
    EXPECT_EQ(card.value("Bands", "mislas"), "many (most frequent) 1, medium (middle) 0, few (rarest) 1");
}

TEST(Protocol, TheBackboneFileIsHashed) {
    const test::TemporaryFolder folder;
    test::write_text(folder / "net.pt", "abc");
    RunRecord record;
    record.options.features.backbone = folder / "net.pt";
    record.dataset.classes.resize(2);
    describe_data(record, Manifest{});
    EXPECT_EQ(record.protocol.value("Features", "backbone hash"),
              "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_THAT(record.protocol.value("Features", "preprocessing"), HasSubstr("centre crop 224"));
}

TEST(Protocol, TextAndMarkdownHoldEveryEntry) {
    ProtocolCard card;
    card.add("Data", "name", "a|b");
    card.add("Data", "empty", "");
    card.add("Machine", "device", "cpu");
    EXPECT_EQ(protocol_text(card), "Data: name: a|b\nMachine: device: cpu\n");
    EXPECT_THAT(protocol_markdown(card), HasSubstr("## Data\n\n| what | value |\n|---|---|\n| name | a\\|b |\n"));
    EXPECT_EQ(card.value("Data", "empty"), "");
    EXPECT_EQ(card.value("Nothing", "name"), "");
}

TEST(Protocol, StatisticsAreTakenOfAllResults) {
    RunRecord record;
    for (const char* method : {"plain", "over_sampling"})
        record.results.push_back(
            {.method = method, .seed = 0, .classes = {{"a", 5, 4, 3}}, .seconds = 0, .validation_accuracy = {}});
    take_statistics(record);
    EXPECT_EQ(record.metrics.size(), 2U);
    EXPECT_EQ(record.comparisons.size(), 1U);
}

} // namespace
} // namespace whydah
