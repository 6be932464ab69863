#pragma once

#include <c10/core/DeviceGuard.h>
#include <c10/core/StreamGuard.h>
#include <torch/types.h>

#include <exception>
#include <string>

namespace whydah {

/// "auto" (the first CUDA device if LibTorch has one, else the CPU), "cpu", "cuda" or "cuda:N".
/// @throws Error for a device that this machine or this LibTorch does not have
torch::Device resolve_device(const std::string& name);

/// A run's device and a stream of its own for the calling thread, as long as this lives. Nothing to do on the CPU.
class DeviceScope {
public:
    explicit DeviceScope(torch::Device device);

private:
    c10::OptionalDeviceGuard device_;
    c10::OptionalStreamGuard stream_;
};

/// Tells LibTorch's out-of-memory errors (device or host) from others. Call it outside the catch block that holds
/// tensors.
bool is_out_of_memory(const std::exception& error);

} // namespace whydah
