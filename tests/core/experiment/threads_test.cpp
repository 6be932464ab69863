#include "core/experiment/threads.h"

#include <ATen/Parallel.h>
#include <dlfcn.h>
#include <gtest/gtest.h>

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

} // namespace
} // namespace whydah
