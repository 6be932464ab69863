#include "records/error.h"
#include "support/made_data.h"
#include "support/synthetic_features.h"

#include <gtest/gtest.h>
#include <stop_token>

namespace whydah {
namespace {

using test::TemporaryFolder;

/// Two classes in each format that Whydah reads.
class ReadingControl : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        const std::string labels("\0\1\0\1", 4);
        test::write_text(folder_ / "idx/train-images-idx3-ubyte", test::idx_bytes({4, 2, 2}, std::string(16, 'x')));
        test::write_text(folder_ / "idx/train-labels-idx1-ubyte", test::idx_bytes({4}, labels));
        test::write_synthetic_features(folder_ / "features", {3, 2}, 4);
        std::string list;
        for (int i = 0; i < 600; ++i) {
            const std::string name = std::string(i % 2 ? "b/" : "a/") + std::to_string(i) + ".png";
            test::write_text(folder_ / ("images/" + name), test::image_bytes(".png", 2, 2));
            list += name + " " + std::to_string(i % 2) + "\n";
        }
        test::write_text(folder_ / "lists/train.txt", list);
        options_.data = folder_ / GetParam();
        options_.root = folder_ / "images";
    }
    TemporaryFolder folder_;
    DataOptions options_;
};

TEST_P(ReadingControl, CountsWhatIsRead) {
    std::vector<Event> events;
    read_manifest(options_, {}, [&](Event event) { events.push_back(std::move(event)); });
    const auto is_reading = [](const auto& told) { return told.stage == "Reading"; };
    int started = 0, counted = 0, finished = 0;
    for (const Event& event : events) {
        if (const auto* e = std::get_if<StageStarted>(&event)) started += is_reading(*e) && !e->unit.empty();
        if (const auto* e = std::get_if<StageProgress>(&event)) counted += is_reading(*e);
        if (const auto* e = std::get_if<StageFinished>(&event)) finished += is_reading(*e);
    }
    EXPECT_EQ(started, 1);
    EXPECT_GE(counted, 1);
    EXPECT_EQ(finished, 1);
}

TEST_P(ReadingControl, FeelsAStop) {
    std::stop_source source;
    const JobControl control(source.get_token(), [&] { source.request_stop(); }); // at the first check
    EXPECT_THROW(read_manifest(options_, control, {}), Stopped);
}

INSTANTIATE_TEST_SUITE_P(AllFormats, ReadingControl, testing::Values("idx", "features", "lists", "images"),
                         [](const auto& format) { return std::string(format.param); });

} // namespace
} // namespace whydah
