#include "core/experiment/memory_limit.h"

#include "core/data/packed_file.h"
#include "core/experiment/memory.h"
#include "core/experiment/out_of_memory.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>

#include <cstring>
#include <limits>
#include <memory>
#include <new>

namespace whydah {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t mebibyte = 1024 * 1024;

/// Memory that is asked for and used.
bool can_take(std::int64_t bytes) {
    try {
        const std::unique_ptr<char[]> memory(new char[static_cast<std::size_t>(bytes)]);
        std::memset(memory.get(), 1, static_cast<std::size_t>(bytes));
        return memory[static_cast<std::size_t>(bytes) - 1] == 1;
    } catch (const std::bad_alloc&) {
        return false;
    }
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // their allocators end the program
TEST(MemoryLimit, WhoAsksForMoreIsToldAndNobodyIsKilled) {
    {
        const MemoryLimit limit(200 * mebibyte);
        ASSERT_TRUE(limit.is_set());
        EXPECT_FALSE(can_take(400 * mebibyte));
        EXPECT_TRUE(can_take(20 * mebibyte)) << "what there is can be had";
        {
            const MemoryLimit looser(800 * mebibyte), tighter(1 * mebibyte); // the first one holds
            EXPECT_FALSE(looser.is_set() || tighter.is_set());
            EXPECT_TRUE(can_take(20 * mebibyte));
        }
        EXPECT_FALSE(can_take(400 * mebibyte));
    }
    EXPECT_TRUE(can_take(400 * mebibyte)) << "it ends with the run";
}

TEST(MemoryLimit, ItHoldsUntilTheLastHasEnded) {
    auto first = std::make_unique<MemoryLimit>(200 * mebibyte);
    auto second = std::make_unique<MemoryLimit>(300 * mebibyte);
    first.reset();
    EXPECT_FALSE(can_take(400 * mebibyte));
    second.reset();
    EXPECT_TRUE(can_take(400 * mebibyte));
}
#endif

TEST(MemoryLimit, NothingIsLimitedByWhatIsNotKnown) {
    const MemoryLimit limit(0);
    EXPECT_FALSE(limit.is_set());
    EXPECT_GT(spare_memory(), 0);
    EXPECT_GT(data_memory(), 0);
}

TEST(Memory, AGroupsLimitIsSeenInBothVersions) {
    const test::TemporaryFolder folder;
    test::write_text(folder / "new/memory.max", "1000\n");
    test::write_text(folder / "new/memory.current", "700\n");
    test::write_text(folder / "new/memory.stat", "anon 600\ninactive_file 50\nactive_file 5\n");
    EXPECT_EQ(spare_in_group(folder / "new"), 327) << "half of the cached files";
    test::write_text(folder / "new/memory.max", "max\n");
    EXPECT_EQ(spare_in_group(folder / "new"), std::numeric_limits<std::int64_t>::max());
    test::write_text(folder / "old/memory.limit_in_bytes", "1000\n");
    test::write_text(folder / "old/memory.usage_in_bytes", "1200\n");
    EXPECT_EQ(spare_in_group(folder / "old"), 0);
    test::write_text(folder / "old/memory.stat", "inactive_file 10\ntotal_inactive_file 600\ntotal_active_file 200\n");
    EXPECT_EQ(spare_in_group(folder / "old"), 200) << "it is counted with its children, and so are their files";
    test::write_text(folder / "old/memory.limit_in_bytes", "9223372036854771712\n"); // none, in its way of saying it
    EXPECT_EQ(spare_in_group(folder / "old"), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(spare_in_group(folder / "none"), std::numeric_limits<std::int64_t>::max());
}

TEST(OutOfMemory, SaysWhatTheStageCanDoWithLessOf) {
    ExperimentOptions options;
    options.features.image_batch = 512, options.meta.episodes = 9000;
    const Error features = out_of_memory_error("Features", options, "cpu");
    EXPECT_EQ(features.problem(), "memory ran out"); // the queue knows its state by that
    EXPECT_THAT(features.where(), HasSubstr("stage 'Features', with "));
    EXPECT_THAT(features.mend(), HasSubstr("--image-batch (now 512)"));
    EXPECT_THAT(features.mend(), Not(HasSubstr("--device"))) << "it is on the processor already";
    const Error episodes = out_of_memory_error("Seed 3 / Episodes", options, "cuda:0");
    EXPECT_THAT(episodes.where(), HasSubstr("Seed 3 / Episodes"));
    EXPECT_THAT(episodes.mend(), HasSubstr("--episodes (now 9000)"));
    EXPECT_THAT(episodes.mend(), HasSubstr("--device cpu"));
    const Error preparation = out_of_memory_error("Seed 3 / Preparation", options, "cpu");
    EXPECT_THAT(preparation.mend(), Not(HasSubstr("--"))) << "no option makes the data smaller";
}

TEST(OutOfMemory, AFileThatFreeMemoryDoesNotHoldIsSuchACase) {
    const Error short_of_memory = too_large_error("x.npz", 16'000'000'000, 150'000'000);
    EXPECT_THAT(short_of_memory.problem(), HasSubstr("memory ran out")); // the queue knows its state by that
    EXPECT_THAT(short_of_memory.problem(), HasSubstr("0.15 GB"));
    const Error large = too_large_error("x.npz", 16'000'000'000, 16'000'000'000);
    EXPECT_THAT(large.problem(), Not(HasSubstr("memory ran out"))) << "no memory helps";
}

} // namespace
} // namespace whydah
