#include "core/data/idx_array.h"
#include "core/experiment/experiment.h"
#include "core/store/options_json.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <gtest/gtest.h>
#include <set>

namespace whydah {
namespace {

std::filesystem::path sample_folder() { return std::filesystem::path(WHYDAH_SOURCE) / "resources/sample"; }

DatasetSummary open_sample() { return open_dataset(read_options(sample_folder() / "options.json"), {}, {}); }

TEST(Sample, IsALongTailWithABalancedTestPart) {
    const DatasetSummary sample = open_sample();
    const auto classes = static_cast<double>(sample.classes.size());
    ASSERT_EQ(sample.classes.size(), 187U);
    EXPECT_EQ(sample.problem_count, 0);
    for (std::size_t c = 0; c < sample.classes.size(); ++c) {
        EXPECT_EQ(sample.classes[c].train,
                  std::llround(300 * std::pow(1.0 / 300, static_cast<double>(c) / (classes - 1))))
            << c;
        EXPECT_EQ(sample.classes[c].validation, 10) << c;
        EXPECT_EQ(sample.classes[c].test, 40) << c;
    }
}

TEST(Sample, EveryPictureShowsSomethingAndNoneStandsInTwoParts) {
    std::set<std::string> seen;
    std::size_t pictures = 0;
    for (const char* part : {"train", "val", "test"}) {
        const IdxArray images = read_idx(sample_folder() / (std::string(part) + "-images-idx3-ubyte.gz"));
        for (std::int64_t i = 0; i < images.items(); ++i, ++pictures) {
            const auto* const first = images.item(i); // drawn with a pixel above 128, then dimmed to 60 % at most
            EXPECT_GT(*std::max_element(first, first + images.item_bytes()), 76) << part << " " << i;
            seen.emplace(reinterpret_cast<const char*>(first), static_cast<std::size_t>(images.item_bytes()));
        }
    }
    EXPECT_EQ(seen.size(), pictures);
}

TEST(Sample, ClassNamesAreDifferent) {
    std::set<std::string> names;
    for (const ClassSummary& c : open_sample().classes) names.insert(c.name);
    EXPECT_EQ(names.size(), 187U);
}

} // namespace
} // namespace whydah
