#pragma once

#include "core/backbone/backbone.h"
#include "core/data/manifest.h"
#include "core/experiment/job_control.h"
#include "records/events.h"
#include "records/experiment_options.h"

#include <cstdint>
#include <memory>
#include <string>

namespace whydah {

/// Features of all samples, from the data set itself, from the cache, or from the backbone (Sec. 3.4, scenario 1).
/// Images that cannot be decoded are named in manifest.problems and taken out of manifest.samples, so that row r of the
/// result belongs to manifest.samples[r]. Cached on disk under a hash of (image list, sizes and times, backbone file,
/// preprocessing). Reports the stage "Features" in images with images/s and time left; a stop is felt within one batch.
/// @param device "cpu" or "cuda:N"   @param threads budget for decoding and the network
/// @throws Error for a missing, unreadable or unsuitable backbone; Stopped
std::shared_ptr<const FeatureMatrix> extract_features(Manifest& manifest, const FeatureOptions& options,
                                                      const std::string& device, std::int64_t threads,
                                                      const JobControl& control, const Report& report);

/// The same for a network that is at hand. @param identity what its features depend on beside images and preprocessing:
/// the name in the cache   @param stage its name
std::shared_ptr<const FeatureMatrix> extract_features_with(Manifest& manifest, const Backbone& backbone,
                                                           const std::string& identity, const FeatureOptions& options,
                                                           const std::string& stage, const JobControl& control,
                                                           const Report& report);

} // namespace whydah
