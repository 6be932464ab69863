#include "core/data/superclass_map.h"

#include "records/error.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace whydah {
namespace {
namespace fs = std::filesystem;

class SuperclassMap : public testing::Test {
protected:
    SuperclassMap() { fs::create_directories(folder_); }
    ~SuperclassMap() override { fs::remove_all(folder_); }
    fs::path file(const std::string& text) const {
        std::ofstream(folder_ / "map.txt", std::ios::binary) << text;
        return folder_ / "map.txt";
    }
    std::string complaint(const std::string& text) const {
        Manifest manifest = animals();
        try {
            merge_classes(manifest, file(text));
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    }
    static Manifest animals() {
        Manifest manifest;
        manifest.class_names = {"cat", "pug", "oak tree", "beagle"};
        for (std::int32_t label : {0, 1, 1, 2, 3}) manifest.samples.push_back({{}, label, std::nullopt});
        return manifest;
    }
    fs::path folder_ = fs::temp_directory_path() / ("whydah_superclass_map_test_" + std::to_string(::getpid()));
};

TEST_F(SuperclassMap, MergesClassesInTheOrderOfTheFile) {
    Manifest manifest = animals();
    merge_classes(manifest, file("\xef\xbb\xbfpug\tdog\r\nbeagle\tdog\r\n\r\noak tree\tplant\r\ncat\tcat\r\n"));
    EXPECT_THAT(manifest.class_names, testing::ElementsAre("dog", "plant", "cat"));
    std::vector<std::int32_t> labels;
    for (const Sample& sample : manifest.samples) labels.push_back(sample.label);
    EXPECT_THAT(labels, testing::ElementsAre(2, 0, 0, 1, 0));
    EXPECT_EQ(manifest.problem_count, 0);
}

TEST_F(SuperclassMap, NamesThatTheDataDoesNotHaveAreShownAndLeaveNoGap) {
    Manifest manifest = animals();
    merge_classes(manifest, file("whale\tsea\ncat\tpet\npug\tpet\nbeagle\tpet\noak tree\tplant\n"));
    EXPECT_THAT(manifest.class_names, testing::ElementsAre("pet", "plant"));
    ASSERT_EQ(manifest.problem_count, 1);
    EXPECT_THAT(manifest.problems[0].where, testing::EndsWith("map.txt:1"));
    EXPECT_THAT(manifest.problems[0].what, testing::HasSubstr("whale"));
}

TEST_F(SuperclassMap, RefusesWhatItCannotRead) {
    EXPECT_THAT(complaint("cat pet\n"), testing::HasSubstr("map.txt:1"));
    EXPECT_THAT(complaint("cat\tpet\ncat\tother\n"), testing::HasSubstr("map.txt:2"));
    EXPECT_THAT(complaint("cat\tpet\npug\tpet\noak tree\tplant\n"), testing::HasSubstr("beagle"));
    EXPECT_THAT(complaint("cat\t\n"), testing::HasSubstr("map.txt:1"));
    Manifest manifest = animals();
    EXPECT_THROW(merge_classes(manifest, folder_ / "none.txt"), Error);
}

TEST_F(SuperclassMap, GroupsAreReadWithoutMergingAndClassesWithoutALineAreInNone) {
    const std::vector<std::string> names{"cat", "pug", "oak tree", "beagle"};
    EXPECT_EQ(read_class_groups(names, file("pug\tdog\nbeagle\tdog\ncat\tcat\n")),
              (std::vector<std::string>{"cat", "dog", "", "dog"}));
    EXPECT_THROW(read_class_groups(names, file("iceberg\tscene\n")), Error) << "names none of the classes";
    EXPECT_THROW(read_class_groups(names, file("pug dog\n")), Error) << "no tab";
}

// Sec. 4.3: ILSVRC's 1,000 classes, about evenly filled, become 200 of very different sizes.
TEST_F(SuperclassMap, AThousandClassesBecomeALongTailOfTwoHundred) {
    Manifest manifest;
    std::string map;
    for (std::int32_t c = 0; c < 1000; ++c) {
        manifest.class_names.push_back("n" + std::to_string(c));
        // superclass s gets one class for each c whose superclass it is: 200 superclasses, the first ones large
        const int s = c < 200 ? c : static_cast<int>(200.0 * (c - 200) * (c - 200) / (800.0 * 800.0) * 0.999);
        map += "n" + std::to_string(c) + "\tsuper " + std::to_string(s) + "\n";
        for (int i = 0; i < 3; ++i) manifest.samples.push_back({{}, c, std::nullopt});
    }
    merge_classes(manifest, file(map));
    EXPECT_EQ(manifest.class_names.size(), 200U);
    std::vector<int> images(200);
    for (const Sample& sample : manifest.samples) ++images[static_cast<std::size_t>(sample.label)];
    EXPECT_EQ(*std::min_element(images.begin(), images.end()) > 3, true);
    EXPECT_GT(*std::max_element(images.begin(), images.end()), 150);
}

} // namespace
} // namespace whydah
