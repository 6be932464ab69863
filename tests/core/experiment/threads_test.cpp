#include "core/experiment/threads.h"

#include "core/experiment/memory_limit.h"

#include <ATen/Parallel.h>
#include <atomic>
#include <chrono>
#include <dlfcn.h>
#include <filesystem>
#include <gtest/gtest.h>
#include <new>
#include <opencv2/imgproc.hpp>
#include <stdexcept>
#include <thread>
#include <vector>

namespace whydah {
namespace {

TEST(Threads, TheBudgetReachesLibTorch) {
    EXPECT_EQ(set_thread_budget(1), 1);
    EXPECT_EQ(at::get_num_threads(), 1);
    EXPECT_GE(set_thread_budget(0), 1);
}

TEST(Threads, OpenBlasGetsOneThread) {
    auto* const count = reinterpret_cast<int (*)()>(::dlsym(RTLD_DEFAULT, "openblas_get_num_threads"));
    if (!count) GTEST_SKIP() << "the BLAS behind LibTorch is not OpenBLAS";
    auto* const set = reinterpret_cast<void (*)(int)>(::dlsym(RTLD_DEFAULT, "openblas_set_num_threads"));
    set(2);
    set_thread_budget(2);
    EXPECT_EQ(count(), 1);
}

TEST(ParallelChunks, CoverEverythingOnceInTheSameChunksOnAnyNumberOfThreads) {
    for (std::int64_t threads : {1, 2, 5}) {
        set_thread_budget(threads);
        std::vector<int> seen(103, 0), first(103, 0);
        parallel_chunks(103, 10, [&](std::int64_t begin, std::int64_t end) {
            first[static_cast<std::size_t>(begin)] = static_cast<int>(end - begin);
            for (std::int64_t i = begin; i < end; ++i) ++seen[static_cast<std::size_t>(i)];
        });
        EXPECT_EQ(seen, std::vector<int>(103, 1));
        for (std::size_t i = 0; i < 103; ++i) EXPECT_EQ(first[i], i % 10 ? 0 : i == 100 ? 3 : 10);
    }
    parallel_chunks(0, 10, [](std::int64_t, std::int64_t) { FAIL(); });
    set_thread_budget(1);
}

TEST(ParallelChunks, TwoThreadsWorkAtTheSameTime) {
    set_thread_budget(2);
    std::atomic<int> there = 0, met = 0;
    parallel_chunks(2, 1, [&](std::int64_t, std::int64_t) { // each waits for the other one
        ++there;
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (there < 2 && std::chrono::steady_clock::now() < end) std::this_thread::yield();
        met += there == 2;
    });
    EXPECT_EQ(met, 2) << "parallel_for runs on one thread: is the code compiled with OpenMP?";
    set_thread_budget(1);
}

TEST(ParallelChunks, WhatTheWorkThrowsComesOut) {
    set_thread_budget(2);
    EXPECT_THROW(parallel_chunks(50, 1,
                                 [](std::int64_t begin, std::int64_t) {
                                     if (begin == 33) throw std::runtime_error("33");
                                 }),
                 std::runtime_error);
    set_thread_budget(1);
}

TEST(ParallelChunks, NoChunkIsBegunAfterOneThatThrows) {
    set_thread_budget(2);
    std::atomic<bool> thrown = false;
    std::atomic<int> begun = 0;
    EXPECT_THROW(parallel_chunks(1000, 1,
                                 [&](std::int64_t begin, std::int64_t) {
                                     ++begun;
                                     if (begin == 0) {
                                         thrown = true;
                                         throw std::runtime_error("0");
                                     }
                                     while (!thrown) std::this_thread::yield();
                                     std::this_thread::sleep_for(std::chrono::milliseconds(1));
                                 }),
                 std::runtime_error);
    EXPECT_LT(begun, 500);
    set_thread_budget(1);
}

TEST(ParallelChunks, NoMoreWorkAtATimeThanMay) {
    set_thread_budget(4);
    for (std::int64_t most : {1, 2}) {
        std::atomic<int> now = 0, greatest = 0, chunks = 0, outside = 0;
        parallel_chunks(
            40, 1,
            [&](std::int64_t, std::int64_t) {
                const int mine = ++now;
                for (int seen = greatest; seen < mine && !greatest.compare_exchange_weak(seen, mine);) {}
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
                outside += !at::in_parallel_region();
                ++chunks, --now;
            },
            most);
        EXPECT_EQ(chunks, 40);
        EXPECT_LE(greatest, most);
        EXPECT_EQ(outside, 0) << "LibTorch would add in another order than on several threads";
    }
    set_thread_budget(1);
}

std::ptrdiff_t threads_of_the_program() {
    const std::filesystem::directory_iterator threads("/proc/self/task");
    return std::distance(begin(threads), end(threads));
}

TEST(Threads, TheTeamIsThereBeforeTheWork) {
    const int before_in_opencv = cv::getNumThreads();
    set_opencv_threads(4); // its pool has threads of its own
    std::ptrdiff_t more = 0, later = 0;
    std::jthread([&] { // a thread has a team of its own
        const std::ptrdiff_t before = threads_of_the_program();
        set_thread_budget(4);
        const std::ptrdiff_t then = threads_of_the_program();
        more = then - before;
        at::parallel_for(0, 4, 1, [](std::int64_t, std::int64_t) {});
        later = threads_of_the_program() - then;
    }).join();
    EXPECT_GE(more, 3) << "beside them, other libraries may start theirs";
    EXPECT_EQ(later, 0);
    set_opencv_threads(before_in_opencv);
}

TEST(Threads, ABudgetMayBeSetWhileAnotherThreadWorksOnPictures) {
    const int threads = cv::getNumThreads();
    std::jthread thumbnails([](const std::stop_token& stop) {
        const cv::Mat picture(1000, 1000, CV_8UC3, cv::Scalar::all(7));
        for (cv::Mat small; !stop.stop_requested();) cv::resize(picture, small, {700, 700}, 0, 0, cv::INTER_AREA);
    });
    for (int i = 0; i < 20'000; ++i) set_opencv_threads(threads);
    EXPECT_EQ(cv::getNumThreads(), threads);
    set_opencv_threads(threads + 1);
    EXPECT_EQ(cv::getNumThreads(), threads + 1);
    set_opencv_threads(threads);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // their allocators end the program
TEST(Threads, WithoutRoomForThemThereIsAnErrorAndTheProgramGoesOn) {
    const MemoryLimit limit(std::int64_t{64} << 20);
    bool told = false;
    std::jthread([&] {
        try {
            set_thread_budget(200);
        } catch (const std::bad_alloc&) {
            told = true;
        }
    }).join();
    EXPECT_TRUE(told);
}
#endif

} // namespace
} // namespace whydah
