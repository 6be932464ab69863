#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>

namespace whydah {

/// One budget of threads for LibTorch, OpenBLAS and OpenCV. To be called on the thread that does the work: LibTorch
/// keeps its number per thread, and each thread that works has a team of its own. OpenBLAS itself always gets one
/// thread: our matrices are small, and its own pool beside LibTorch's made the fits three to four times slower; work is
/// spread over groups of models and images instead (parallel_chunks), and a large product that stands alone by
/// shared_product.
/// The threads are started here: what starts them later, OpenMP, ends the program where there is no room for one.
/// @param threads 0: all cores   @return the number in force   @throws std::bad_alloc if there is no room for them
std::int64_t set_thread_budget(std::int64_t threads);

/// OpenCV's number is the whole program's. Setting it takes OpenCV's pool apart, also under another thread that is in it
/// (thumbnails are decoded beside a run), so it is set only where it changes.
void set_opencv_threads(std::int64_t threads);

/// The BLAS behind LibTorch: "OpenBLAS 0.3.21 ..." as it says itself, or "not OpenBLAS".
std::string blas_text();

/// Calls work(begin, end) for the chunks [0, chunk), [chunk, 2 chunk), ... of 0..count on the calling thread's budget;
/// a thread that is done takes the next chunk. Where the chunks lie does not depend on the number of threads. What work
/// throws comes out here, and no chunk is begun after it. LibTorch's operations within work run on one thread each, and
/// gradients are recorded there unless work forbids it (GradMode is a thread's own). The calling thread is always one
/// of those at work, number 0 (at::get_thread_num).
/// @param most threads at work at a time, where each takes much memory
void parallel_chunks(std::int64_t count, std::int64_t chunk,
                     const std::function<void(std::int64_t begin, std::int64_t end)>& work,
                     std::int64_t most = std::numeric_limits<std::int64_t>::max());

} // namespace whydah
