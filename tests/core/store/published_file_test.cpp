#include "core/store/published_file.h"

#include "records/bands.h"
#include "records/error.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace whydah {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::filesystem::path shipped() { return std::filesystem::path(WHYDAH_SOURCE) / "resources/published"; }

const PublishedNumber& find(const PublishedTable& table, const std::string& method, const std::string& setting) {
    return *std::find_if(table.numbers.begin(), table.numbers.end(), [&](const PublishedNumber& n) {
        return n.method == method && n.setting.find(setting) != std::string::npos;
    });
}

TEST(Published, EveryShippedTableIsReadAndEachFigureHasASource) {
    const auto names = published_names(shipped());
    EXPECT_THAT(names, ElementsAre("cifar100_lt", "imagenet_lt", "inaturalist_2018", "paper", "places_lt"));
    for (const std::string& name : names) {
        const PublishedTable table = read_published(shipped(), name);
        EXPECT_FALSE(table.title.empty() || table.measure.empty() || table.split.empty()) << name;
        EXPECT_GE(table.numbers.size(), 6U) << name;
        for (const PublishedNumber& n : table.numbers) {
            EXPECT_FALSE(n.source.empty()) << name << ": " << n.method;
            if (!n.many) continue; // else the mean over all classes lies between the bands' means
            EXPECT_LE(n.all, std::max({*n.many, *n.medium, *n.few})) << n.method;
            EXPECT_GE(n.all, std::min({*n.many, *n.medium, *n.few})) << n.method;
        }
    }
}

TEST(Published, ThePaperSaysWhatItSays) {
    const PublishedTable paper = read_published(shipped(), "paper");
    EXPECT_EQ(find(paper, "Plain", "frozen ResNet-152").all, 48.03);                       // Table 1
    EXPECT_EQ(find(paper, "MetaModelNet, recursive", "frozen ResNet-152").all, 57.34);     // Table 2
    EXPECT_EQ(find(paper, "MetaModelNet, recursive fine-tuning", "ResNet-50").all, 58.74); // Table 3
    EXPECT_EQ(find(paper, "MetaModelNet, recursive", "ILSVRC").all, 73.46);                // Table 4
}

TEST(Published, AWrongNameListsTheRightOnes) {
    try {
        read_published(shipped(), "cifar");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_THAT(error.mend(), HasSubstr("cifar100_lt, imagenet_lt"));
    }
}

TEST(Published, AFigureWithoutSourceOrOutsideAHundredIsRefused) {
    const test::TemporaryFolder folder;
    const auto refused = [&](const std::string& number) {
        test::write_text(folder / "t.json",
                         R"({"title": "t", "measure": "m", "split": "s", "numbers": [)" + number + "]}");
        EXPECT_THROW(read_published(folder.path(), "t"), Error) << number;
    };
    refused(R"({"method": "Plain", "all": 40})");
    refused(R"({"method": "Plain", "all": 40, "source": ""})");
    refused(R"({"method": "Plain", "all": 140, "source": "x"})");
    refused(R"({"method": "Plain", "all": "40", "source": "x"})");
    refused("{");
    test::write_text(
        folder / "t.json",
        R"({"title": "t", "measure": "m", "split": "s", "numbers": [{"method": "Plain", "all": 40, "source": "x"}]})");
    EXPECT_EQ(read_published(folder.path(), "t").numbers.size(), 1U);
}

} // namespace
} // namespace whydah
