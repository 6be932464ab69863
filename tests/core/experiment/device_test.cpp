#include "core/experiment/device.h"

#include "records/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>
#include <torch/cuda.h>

namespace whydah {
namespace {

TEST(Device, CpuIsAlwaysThere) { EXPECT_TRUE(resolve_device("cpu").is_cpu()); }

TEST(Device, AutoTakesCudaWhereLibTorchHasIt) {
    EXPECT_EQ(resolve_device("auto").is_cuda(), torch::cuda::is_available());
}

TEST(Device, AMissingDeviceNamesTheOptionAndTheMend) {
    try {
        resolve_device("cuda:63");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_THAT(error.where(), testing::HasSubstr("--device cuda:63"));
        EXPECT_THAT(error.mend(), testing::HasSubstr("use "));
    }
}

TEST(Device, ARunOnCudaHasAStreamOfItsOwn) {
    if (!torch::cuda::is_available()) GTEST_SKIP() << "no CUDA device here";
    const torch::Device device = resolve_device("cuda:0");
    const DeviceScope scope(device);
    EXPECT_NEAR((torch::ones({4}, device) * 2).sum().item<double>(), 8, 0);
}

TEST(Device, OutOfMemoryIsToldFromOtherErrors) {
    EXPECT_TRUE(is_out_of_memory(std::bad_alloc()));
    EXPECT_TRUE(is_out_of_memory(std::runtime_error("OpenCV(4.6) error: (-4:Insufficient memory) Failed to allocate")));
    EXPECT_TRUE(is_out_of_memory(std::runtime_error("mmap: Cannot allocate memory")));
    EXPECT_TRUE(is_out_of_memory(std::runtime_error("CUDA out of memory. Tried to allocate 2.00 GiB")));
    EXPECT_FALSE(is_out_of_memory(std::runtime_error("mat1 and mat2 shapes cannot be multiplied")));
    bool seen = false;
    try {
        torch::empty({std::int64_t{1} << 50});
    } catch (const std::exception& error) {
        seen = is_out_of_memory(error);
    }
    EXPECT_TRUE(seen) << "LibTorch's own message for host memory";
}

} // namespace
} // namespace whydah
