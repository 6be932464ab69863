#include "core/classifier/weight_store.h"

#include "records/error.h"
#include "records/fixed_text.h"

#include <ATen/ops/from_file.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace whydah {
namespace {

/// A mapped file of float16 numbers that vanishes with its tensor.
torch::Tensor mapped_file(std::int64_t numbers) {
    std::string name = (std::filesystem::temp_directory_path() / "whydah_bank_XXXXXX").string();
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    // posix_fallocate, not ftruncate: a full disk shows here and not as a bus error in the middle of the training.
    const int failed = descriptor < 0 ? errno : ::posix_fallocate(descriptor, 0, numbers * 2);
    if (descriptor >= 0) ::close(descriptor);
    if (failed != 0) {
        if (descriptor >= 0) ::unlink(name.c_str());
        throw Error({.what = std::string("cannot make room for the bank of models: ") + std::strerror(failed),
                     .where = name,
                     .mend = "free some space there, set TMPDIR to a larger disk, or raise --bank-memory"});
    }
    torch::Tensor tensor = at::from_file(name, true, numbers, torch::TensorOptions(torch::kHalf));
    ::unlink(name.c_str());
    return tensor;
}

} // namespace

WeightStore::WeightStore(std::int64_t models, std::int64_t classes, std::int64_t dimension, std::int64_t budget,
                         torch::Device device)
    : models_(models),
      device_(device) {
    const std::int64_t numbers = models * classes * dimension;
    on_disk_ = numbers * 2 > budget;
    if (on_disk_)
        weights_ = mapped_file(numbers).view({models, classes, dimension});
    else
        weights_ =
            torch::empty({models, classes, dimension},
                         torch::TensorOptions(numbers * 4 > budget ? torch::kHalf : torch::kFloat).device(device));
}

WeightStore::WeightStore(torch::Tensor weights, std::int64_t budget, torch::Device device)
    : models_(weights.size(0)),
      device_(device),
      on_disk_(weights.numel() * 2 > budget),
      weights_(on_disk_ ? std::move(weights) : weights.to(device)) {}

void WeightStore::put(std::int64_t first, const torch::Tensor& weights) {
    weights_.narrow(0, first, weights.size(0)).copy_(weights);
}

torch::Tensor WeightStore::get(std::int64_t model) const { return weights_[model].to(device_, torch::kFloat); }

std::int64_t WeightStore::bytes() const {
    return weights_.numel() * static_cast<std::int64_t>(weights_.element_size());
}

std::string WeightStore::text() const {
    return std::to_string(models_) + " models, " + fixed_text(static_cast<double>(bytes()) / 1e6, 1) + " MB" +
           (on_disk_                                 ? ", half precision on disk"
            : weights_.scalar_type() == torch::kHalf ? ", half precision"
                                                     : ", single precision");
}

} // namespace whydah
