#pragma once

#include "records/accuracy_report.h"

#include <filesystem>
#include <string>
#include <vector>

namespace whydah {

/// predictions/plain.seed0.npy in a run folder.
std::filesystem::path predictions_path(const std::filesystem::path& run_folder, const MethodResult& result);

/// One numpy array of records, 16 bytes a test image: sample, truth, predicted (int32), confidence (float32), little
/// endian. `numpy.load` reads it. Whole or not there. @throws Error
void write_predictions(const std::filesystem::path& file, const std::vector<Prediction>& predictions);

/// Reads what write_predictions wrote. @throws Error naming the file: cut off, changed, labels that no class has
std::vector<Prediction> read_predictions(const std::filesystem::path& file, std::size_t classes);

} // namespace whydah
