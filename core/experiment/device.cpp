#include "core/experiment/device.h"

#include "records/error.h"

#include <c10/core/DeviceGuard.h>
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <new>
#include <torch/cuda.h>

namespace whydah {

torch::Device resolve_device(const std::string& name) {
    const bool cuda = torch::cuda::is_available();
    if (name == "auto") return cuda ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
    if (name == "cpu") return torch::Device(torch::kCPU);
    if (!name.starts_with("cuda"))
        throw Error({.what = "'" + name + "' is not a device",
                     .where = "option --device",
                     .mend = "use auto, cpu, cuda or cuda:N"});
    if (!cuda)
        throw Error({.what = "there is no CUDA device here, or this LibTorch was built without CUDA",
                     .where = "option --device " + name,
                     .mend = "use --device auto or --device cpu"});
    const int index = name == "cuda" ? 0 : std::stoi(name.substr(5)); // digits only: check_options saw to that
    const auto count = static_cast<int>(torch::cuda::device_count());
    if (index >= count)
        throw Error({.what = "there are only " + std::to_string(count) + " CUDA devices",
                     .where = "option --device " + name,
                     .mend = "use cuda:0 to cuda:" + std::to_string(count - 1)});
    return {torch::kCUDA, static_cast<c10::DeviceIndex>(index)};
}

DeviceScope::DeviceScope(torch::Device device) {
    if (device.is_cpu()) return;
    device_.reset_device(device);
    // The generic face of streams: compiles where LibTorch has no CUDA headers.
    stream_.reset_stream(c10::impl::VirtualGuardImpl(device.type()).getStreamFromGlobalPool(device));
}

bool is_out_of_memory(const std::exception& error) {
    if (dynamic_cast<const std::bad_alloc*>(&error)) return true;
    const std::string text = error.what();
    for (const char* said : {"out of memory", "DefaultCPUAllocator: can't allocate", "Insufficient memory", // OpenCV's
                             "Cannot allocate memory", "Resource temporarily unavailable"}) // the system's, of memory and of threads
        if (text.find(said) != std::string::npos) return true;
    return false;
}

} // namespace whydah
