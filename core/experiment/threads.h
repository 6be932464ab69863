#pragma once

#include <cstdint>
#include <string>

namespace whydah {

/// One budget of threads for LibTorch, OpenBLAS and OpenCV. To be called on the thread that does the work: LibTorch
/// keeps its number per thread. OpenBLAS itself always gets one thread: our matrices are small, and its own pool beside
/// LibTorch's made the fits three to four times slower; work is spread over groups of models and images instead
/// (at::parallel_for).
/// @param threads 0: all cores   @return the number in force
std::int64_t set_thread_budget(std::int64_t threads);

/// The BLAS behind LibTorch: "OpenBLAS 0.3.21 ..." as it says itself, or "not OpenBLAS".
std::string blas_text();

} // namespace whydah
