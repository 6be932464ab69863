#include "core/experiment/out_of_memory.h"

#include "core/experiment/memory.h"
#include "records/fixed_text.h"

namespace whydah {
namespace {

/// What the stage can do with less of.
std::string mend_of(const std::string& stage, const ExperimentOptions& options) {
    if (stage == "Reading" || stage == "Preparation")
        return "close other programs, or use fewer images or features of fewer dimensions";
    if (stage == "Features" || stage == "Training")
        return "make --image-batch (now " + std::to_string(options.features.image_batch) + ") or --input-size smaller";
    return "make --bank-memory (now " + fixed_text(options.meta.bank_memory, 1) + " GiB), --episodes (now " +
           std::to_string(options.meta.episodes) + ") or --pca (now " + std::to_string(options.features.pca) +
           ", 0 is all dimensions) smaller";
}

} // namespace

std::string gibibytes(std::int64_t bytes) {
    return fixed_text(static_cast<double>(bytes) / (1024.0 * 1024 * 1024), 2) + " GiB";
}

Error out_of_memory_error(const std::string& stage, const ExperimentOptions& options, const std::string& device) {
    const std::size_t slash = stage.rfind(" / ");
    const std::string plain = slash == std::string::npos ? stage : stage.substr(slash + 3);
    const std::string where = stage.empty() ? "before its first stage" : "stage '" + stage + "'";
    return Error({.what = "memory ran out",
                  .where = where + (device == "cpu" ? ", with " + gibibytes(peak_memory()) + " in use at most" : ""),
                  .mend = mend_of(plain, options) + (device == "cpu" ? "" : ", or use --device cpu")});
}

} // namespace whydah
