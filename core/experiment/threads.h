#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace whydah {

/// One budget of threads for LibTorch, OpenBLAS and OpenCV. To be called on the thread that does the work: LibTorch
/// keeps its number per thread. OpenBLAS itself always gets one thread: our matrices are small, and its own pool beside
/// LibTorch's made the fits three to four times slower; work is spread over groups of models and images instead
/// (at::parallel_for), and a large product that stands alone by shared_product.
/// @param threads 0: all cores   @return the number in force
std::int64_t set_thread_budget(std::int64_t threads);

/// The BLAS behind LibTorch: "OpenBLAS 0.3.21 ..." as it says itself, or "not OpenBLAS".
std::string blas_text();

/// Calls work(begin, end) for the chunks [0, chunk), [chunk, 2 chunk), ... of 0..count on the calling thread's budget;
/// a thread that is done takes the next chunk. Where the chunks lie does not depend on the number of threads. What work
/// throws comes out here.
void parallel_chunks(std::int64_t count, std::int64_t chunk,
                     const std::function<void(std::int64_t begin, std::int64_t end)>& work);

} // namespace whydah
