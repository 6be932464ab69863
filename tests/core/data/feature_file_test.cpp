#include "core/data/npy_array.h"
#include "core/data/packed_file.h"
#include "records/error.h"
#include "support/made_data.h"
#include "support/real_data.h"
#include "support/synthetic_features.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <numeric>

namespace whydah {
namespace {

using test::npy_bytes;
using test::TemporaryFolder;
using testing::ElementsAre;

std::string as_fortran(std::string bytes) {
    const std::size_t at = bytes.find("False");
    return bytes.replace(at, 5, "True ");
}

TEST(NpyArray, ReadsEveryFloat) {
    EXPECT_THAT(NpyArray(npy_bytes<float>("<f4", "(2, 2)", {1, 2, 3, 4}), "a").floats(), ElementsAre(1, 2, 3, 4));
    EXPECT_THAT(NpyArray(npy_bytes<double>("<f8", "(2,)", {0.5, -3}), "a").floats(), ElementsAre(0.5, -3));
    EXPECT_THAT(
        NpyArray(npy_bytes<std::uint16_t>("<f2", "(5,)", {0x3c00, 0xc000, 0x0001, 0x7bff, 0x3555}), "a").floats(),
        ElementsAre(1, -2, 5.9604645e-8F, 65504, 0.333251953125F));
    EXPECT_THAT(NpyArray(npy_bytes<std::uint16_t>(">f2", "(1,)", {0x003c}), "a").floats(), ElementsAre(1));
}

TEST(NpyArray, ReadsFortranOrder) {
    EXPECT_THAT(NpyArray(as_fortran(npy_bytes<float>("<f4", "(2, 3)", {1, 4, 2, 5, 3, 6})), "a").floats(),
                ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST(NpyArray, ReadsEveryInteger) {
    EXPECT_THAT(NpyArray(npy_bytes<std::int8_t>("|i1", "(2,)", {-1, 7}), "a").integers(), ElementsAre(-1, 7));
    EXPECT_THAT(NpyArray(npy_bytes<std::uint8_t>("|u1", "(1,)", {255}), "a").integers(), ElementsAre(255));
    EXPECT_THAT(NpyArray(npy_bytes<std::int16_t>("<i2", "(1,)", {-300}), "a").integers(), ElementsAre(-300));
    EXPECT_THAT(NpyArray(npy_bytes<std::uint32_t>("<u4", "(1,)", {4'000'000'000U}), "a").integers(),
                ElementsAre(4'000'000'000));
    EXPECT_THAT(NpyArray(npy_bytes<std::int32_t>(">i4", "(1,)", {0x01000000}), "a").integers(), ElementsAre(1));
    EXPECT_THAT(NpyArray(npy_bytes<std::uint8_t>("|b1", "(2,)", {0, 1}), "a").integers(), ElementsAre(0, 1));
}

TEST(NpyArray, ReadsUnicodeAndBytes) {
    EXPECT_THAT(NpyArray(npy_bytes<std::uint32_t>("<U2", "(2,)", {0x416, 0x1f426, 'a', 0}), "a").texts(),
                ElementsAre("Ж🐦", "a"));
    EXPECT_THAT(NpyArray(npy_bytes<char>("|S3", "(2,)", {'a', 'b', 'c', 'd', 0, 0}), "a").texts(),
                ElementsAre("abc", "d"));
}

std::vector<std::pair<std::string, std::string>> small_table() {
    return {{"features.npy", npy_bytes<float>("<f4", "(4, 2)", {1, 2, 3, 4, 5, 6, 7, 8})},
            {"labels.npy", npy_bytes<std::int16_t>("<i2", "(4,)", {0, 1, 1, 0})},
            {"class_names.npy", npy_bytes<std::uint32_t>("<U1", "(3,)", {'x', 'y', 'z'})},
            {"split.npy", npy_bytes<std::uint8_t>("|u1", "(4,)", {0, 1, 2, 0})}};
}

TEST(FeatureFile, StoredAndDeflatedNpzGiveTheSame) {
    const TemporaryFolder folder;
    for (bool deflated : {false, true}) {
        test::write_zip(folder / "t.npz", small_table(), deflated);
        const Manifest manifest = test::open(folder / "t.npz");
        EXPECT_EQ(manifest.kind, "feature table");
        EXPECT_THAT(manifest.class_names, ElementsAre("x", "y", "z"));
        EXPECT_THAT(manifest.features->values, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
        EXPECT_EQ(manifest.samples[2].given, SplitPart::test);
        EXPECT_EQ(manifest.samples[3].label, 0);
    }
}

TEST(FeatureFile, LabelsWithoutRowAndNameAreNoClasses) {
    const TemporaryFolder folder;
    test::write_zip(folder / "t.npz",
                    {small_table()[0], {"labels.npy", npy_bytes<std::int64_t>("<i8", "(4,)", {5, 900'000, 5, 17})}});
    const Manifest manifest = test::open(folder / "t.npz");
    EXPECT_THAT(manifest.class_names, ElementsAre("class 5", "class 17", "class 900000"));
    EXPECT_EQ(manifest.samples[1].label, 2);
    EXPECT_EQ(manifest.samples[3].label, 1);
}

TEST(FeatureFile, ClassesOfOneNameAreToldApart) { // 20,000 of them in no time
    const TemporaryFolder folder;
    std::vector<std::int32_t> labels(20'000);
    std::iota(labels.begin(), labels.end(), 0);
    test::write_zip(folder / "t.npz",
                    {{"features.npy", npy_bytes<float>("<f4", "(20000, 1)", std::vector<float>(20'000, 1))},
                     {"labels.npy", npy_bytes<std::int32_t>("<i4", "(20000,)", labels)},
                     {"class_names.npy", npy_bytes<char>("|S1", "(20000,)", std::vector<char>(20'000, 'x'))}});
    const Manifest manifest = test::open(folder / "t.npz");
    EXPECT_EQ(manifest.class_names[0], "x");
    EXPECT_EQ(manifest.class_names[1], "x (2)");
    EXPECT_EQ(manifest.class_names.back(), "x (20000)");
}

/// Labels as numpy writes texts of three letters at most.
std::pair<std::string, std::string> text_labels(const std::vector<std::string>& texts) {
    std::vector<char> letters;
    for (const std::string& text : texts)
        for (std::size_t i = 0; i < 3; ++i) letters.push_back(i < text.size() ? text[i] : '\0');
    return {"labels.npy", npy_bytes<char>("|S3", "(" + std::to_string(texts.size()) + ",)", letters)};
}

TEST(FeatureFile, NamesAsLabelsAreClasses) {
    const TemporaryFolder folder;
    test::write_zip(folder / "t.npz", {small_table()[0], text_labels({"owl", "cat", "owl", "elk"})});
    const Manifest manifest = test::open(folder / "t.npz");
    EXPECT_THAT(manifest.class_names, ElementsAre("cat", "elk", "owl"));
    EXPECT_EQ(manifest.samples[0].label, 2);
    EXPECT_EQ(manifest.samples[1].label, 0);
    EXPECT_EQ(manifest.samples[3].label, 1);
}

TEST(FeatureFile, NamesAsLabelsHaveTheirPlacesInClassNames) {
    const TemporaryFolder folder;
    test::write_zip(folder / "t.npz", {small_table()[0], text_labels({"z", "x", "owl", "z"}), small_table()[2]});
    const Manifest manifest = test::open(folder / "t.npz");
    EXPECT_THAT(manifest.class_names, ElementsAre("x", "y", "z"));
    ASSERT_EQ(manifest.samples.size(), 3U);
    EXPECT_EQ(manifest.samples[0].label, 2);
    EXPECT_EQ(manifest.samples[1].label, 0);
    EXPECT_THAT(manifest.features->values, ElementsAre(1, 2, 3, 4, 7, 8));
    EXPECT_THAT(test::problems_of(manifest), testing::HasSubstr("row 2: 'owl' is none of class_names"));
}

TEST(FeatureFile, NumbersThatAreNamesOfClassesAreTakenAsNames) {
    const TemporaryFolder folder;
    test::write_zip(folder / "t.npz", {small_table()[0], text_labels({"1", "0", "0", "1"}),
                                       {"class_names.npy", npy_bytes<char>("|S1", "(2,)", {'1', '0'})}});
    const Manifest manifest = test::open(folder / "t.npz");
    EXPECT_THAT(manifest.class_names, ElementsAre("1", "0"));
    EXPECT_EQ(manifest.samples[0].label, 0);
    EXPECT_EQ(manifest.samples[1].label, 1);
}

TEST(FeatureFile, AnEmptyTextIsNoLabelAndNoClass) {
    const TemporaryFolder folder;
    test::write_zip(folder / "numbers.npz", {small_table()[0], text_labels({"10", "2", "", "10"})});
    EXPECT_THAT(test::open(folder / "numbers.npz").class_names, ElementsAre("class 2", "class 10"));
    test::write_zip(folder / "names.npz", {small_table()[0], text_labels({"owl", "cat", "", "owl"})});
    const Manifest manifest = test::open(folder / "names.npz");
    EXPECT_THAT(manifest.class_names, ElementsAre("cat", "owl"));
    EXPECT_EQ(manifest.samples.size(), 3U);
    EXPECT_THAT(test::problems_of(manifest), testing::HasSubstr("row 2: has no label"));
}

TEST(FeatureFile, WholeNumbersAsTextAreLabelsInTheOrderOfNumbers) {
    const TemporaryFolder folder;
    test::write_zip(folder / "t.npz", {small_table()[0], text_labels({"10", "2", "2", "10"})});
    const Manifest manifest = test::open(folder / "t.npz");
    EXPECT_THAT(manifest.class_names, ElementsAre("class 2", "class 10"));
    EXPECT_EQ(manifest.samples[0].label, 1);
}

TEST(FeatureFile, MembersThatAreNotUsedAreNotUnpacked) {
    const TemporaryFolder folder;
    test::write_zip(folder / "t.npz", {{"images.npy", std::string(3'000'000, 'i')}, small_table()[0]}, true);
    const auto members = read_zip(folder / "t.npz", 1'000'000, [](const auto& name) { return name == "features.npy"; });
    ASSERT_EQ(members.size(), 1U);
    EXPECT_EQ(members[0].bytes, small_table()[0].second);
}

TEST(PackedFile, WhatUnpacksToTooMuchIsRefused) {
    const TemporaryFolder folder;
    const std::string zeros(3'000'000, '\0'); // a few kilobytes packed
    test::write_gz(folder / "x.gz", zeros);
    test::write_zip(folder / "x.zip", {{"x", zeros}}, true);
    const auto all = [](const std::string&) { return true; };
    EXPECT_EQ(read_bytes(folder / "x.gz", 3'000'000), zeros);
    EXPECT_THROW(read_bytes(folder / "x.gz", 2'000'000), Error);
    EXPECT_THROW(read_zip(folder / "x.zip", 2'000'000, all), Error);
}

TEST(PackedFile, AFileLargerThanTheFreeMemoryIsRefusedBeforeItIsRead) {
    const TemporaryFolder folder;
    test::write_text(folder / "x.npy", "\x93NUMPY");
    std::filesystem::resize_file(folder / "x.npy", std::uintmax_t{1} << 42); // sparse: takes no room on the disk
    EXPECT_THROW(read_bytes(folder / "x.npy", std::int64_t{1} << 50), Error);
}

TEST(FeatureFile, LooseNpyFilesAreReadTogether) {
    const TemporaryFolder folder;
    for (const auto& [name, bytes] : small_table()) test::write_text(folder / name, bytes);
    EXPECT_EQ(test::open(folder.path()).samples.size(), 4U);
    EXPECT_EQ(test::open(folder / "features.npy").features->dimension, 2);
}

TEST(FeatureFile, BadRowsAreNamedAndTheRestGoesOn) {
    const TemporaryFolder folder;
    auto table = small_table();
    table[0].second = npy_bytes<float>("<f4", "(4, 2)", {1, 2, std::nanf(""), 4, 5, 6, 7, 8});
    table[1].second = npy_bytes<std::int16_t>("<i2", "(4,)", {0, 1, 1, -5});
    table[3].second = npy_bytes<std::uint8_t>("|u1", "(4,)", {0, 1, 2, 0});
    test::write_zip(folder / "t.npz", table);
    const Manifest manifest = test::open(folder / "t.npz");
    EXPECT_THAT(manifest.features->values, ElementsAre(1, 2, 5, 6));
    EXPECT_THAT(test::problems_of(manifest),
                testing::AllOf(testing::HasSubstr("row 1: a feature is not a finite number"),
                               testing::HasSubstr("row 3: label -5")));
}

TEST(FeatureFile, ATableThatTellsNothingApartIsToldOf) {
    const auto problems_of = [](const std::string& shape, const std::vector<float>& values) {
        const TemporaryFolder folder;
        auto arrays = small_table();
        arrays[0].second = npy_bytes<float>("<f4", shape, values);
        test::write_zip(folder / "t.npz", arrays);
        std::vector<std::string> what;
        for (const DataProblem& problem : test::open(folder / "t.npz").problems) what.push_back(problem.what);
        return what;
    };
    using testing::HasSubstr;
    EXPECT_THAT(problems_of("(4, 2)", {3, 3, 3, 3, 3, 3, 3, 3}), ElementsAre(HasSubstr("all 4 rows have the same")));
    EXPECT_THAT(problems_of("(4, 2)", {1, 2, 1, 2, 1, 2, 1, 2}), ElementsAre(HasSubstr("all 4 rows have the same")));
    EXPECT_THAT(problems_of("(4, 2)", {1, 1, 2, 2, 3, 3, 4, 4}), ElementsAre(HasSubstr("one value in all their 2")));
    EXPECT_THAT(problems_of("(4, 2)", {1, 2, 1, 2, 1, 2, 1, 3}), ElementsAre()) << "the last row differs";
    EXPECT_THAT(problems_of("(4, 2)", {1, 1, 2, 2, 3, 3, 4, 5}), ElementsAre()) << "the last row has two values";
    EXPECT_THAT(problems_of("(4, 1)", {1, 2, 3, 4}), ElementsAre()) << "a single feature may well tell";
}

TEST(FeatureFile, ARowBeyondSinglePrecisionDoesNotSpoilTheRest) {
    const TemporaryFolder folder;
    auto table = small_table();
    table[0].second = npy_bytes<float>("<f4", "(4, 2)", {1, 2, 3, -1e19F, 5, 1e18F, 7, 8}); // squares beyond 3e38
    test::write_zip(folder / "t.npz", table);
    const Manifest manifest = test::open(folder / "t.npz");
    EXPECT_THAT(manifest.features->values, ElementsAre(1, 2, 5, 1e18F, 7, 8));
    EXPECT_EQ(manifest.problem_count, 1);
    EXPECT_THAT(test::problems_of(manifest), testing::HasSubstr("row 1: a feature is not a finite number, or is beyond"));
}

TEST(FeatureFile, CaltechIsReadAsNumpyWroteIt) {
    SKIP_WITHOUT_REAL_DATA();
    const Manifest manifest = test::open(test::real_data() / "caltech101/features_mobilenet_v2.npz");
    EXPECT_EQ(manifest.samples.size(), 8677U);
    EXPECT_EQ(manifest.class_names.size(), 101U);
    EXPECT_EQ(manifest.features->dimension, 1280);
    EXPECT_EQ(manifest.class_names[0], "Faces");
    EXPECT_TRUE(std::filesystem::exists(manifest.samples[0].image.file))
        << "the images beside it are found, to look at";
}

} // namespace
} // namespace whydah
